import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Api } from '../../../../connectors/zendesk/api.ts';
import { catchUp } from '../../../../connectors/zendesk/catch-up.ts';
import { propertyRuns, propertyTimeoutMs } from '../../../support/property-runs.ts';
import { zendeskAccount } from '../../../support/zendesk.ts';

/** What happens in a helpdesk. `page`: somebody asks for the next page; `unlucky-look`: a ticket changes just before a look. */
type Step =
  | Readonly<{ kind: 'comment' | 'touch' | 'system' | 'unlucky-look'; ticket: number }>
  | Readonly<{ kind: 'wait'; seconds: number }>
  | Readonly<{ kind: 'page' }>;

const ticketNumber = fc.integer({ min: 1, max: 7 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('comment', 'touch', 'system'), ticket: ticketNumber }),
  fc.record({ kind: fc.constant('unlucky-look'), ticket: fc.constant(1) }),
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait'), seconds: fc.integer({ min: 1, max: 90 }) }),
  },
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'page' }) },
);

type Ticket = { id: number; createdMs: number; updatedMs: number; generatedMs: number; comments: Comment[] };
type Comment = { id: number; createdMs: number };

const time = (ms: number) => new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z');
const seconds = (ms: number) => Math.floor(ms / 1000);

/** Zendesk as far as a catch-up reads it, in pages of two, with hardly more than the facts in it. */
class Model {
  readonly tickets = new Map<number, Ticket>();
  readonly #isAdmin: boolean;
  nowMs = Date.parse('2026-01-09T08:00:00.250Z');
  #commentIds = 0;

  constructor(isAdmin: boolean) {
    this.#isAdmin = isAdmin;
  }

  do({ kind, ticket: id }: Extract<Step, { ticket: number }>): void {
    const createdMs = this.nowMs;
    const known = this.tickets.get(id);
    const ticket = known ?? { id, createdMs, updatedMs: createdMs, generatedMs: createdMs, comments: [] };
    this.tickets.set(id, ticket);
    ticket.generatedMs = this.nowMs;
    if (kind === 'system') return;
    ticket.updatedMs = this.nowMs;
    if (kind !== 'comment') return;
    this.#commentIds += 1;
    ticket.comments.push({ id: this.#commentIds, createdMs });
  }

  readonly api: Api = {
    download: async () => ({ kind: 'not-found' }),
    call: async ({ path }, schema) => {
      const url = new URL(path, 'https://acme.example.com');
      const body = this.#answer(url.pathname, url.searchParams);
      if (body === 'forbidden') return { kind: 'failed', failure: { kind: 'unauthorised', status: 403 } };
      return { kind: 'ok', value: z.parse(schema, body) };
    },
  };

  #answer(path: string, query: URLSearchParams): unknown {
    if (path.endsWith('/comments')) return this.#comments(Number(path.split('/').at(-2)));
    if (path.includes('/incremental/')) return this.#isAdmin ? this.#exported(query) : 'forbidden';
    return this.#listed(query.get('page[after]'));
  }

  #comments(id: number): unknown {
    const comments = (this.tickets.get(id)?.comments ?? []).toReversed().map((comment) => ({
      id: comment.id,
      author_id: 77,
      body: 'Hola',
      public: true,
      created_at: time(comment.createdMs),
    }));
    return { comments, users: [{ id: 77, role: 'end-user' }], meta: { has_more: false } };
  }

  #exported(query: URLSearchParams): unknown {
    const cursor = query.get('cursor')?.split('/').map(Number);
    const [fromSecond = Number(query.get('start_time')), afterId = 0] = cursor ?? [];
    const place = ({ generatedMs, id }: Ticket) => seconds(generatedMs) * 100 + id;
    const wanted = [...this.tickets.values()]
      .filter(({ generatedMs }) => seconds(generatedMs) <= seconds(this.nowMs) - 60)
      .filter((ticket) => place(ticket) > fromSecond * 100 + afterId)
      .sort((one, other) => place(one) - place(other));
    const page = wanted.slice(0, 2);
    const last = page.at(-1);
    const after = last === undefined ? [fromSecond, afterId] : [seconds(last.generatedMs), last.id];
    return {
      tickets: page.map(wire),
      after_cursor: after.join('/'),
      end_of_stream: page.length === wanted.length,
    };
  }

  #listed(after: string | null): unknown {
    const place = ({ updatedMs, id }: Ticket) => seconds(updatedMs) * 100 + id;
    const wanted = [...this.tickets.values()]
      .filter((ticket) => after === null || place(ticket) < Number(after))
      .sort((one, other) => place(other) - place(one));
    const page = wanted.slice(0, 2);
    const last = page.at(-1);
    const meta = {
      has_more: page.length < wanted.length,
      after_cursor: last === undefined ? null : String(place(last)),
    };
    return { tickets: page.map(wire), meta };
  }
}

const wire = ({ id, createdMs, updatedMs, generatedMs }: Ticket) => ({
  id,
  status: 'open',
  requester_id: 77,
  created_at: time(createdMs),
  updated_at: time(updatedMs),
  generated_timestamp: seconds(generatedMs),
});

/** Somebody who looks, page by page, two minutes behind the clock. */
function aReader(model: Model) {
  const since = new Date(model.nowMs);
  const found = new Map<string, number>();
  let cursor: string | null = null;
  const page = async (): Promise<boolean> => {
    const untilMs = model.nowMs - 120_000;
    const outcome = await catchUp(
      model.api,
      zendeskAccount(),
      { cursor, since, until: new Date(untilMs) },
      () => new Date(model.nowMs),
    );
    if (outcome.kind !== 'page') throw new Error(JSON.stringify(outcome));
    cursor = outcome.cursor;
    for (const meant of outcome.found) {
      if (meant.kind !== 'message') throw new Error(meant.kind);
      const { message, occurredAt } = meant.message;
      expect(Date.parse(occurredAt)).toBeLessThanOrEqual(untilMs);
      found.set(message, (found.get(message) ?? 0) + 1);
    }
    return outcome.isLast;
  };
  const look = async () => {
    while (!(await page()));
  };
  return { found, page, look };
}

describe.each([
  ['by the export', true],
  ['by the list of tickets', false],
])('Looking %s', (_, isAdmin) => {
  it('finds every comment in the end, and none before its time, wherever tickets move and pages end', {
    timeout: propertyTimeoutMs,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        // Prepare
        const model = new Model(isAdmin);
        model.do({ kind: 'comment', ticket: 1 });
        model.nowMs += 1_000;
        const reader = aReader(model);
        // Act
        for (const each of steps) {
          if (each.kind === 'wait') model.nowMs += each.seconds * 1000;
          else if (each.kind === 'page') await reader.page();
          else model.do(each);
          if (each.kind !== 'unlucky-look') continue;
          model.nowMs += 20_000;
          await reader.look();
          model.nowMs += 200_000;
        }
        for (let looks = 0; looks < 2; looks += 1) {
          model.nowMs += 300_000;
          await reader.look();
        }
        // Assess
        const written = [...model.tickets.values()].flatMap(({ comments }) => comments.map(({ id }) => id));
        const expected = written.filter((id) => id !== 1).sort((one, other) => one - other);
        expect([...reader.found.keys()].map(Number).sort((one, other) => one - other)).toEqual(expected);
      }),
      { numRuns: propertyRuns },
    );
  });

  it('reads nothing twice while nothing changes', async () => {
    // Prepare
    const model = new Model(isAdmin);
    model.nowMs += 1_000;
    const reader = aReader(model);
    for (const ticket of [1, 2, 3, 4, 5]) model.do({ kind: 'comment', ticket });
    model.nowMs += 300_000;
    await reader.look();

    // Act
    for (let looks = 0; looks < 5; looks += 1) {
      model.nowMs += 300_000;
      await reader.look();
    }

    // Assess
    expect([...reader.found.values()]).toEqual([1, 1, 1, 1, 1]);
  });
});
