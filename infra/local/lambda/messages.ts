import * as z from 'zod/mini';

/** What a worker is started with. */
export const workerStart = z.object({ modulePath: z.string(), exportName: z.string() });
export type WorkerStart = z.infer<typeof workerStart>;

/** The runner asks a worker to call its handler. */
export const workerRequest = z.object({
  /** JSON text, so that the handler gets objects of its own. */
  event: z.string(),
  traceHeader: z.string(),
  requestId: z.string(),
  deadlineMs: z.number(),
});
export type WorkerRequest = z.infer<typeof workerRequest>;

const failure = { errorType: z.string(), errorMessage: z.string(), stack: z.optional(z.string()) };

/** What a worker tells the runner. */
export const workerReply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('init-error'), ...failure }),
  /** JSON text of what the handler gave. */
  z.object({ kind: z.literal('result'), payload: z.string() }),
  z.object({ kind: z.literal('error'), ...failure }),
]);
export type WorkerReply = z.infer<typeof workerReply>;
