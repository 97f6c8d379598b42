import { describe, expect, test } from 'vitest';
import {
  closedUntil,
  emptyBook,
  givenBack,
  type PaceBook,
  type PaceLimit,
  type Rank,
  takeFrom,
} from '../../../../functions/write-back/pace.ts';

/** Ten in a minute, so that a tick lasts five seconds and two places are kept for replies. */
const tenAMinute: PaceLimit = { updates: 10, windowMs: 60_000, hasLine: true };

/** Asks `times` times, one update each, and gives the delays, 0 = it may go. */
function ask(book: PaceBook, rank: Rank, times: number, nowMs: number, limit = tenAMinute) {
  let current = book;
  const delaysMs: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const taken = takeFrom(current, limit, { updates: 1, rank, nowMs });
    current = taken.book;
    delaysMs.push(taken.kind === 'taken' ? 0 : taken.delayMs);
  }
  return { book: current, delaysMs };
}

describe('the pace of updates', () => {
  test('lets notes go until the last fifth, which is for replies', () => {
    const notes = ask(emptyBook, 'note', 9, 1_000);
    const replies = ask(notes.book, 'reply', 3, 1_000);

    expect(notes.delaysMs).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 64_000]);
    expect(replies.delaysMs).toEqual([0, 0, 64_000]);
  });

  test('counts an update until a whole window after the end of its tick, so that no window holds more', () => {
    // Prepare
    const { book } = ask(emptyBook, 'note', 8, 4_999);

    // Act
    const before = ask(book, 'note', 1, 64_999);
    const after = ask(book, 'note', 8, 65_000);

    // Assess
    expect(before.delaysMs).toEqual([1]);
    expect(after.delaysMs).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('tells those who wait times one behind the other, at the speed of the limit', () => {
    const { book } = ask(emptyBook, 'note', 8, 0);

    expect(ask(book, 'note', 3, 5_000).delaysMs).toEqual([60_000, 67_500, 75_000]);
  });

  test('keeps the line below what a queue can hold back', () => {
    const { book } = ask(emptyBook, 'note', 8, 0);

    expect(ask(book, 'note', 300, 0).delaysMs.at(-1)).toBe(900_000);
  });

  test('tells all the same time where there is no line', () => {
    const ofTicket = { ...tenAMinute, hasLine: false };
    const { book } = ask(emptyBook, 'note', 8, 0, ofTicket);

    expect(ask(book, 'note', 2, 0, ofTicket).delaysMs).toEqual([65_000, 65_000]);
  });

  test('lets a write of two updates go only if both have a place', () => {
    const { book } = ask(emptyBook, 'note', 7, 0);

    expect(takeFrom(book, tenAMinute, { updates: 2, rank: 'note', nowMs: 0 })).toMatchObject({
      kind: 'wait',
      delayMs: 65_000,
    });
    expect(takeFrom(book, tenAMinute, { updates: 1, rank: 'note', nowMs: 0 })).toMatchObject({
      kind: 'taken',
    });
  });

  test('lets a write that needs more than there ever is go when all is free', () => {
    const oneAMinute = { ...tenAMinute, updates: 1 };

    expect(takeFrom(emptyBook, oneAMinute, { updates: 2, rank: 'note', nowMs: 0 }).kind).toBe('taken');
  });

  test('has a place again for what was given back', () => {
    // Prepare
    const taken = takeFrom(emptyBook, tenAMinute, { updates: 2, rank: 'note', nowMs: 0 });
    const full = ask(taken.book, 'note', 6, 0);
    if (taken.kind !== 'taken') throw new Error('not taken');

    // Act
    const book = givenBack(full.book, taken.tickEndsAtMs, 2);

    // Assess
    expect(ask(book, 'note', 3, 5_000).delaysMs).toEqual([0, 0, 60_000]);
  });

  test('lets nothing go before the time that the helpdesk named, not even a reply, and the latest such time counts', () => {
    const book = closedUntil(closedUntil(emptyBook, 41_000), 30_000);

    expect(ask(book, 'reply', 1, 1_000).delaysMs).toEqual([40_000]);
    expect(ask(book, 'reply', 1, 41_000).delaysMs).toEqual([0]);
  });
});
