import { randomUUID } from 'node:crypto';

/** An event before it is told by either way. `payload`: the fields by their API names. */
export type OutgoingEvent = Readonly<{
  /** API name of the event, which is the bus event's `detail-type`. */
  detailType: string;
  payload: Readonly<Record<string, unknown>>;
}>;

/** What Event Relay puts on the partner bus. */
export type BusEvent = Readonly<{ source: string; detailType: string; detail: object }>;

/**
 * The bus event of an event. That the record stands under `detail.payload` is known from public code that reads it; its two
 * siblings are not, so nobody may rely on them.
 */
export function busEventOf({ detailType, payload }: OutgoingEvent, source: string): BusEvent {
  const detail = { payload, schemaId: randomUUID().replaceAll('-', '').slice(0, 22), id: randomUUID() };
  return { source, detailType, detail };
}
