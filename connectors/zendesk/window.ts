/** Which time counts, in milliseconds since 1970: later than `afterMs`, up to `untilMs`. */
export type Window = Readonly<{ afterMs: number; untilMs: number }>;

export const isWithin = ({ afterMs, untilMs }: Window, ms: number) => ms > afterMs && ms <= untilMs;
