// Runs in a thread of its own: one worker is one execution environment of one function.
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { type WorkerReply, type WorkerRequest, workerRequest, workerStart } from './messages.ts';

type Handler = (event: unknown, context: object) => unknown;

/** Writes of a worker reach the runner in their own time: a reply must not overtake the lines logged before it. */
async function flushLogs(): Promise<void> {
  await Promise.all(
    [process.stdout, process.stderr].map(
      (stream) => new Promise<void>((resolve) => stream.write('', () => resolve())),
    ),
  );
}

async function reply(message: WorkerReply): Promise<void> {
  await flushLogs();
  parentPort?.postMessage(message);
}

function failureOf(error: unknown) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message, stack: error.stack };
}

/** Lambda's `context` of a Node.js handler. */
function contextOf({ requestId, deadlineMs }: WorkerRequest) {
  const { env } = process;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: env.LOCAL_FUNCTION_ARN,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    awsRequestId: requestId,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
  };
}

/** Null and undefined both become `null`, as in Lambda. */
function payloadOf(result: unknown): string {
  const text = JSON.stringify(result ?? null);
  if (text === undefined) throw new TypeError(`The handler gave a ${typeof result}, which JSON cannot hold.`);
  return text;
}

async function answerOf(handler: Handler, request: WorkerRequest): Promise<WorkerReply> {
  try {
    process.env._X_AMZN_TRACE_ID = request.traceHeader;
    const result = await handler(JSON.parse(request.event), contextOf(request));
    return { kind: 'result', payload: payloadOf(result) };
  } catch (error) {
    return { kind: 'error', ...failureOf(error) };
  }
}

const isHandler = (value: unknown): value is Handler => typeof value === 'function';

async function loadHandler(): Promise<Handler> {
  const { modulePath, exportName } = workerStart.parse(workerData);
  const bundle: Record<string, unknown> = await import(pathToFileURL(modulePath).href);
  const handler = bundle[exportName];
  if (!isHandler(handler)) throw new TypeError(`${modulePath} exports no function "${exportName}".`);
  return handler;
}

try {
  const handler = await loadHandler();
  parentPort?.on('message', (message) => {
    void answerOf(handler, workerRequest.parse(message)).then(reply);
  });
  await reply({ kind: 'ready' });
} catch (error) {
  await reply({ kind: 'init-error', ...failureOf(error) });
}
