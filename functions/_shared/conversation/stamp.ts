import * as z from 'zod/mini';

/** When something was true by the vendor's clock, and the message that made it so. */
export const stamp = z.object({ at: z.iso.datetime({ offset: true }), message: z.string() });
export type Stamp = z.infer<typeof stamp>;

const isNumber = (id: string) => /^[0-9]+$/.test(id);

/**
 * Vendors' ids mostly are growing numbers, too large for a double: longer is larger, then digit by digit. Numbers come
 * before words, so that the order has no circles where both occur.
 */
function compareMessageIds(one: string, other: string): number {
  if (one === other) return 0;
  if (isNumber(one) !== isNumber(other)) return isNumber(one) ? -1 : 1;
  if (isNumber(one) && one.length !== other.length) return one.length - other.length;
  return one < other ? -1 : 1;
}

/** Whether both stamps are those of one message. */
export const isMine = (stamp: Stamp, other: Stamp) =>
  stamp.at === other.at && stamp.message === other.message;

/** Whether `one` is later than `other`: by time, in the same millisecond by message id. Later than nothing is anything. */
export function isNewer(one: Stamp, other: Stamp | null): boolean {
  if (other === null) return true;
  const milliseconds = Date.parse(one.at) - Date.parse(other.at);
  return milliseconds === 0 ? compareMessageIds(one.message, other.message) > 0 : milliseconds > 0;
}

/** Whether nothing newer is known: newer than what was, or the same message once more. */
export function isLatestOf(stamp: Stamp, known: Stamp | null): boolean {
  return known === null || isMine(stamp, known) || isNewer(stamp, known);
}
