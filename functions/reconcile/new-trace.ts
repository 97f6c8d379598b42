/**
 * An X-Ray header that begins a trace: version 1, seconds since 1970 in hex, 96 random bits. Sampled, since what has to be
 * found by hand is what somebody will want to follow.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function newTraceHeader(now: Date, random: Uint8Array): string {
  const seconds = Math.floor(now.getTime() / 1000)
    .toString(16)
    .padStart(8, '0');
  return `Root=1-${seconds}-${Buffer.from(random.subarray(0, 12)).toString('hex')};Sampled=1`;
}
