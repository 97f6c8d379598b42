import type { World } from '../world.ts';
import { Deliveries } from './deliveries.ts';
import type { ReplayLine } from './input.ts';
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
  readonly #world: World;
  readonly #deliveries: Deliveries;
  readonly #logs: TraceLogs;
  readonly #deadlineMs: number;

  constructor(world: World, deadlineMs: number = defaultDeadlineMs) {
    this.#world = world;
    this.#deadlineMs = deadlineMs;
    this.#deliveries = new Deliveries(world.helpdesk.standIn);
    this.#logs = new TraceLogs(world.journal, world.helpdesk.standIn);
  }

  /** Plays one line and waits until its message has ended. */
  async play(line: ReplayLine): Promise<ReplayOutput> {
    const prepared = this.#deliveries.prepare(line);
    const sentAtMs = performance.now();
    const traces: string[] = [];
    for (const body of prepared.bodies) {
      for (let time = 1; time <= line.deliver.times; time += 1)
        traces.push(...(await this.#deliver(line, body)));
    }
    const logs: TraceLog[] = await Promise.all(
      traces.map((trace) => this.#logs.whenOver(trace, this.#deadlineMs)),
    );
    return replayResult(prepared, logs, { sentAtMs, overAtMs: performance.now() });
  }

  /**
   * Plays all lines: those of one ticket one after another, tickets side by side. Calls `done` in the order of the lines.
   */
  async playAll(
    lines: readonly ReplayLine[],
    done: (output: ReplayOutput, line: ReplayLine) => void,
  ): Promise<void> {
    const results = new Map<ReplayLine, PromiseWithResolvers<ReplayOutput>>(
      lines.map((line) => [line, Promise.withResolvers<ReplayOutput>()]),
    );
    const groups = [...Map.groupBy(lines, ticketOf).values()];
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

  async #deliver(line: ReplayLine, body: object | string): Promise<readonly string[]> {
    const { signature, ageSeconds, contentType } = line.deliver;
    const { headers } = await this.#world.helpdesk.standIn.deliver(body, {
      signature,
      ageSeconds,
      contentType,
    });
    const trace = headers['x-local-trace-id'];
    return trace === undefined ? [] : [trace];
  }
}

/** Lines of one ticket go one after another. A body that names no ticket is alone. */
function ticketOf(line: ReplayLine): string {
  if (line.kind === 'short') return line.ticket ?? `r${line.number}`;
  if (line.kind === 'edit') return line.ticket;
  const detail = line.body.detail;
  const id = typeof detail === 'object' && detail !== null && 'id' in detail ? detail.id : null;
  return id === null ? `line ${line.number}` : String(id);
}
