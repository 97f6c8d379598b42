import type { Desk, PreparedLine } from '../desks/desk.ts';
import type { World } from '../world.ts';
import { ReplayFileError, type ReplayLine, ticketNameOf } from './input.ts';
import type { ReplayOutput } from './output.ts';
import { replayResult } from './result.ts';
import { type TraceLog, TraceLogs } from './trace-logs.ts';

/** Functions try for up to six hours (`enrich`, where the helpdesk must be asked first); the last retry may wait 15 minutes. */
const longestPatienceMs = (6 * 60 + 15) * 60_000;
/** For the work itself, which no time scale shortens. */
const workMs = 60_000;

/** How long a line may take, in real milliseconds, before it is called lost: longer than any function's patience. */
export function deadlineMsAt(timeScale: number): number {
  return longestPatienceMs / timeScale + workMs;
}

/** Where no fault makes anybody wait. */
const defaultDeadlineMs = 180_000;
/** Tickets worked on side by side. */
const maxParallelTickets = 24;

/** Plays lines against a running world, over real HTTP with real signatures. */
export class Player {
  readonly #desk: Desk;
  readonly #logs: TraceLogs;
  readonly #deadlineMs: number;

  constructor(
    { helpdesk, journal }: Pick<World, 'helpdesk' | 'journal'>,
    deadlineMs: number = defaultDeadlineMs,
  ) {
    this.#desk = helpdesk;
    this.#deadlineMs = deadlineMs;
    this.#logs = new TraceLogs(journal, helpdesk);
  }

  /** Plays one line and waits until its message has ended. Throws ReplayFileError for what the helpdesk has not. */
  async play(line: ReplayLine): Promise<ReplayOutput> {
    refuseForeign(line, this.#desk);
    const startedAtMs = performance.now();
    const prepared = await this.#desk.prepare(line);
    const isTold = line.deliver.times > 0;
    const sentAtMs = isTold ? performance.now() : startedAtMs;
    const logs = isTold
      ? await this.#tell(line, prepared)
      : await this.#waitUntilFound(prepared, startedAtMs);
    return replayResult(prepared, logs, { sentAtMs, overAtMs: performance.now() });
  }

  /**
   * Plays all lines: those of one ticket one after another, tickets side by side. Calls `done` in the order of the lines.
   * Throws ReplayFileError, before anything is sent if a line is none for this helpdesk.
   */
  async playAll(
    lines: readonly ReplayLine[],
    done: (output: ReplayOutput, line: ReplayLine) => void,
  ): Promise<void> {
    for (const line of lines) refuseForeign(line, this.#desk);
    const results = new Map<ReplayLine, PromiseWithResolvers<ReplayOutput>>(
      lines.map((line) => [line, Promise.withResolvers<ReplayOutput>()]),
    );
    // Whoever comes after the first line that fails has nobody waiting for it.
    for (const { promise } of results.values()) promise.catch(() => undefined);
    const groups = [...Map.groupBy(lines, (line) => this.#groupOf(line)).values()];
    const playGroup = async (group: readonly ReplayLine[]): Promise<void> => {
      for (const line of group) {
        try {
          results.get(line)?.resolve(await this.play(line));
        } catch (error) {
          results.get(line)?.reject(error);
        }
      }
    };
    const workers = Array.from({ length: Math.min(maxParallelTickets, groups.length) }, async () => {
      for (let group = groups.shift(); group !== undefined; group = groups.shift()) await playGroup(group);
    });
    for (const [line, { promise }] of results) done(await promise, line);
    await Promise.all(workers);
  }

  stop(): void {
    this.#logs.stop();
  }

  async #tell(line: ReplayLine, prepared: PreparedLine): Promise<readonly TraceLog[]> {
    const { raw, times } = line.deliver;
    const traces: string[] = [];
    for (const delivery of raw === undefined ? prepared.deliveries : [raw]) {
      for (let time = 1; time <= times; time += 1)
        traces.push(...(await this.#desk.deliver(delivery, line.deliver)));
    }
    return await Promise.all(traces.map((trace) => this.#logs.whenOver(trace, this.#deadlineMs)));
  }

  /** Of a message that nobody is told of. What has no message (an edit) no catch-up can find. */
  async #waitUntilFound({ ticket, message }: PreparedLine, sinceMs: number): Promise<readonly TraceLog[]> {
    if (ticket === null || message === null) return [];
    const log = await this.#logs.whenEnded({ ticket, message }, sinceMs, this.#deadlineMs);
    return log === null ? [] : [log];
  }

  /** Lines of one ticket go one after another. A body that names no ticket is alone. */
  #groupOf(line: ReplayLine): string {
    switch (line.kind) {
      case 'short':
        return ticketNameOf(line);
      case 'edit':
        return line.ticket;
      case 'raw':
        return this.#desk.ticketIn(line.body) ?? `line ${line.number}`;
    }
  }
}

/** Throws ReplayFileError for a body of another tool, and for a way in that the tool does not use. */
function refuseForeign(line: ReplayLine, { connector, toolName, tellsBy }: Desk): void {
  const problem = (what: string) => new ReplayFileError(`line ${line.number}: ${what}`);
  if (line.kind === 'raw' && line.connector !== connector) {
    throw problem(`connector: the helpdesk is ${toolName}; --connector ${line.connector} is needed`);
  }
  const { via } = line.deliver;
  if (via !== undefined && !tellsBy.includes(via)) {
    throw problem(`deliver.via: ${toolName} tells by ${tellsBy.join(' or ')} only`);
  }
}
