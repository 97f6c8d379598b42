import type { CatchUpFrom } from '../contract.ts';

/** `since` null: not known, in a cursor that an earlier version gave. */
export type Start = Readonly<{ afterId: string; since: Date | null } | { afterId: null; since: Date }>;

/**
 * A cursor is the id of the last transaction that was looked at with the time that the first look began at, or, before there
 * was any, that time. The query of the first look reaches back farther than it, so that ids alone do not leave out the rest.
 */
export function startOf({ cursor, since }: CatchUpFrom): Start {
  const [, afterId, time] = /^(?:(\d+)(?:@|$))?(.*)$/.exec(cursor ?? '') ?? [];
  const began = time === undefined || time === '' ? null : new Date(time);
  const known = began === null || Number.isNaN(began.getTime()) ? null : began;
  return afterId === undefined ? { afterId: null, since: known ?? since } : { afterId, since: known };
}

/** Null = none was looked at. */
export function cursorAfter(lastId: string | null, { afterId, since }: Start): string {
  const id = lastId ?? afterId;
  return [id, since?.toISOString() ?? null].filter((part) => part !== null).join('@');
}
