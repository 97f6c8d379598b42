import { describe, expect, it, onTestFinished, test } from 'vitest';
import type { EndedRecord } from '../../../../../functions/_shared/log-records.ts';
import type { Desk, DeskWrites, PreparedLine } from '../../../../../infra/local/desks/desk.ts';
import { Journal } from '../../../../../infra/local/journal.ts';
import {
  type Delivery,
  parseReplayFile,
  ReplayFileError,
  type ReplayLine,
} from '../../../../../infra/local/replay/input.ts';
import { deadlineMsAt, Player } from '../../../../../infra/local/replay/player.ts';

test.each([
  ['in real time', 1, 22_560_000],
  ['a hundred times faster', 100, 285_000],
])('a line is not called lost while a function may still try, %s', (_title, timeScale, expectedMs) => {
  const sixHoursScaledMs = (6 * 3_600_000) / timeScale;

  const deadlineMs = deadlineMsAt(timeScale);

  expect(deadlineMs).toBe(expectedMs);
  expect(deadlineMs).toBeGreaterThan(sixHoursScaledMs);
});

const linesOf = (...lines: readonly object[]): ReplayLine[] =>
  parseReplayFile(lines.map((line) => JSON.stringify(line)).join('\n'));

/** A desk that does nothing but tell what it was asked; `onDeliver` is what a stack would make of a delivery. */
function aPlayer(
  options: {
    tellsBy?: Desk['tellsBy'];
    prepare?: (line: ReplayLine) => PreparedLine | Promise<PreparedLine>;
    onDeliver?: (delivery: object | string) => readonly string[];
    deadlineMs?: number;
  } = {},
) {
  const journal = new Journal();
  const delivered: { delivery: object | string; how: Delivery }[] = [];
  const prepared: number[] = [];
  const listeners = new Set<(writes: DeskWrites) => void>();
  const desk: Desk = {
    ...{ connector: 'zendesk', toolName: 'Deskless', howToSign: 'by nobody' },
    ...{ tellsBy: options.tellsBy ?? ['webhook'], baseUrl: 'http://127.0.0.1:1' },
    settings: { account: '1', runtimeUserId: '2', vendor: {} },
    secrets: { webhook: '{}', api: '{}' },
    connect: () => undefined,
    ticketIn: () => null,
    prepare: (line) => {
      prepared.push(line.number);
      const usual = { ticket: '1', message: `1-${line.number}`, deliveries: [{ number: line.number }] };
      return options.prepare?.(line) ?? usual;
    },
    deliver: async (delivery, how) => {
      delivered.push({ delivery, how });
      return options.onDeliver?.(delivery) ?? [];
    },
    onWrites: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => undefined,
  };
  const player = new Player({ helpdesk: desk, journal }, options.deadlineMs ?? 5_000);
  onTestFinished(() => player.stop());
  const end = (record: Partial<EndedRecord>) =>
    journal.record({
      ...{ kind: 'log', functionName: 'write-back', traceId: null },
      record: {
        ...{ message: 'ended', outcome: 'delivered', reason: null, eventId: null, correlationId: null },
        ...{ connector: 'zendesk', account: '1', ticket: '1', messageId: '1-1', traceId: 'found', ...record },
      },
    });
  const write = (writes: DeskWrites) => listeners.forEach((listener) => void listener(writes));
  return { player, journal, delivered, prepared, end, write };
}

const note = (id: string) => ({ kind: 'note', id, html: '<p>Hello</p>', public: false }) as const;

describe('A line that is told', () => {
  it('by a partner bus is over as soon as the queue of work knows its message already', async () => {
    // Prepare
    const { player, journal } = aPlayer({
      onDeliver: () => {
        const entry = { kind: 'queue', traceId: 'again', messageId: 'm', body: null } as const;
        journal.record({ ...entry, queue: 'dragoman-local-ingest-partner', what: 'sent' });
        journal.record({ ...entry, queue: 'dragoman-local-enrich.fifo', what: 'deduplicated' });
        return ['again'];
      },
    });

    // Act
    const output = await player.play(linesOf({ ticket: '1', text: 'Hola' })[0]!);

    // Assess
    expect([output.outcome, output.reason]).toEqual(['skipped', 'duplicate']);
  });

  it('goes out as often as it says, each prepared delivery in turn, and ends with its traces', async () => {
    const { player, delivered, end } = aPlayer({
      prepare: () => ({ ticket: '1', message: '1-1', deliveries: [{ a: 1 }, { b: 2 }] }),
      onDeliver: () => {
        end({ traceId: 'told' });
        return ['told'];
      },
    });

    const output = await player.play(linesOf({ text: 'Hola', deliver: { times: 2 } })[0]!);

    expect(delivered.map(({ delivery }) => delivery)).toEqual([{ a: 1 }, { a: 1 }, { b: 2 }, { b: 2 }]);
    expect(output).toMatchObject({ ticket: '1', message: '1-1', outcome: 'delivered' });
  });

  it('goes out in the bytes that it names, by the way that it names', async () => {
    const { player, delivered } = aPlayer({ tellsBy: ['webhook', 'partner-bus'] });

    await player.play(linesOf({ text: 'Hola', deliver: { raw: 'hello', via: 'partner-bus' } })[0]!);

    expect(delivered).toMatchObject([{ delivery: 'hello', how: { via: 'partner-bus' } }]);
  });
});

describe('A line whose delivery is lost on the way', () => {
  const lost = linesOf({ ticket: '1', text: 'Hola', deliver: { times: 0 } })[0]!;

  it('happens in the helpdesk and tells nobody; once its message ends, it has what the trace of that end did', async () => {
    // Prepare
    const { player, delivered, prepared, end, write } = aPlayer();

    // Act
    const playing = player.play(lost);
    await Promise.resolve();
    end({ messageId: '1-0', traceId: 'other' });
    end({ ticket: '2', traceId: 'other' });
    write({ traceId: 'found', writes: [note('n1')] });
    end({});
    const output = await playing;

    // Assess
    expect([prepared, delivered]).toEqual([[1], []]);
    expect(output).toMatchObject({
      outcome: 'delivered',
      reason: null,
      writes: [{ kind: 'note', id: 'n1' }],
    });
  });

  it('is found also by a catch-up that is quicker than the helpdesk’s answer', async () => {
    const { player, end } = aPlayer({
      prepare: async () => {
        end({});
        return { ticket: '1', message: '1-1', deliveries: [] };
      },
    });

    const output = await player.play(lost);

    expect(output.outcome).toBe('delivered');
  });

  it('has of a trace that it shares with others only what is about it', async () => {
    // Prepare
    const { player, end, write } = aPlayer();

    // Act
    const playing = player.play(lost);
    write({ traceId: 'found', ticket: '2', writes: [note('n2')] });
    end({ ticket: '2', messageId: '2-1', outcome: 'parked' });
    write({ traceId: 'found', ticket: '1', writes: [note('n1')] });
    end({ outcome: 'skipped', reason: 'empty' });
    const output = await playing;

    // Assess
    expect(output).toMatchObject({ outcome: 'skipped', reason: 'empty', writes: [{ id: 'n1' }] });
  });

  it('ends also where the end names no trace', async () => {
    const { player, end } = aPlayer();

    const playing = player.play(lost);
    await Promise.resolve();
    end({ traceId: null, outcome: 'parked', reason: 'retries-exhausted' });
    const output = await playing;

    expect(output).toMatchObject({ outcome: 'parked', reason: 'retries-exhausted', writes: [] });
  });

  it.each([
    ['that nobody has found by the deadline', { ticket: '1', message: '1-1', deliveries: [] }],
    ['of which no message can be found', { ticket: '1', message: null, deliveries: [] }],
  ])('is lost %s, whatever ended before it', async (_title, prepared) => {
    const { player, end } = aPlayer({ prepare: () => prepared, deadlineMs: 50 });
    end({});
    await new Promise((resolve) => setTimeout(resolve, 5));

    const output = await player.play(lost);

    expect(output).toMatchObject({ outcome: 'lost', reason: null });
  });
});

describe('What this helpdesk has not', () => {
  it('a way in that the tool does not use is refused before anything is done', async () => {
    const { player, prepared } = aPlayer();
    const lines = linesOf({ text: 'Hola' }, { text: 'Hola', deliver: { via: 'partner-bus' } });

    const act = player.playAll(lines, () => undefined);

    await expect(act).rejects.toThrow(ReplayFileError);
    await expect(act).rejects.toThrow('line 2: deliver.via: Deskless tells by webhook only');
    expect(prepared).toEqual([]);
  });

  it('a body of another tool is refused, and says what is needed', async () => {
    const { player, prepared } = aPlayer();
    const [line] = linesOf({ connector: 'zendesk', body: {} });

    const act = player.playAll([{ ...line!, connector: 'fax' } as ReplayLine], () => undefined);

    await expect(act).rejects.toThrow(
      'line 1: connector: the helpdesk is Deskless; --connector fax is needed',
    );
    expect(prepared).toEqual([]);
  });

  it('the first line in the file that cannot be played is the one that is told of', async () => {
    const { player } = aPlayer({
      prepare: ({ number }) => {
        throw new ReplayFileError(`line ${number}: no`);
      },
    });

    const act = player.playAll(linesOf({ text: 'a' }, { text: 'b' }), () => undefined);

    await expect(act).rejects.toThrow('line 1: no');
  });
});
