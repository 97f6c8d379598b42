import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import type { EventContract, EventEntry } from '../../events/define.ts';
import { PublishError, type PublishFailure } from './errors.ts';
import { currentTraceHeader } from './trace.ts';

/** An event on its way out, with its id, so that a failure can be named. */
export type Publication = Readonly<{ eventId: string; entry: EventEntry }>;

/** Validates the detail against its contract. Throws EventShapeError. */
export function publication<Type extends string, Detail extends { type: Type; eventId: string }>(
  contract: EventContract<Type, Detail>,
  detail: Detail,
): Publication {
  return { eventId: detail.eventId, entry: contract.entry(detail) };
}

export type Bus = Readonly<{
  /**
   * Puts events on the bus with the current trace header; an event keeps its id over all tries. Throws PublishError that
   * names each event which could not be published.
   */
  publish(...publications: readonly Publication[]): Promise<void>;
}>;

/** PutEvents takes at most 10 entries. */
const maxEntries = 10;
/** "Less than 1 MB" in total: read the stricter way, so that either meaning of MB holds. */
const maxBatchBytes = 999_999;
const maxTries = 3;
const firstPauseMs = 100;
/** All other codes of PutEvents say that the entry itself is refused. */
const retryableCodes = new Set(['InternalFailure', 'ThrottlingException']);

/** Size of an entry as EventBridge counts it: UTF-8 bytes of Source, DetailType and Detail (we send neither Time nor Resources). */
export function entryBytes({ Source, DetailType, Detail }: EventEntry): number {
  return [Source, DetailType, Detail].reduce((sum, text) => sum + Buffer.byteLength(text, 'utf8'), 0);
}

/** Cuts into batches that PutEvents takes, in order. An event too large for any batch stands alone in its own. */
export function batchesOf(
  publications: readonly Publication[],
  limits: Readonly<{ maxEntries: number; maxBytes: number }>,
): Publication[][] {
  const batches: Publication[][] = [];
  let bytes = 0;
  for (const item of publications) {
    const size = entryBytes(item.entry);
    const batch = batches.at(-1);
    if (batch && batch.length < limits.maxEntries && bytes + size <= limits.maxBytes) {
      batch.push(item);
      bytes += size;
    } else {
      batches.push([item]);
      bytes = size;
    }
  }
  return batches;
}

export type BusDeps = Readonly<{
  client: EventBridgeClient;
  busName: string;
  sleep: (ms: number) => Promise<void>;
  /** 0..1; jitter. */
  random: () => number;
}>;

type Attempt = Readonly<{ again: readonly Publication[]; refused: readonly PublishFailure[] }>;

/** Opens the bus of this stage. */
export function createBus({ client, busName, sleep, random }: BusDeps): Bus {
  const requestEntry = ({ entry }: Publication, traceHeader: string | null): PutEventsRequestEntry => ({
    ...entry,
    EventBusName: busName,
    ...(traceHeader === null ? {} : { TraceHeader: traceHeader }),
  });

  /** PutEvents answers 200 although entries failed; its results stand in the order of the entries. */
  async function attempt(batch: readonly Publication[]): Promise<Attempt> {
    const traceHeader = currentTraceHeader();
    const command = new PutEventsCommand({ Entries: batch.map((item) => requestEntry(item, traceHeader)) });
    const { Entries = [] } = await client.send(command);
    const failed = batch.flatMap((item, index) => {
      const result = Entries[index];
      return result?.EventId === undefined ? [{ item, code: result?.ErrorCode ?? 'NoResult' }] : [];
    });
    const isRetryable = ({ code }: { code: string }) => retryableCodes.has(code);
    return {
      again: failed.filter(isRetryable).map(({ item }) => item),
      refused: failed
        .filter((failure) => !isRetryable(failure))
        .map(({ item, code }) => ({ eventId: item.eventId, code })),
    };
  }

  async function publishBatch(batch: readonly Publication[]): Promise<readonly PublishFailure[]> {
    const refused: PublishFailure[] = [];
    let open = batch;
    for (let tries = 1; open.length > 0; tries += 1) {
      const result = await attempt(open);
      refused.push(...result.refused);
      open = result.again;
      if (tries === maxTries) break;
      if (open.length > 0) await sleep(firstPauseMs * 2 ** (tries - 1) * (0.5 + random() / 2));
    }
    return [...refused, ...open.map(({ eventId }) => ({ eventId, code: 'RetriesExhausted' }))];
  }

  return {
    async publish(...publications) {
      const failures: PublishFailure[] = [];
      const causes: unknown[] = [];
      for (const batch of batchesOf(publications, { maxEntries, maxBytes: maxBatchBytes })) {
        try {
          failures.push(...(await publishBatch(batch)));
        } catch (cause) {
          causes.push(cause);
          failures.push(...batch.map(({ eventId }) => ({ eventId, code: 'RequestFailed' })));
        }
      }
      if (failures.length > 0) {
        throw new PublishError(failures, causes.length > 0 ? { cause: causes[0] } : {});
      }
    },
  };
}
