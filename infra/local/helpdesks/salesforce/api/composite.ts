import * as z from 'zod';
import { ApiError, jsonParserError, methodNotAllowed, notFound, processingHalted } from '../errors.ts';
import { dataPath } from '../wire.ts';
import { type DoneParts, filledBody, filledText } from './references.ts';
import type { ApiAnswer, ApiContext, ApiRequest } from './routing.ts';

const maxParts = 25;
const maxQueries = 5;
/** What may not differ from the whole request's. */
const fixedHeaders = ['accept', 'authorization', 'content-type'];
const rolledBack = 'The transaction was rolled back since another operation in the same transaction failed.';

const part = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  url: z.string(),
  referenceId: z.string(),
  body: z.unknown().optional(),
  httpHeaders: z.record(z.string(), z.string()).optional(),
});
type Part = z.infer<typeof part>;

const compositeBody = z.strictObject({
  allOrNone: z.boolean().default(false),
  collateSubrequests: z.boolean().optional(),
  compositeRequest: z.array(part),
});

type PartResult = Readonly<{ referenceId: string; answer: ApiAnswer }>;
type AnswerPart = (request: ApiRequest) => ApiAnswer;

/**
 * Sobjects, queries and collections, nothing else (so no action that sends a mail):
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_composite_post.htm
 */
function isSupported([first, second]: readonly string[]): boolean {
  return (
    first === 'sobjects' ||
    first === 'query' ||
    first === 'queryAll' ||
    (first === 'composite' && second === 'sobjects')
  );
}

const isQueryLike = ({ url }: Part) => /\/(query|queryAll|composite\/sobjects)(\/|\?|$)/.test(url);

function parseComposite(body: unknown): z.infer<typeof compositeBody> {
  const parsed = compositeBody.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw jsonParserError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const { compositeRequest } = parsed.data;
  const ids = compositeRequest.map(({ referenceId }) => referenceId);
  if (compositeRequest.length > maxParts)
    throw new ApiError(400, 'LIMIT_EXCEEDED', `The request can't contain more than ${maxParts} operations.`);
  if (compositeRequest.filter(isQueryLike).length > maxQueries)
    throw new ApiError(
      400,
      'LIMIT_EXCEEDED',
      `The request can't contain more than ${maxQueries} queries and collections.`,
    );
  if (new Set(ids).size !== ids.length || ids.some((id) => !/^[A-Za-z0-9_]+$/.test(id)))
    throw jsonParserError('each referenceId must be unique and of letters, digits and underscores');
  return parsed.data;
}

function requestOfPart(
  whole: ApiRequest,
  { method, url, body, httpHeaders = {} }: Part,
  done: DoneParts,
): ApiRequest {
  const filled = new URL(filledText(url, done, encodeURIComponent), 'http://127.0.0.1');
  if (!filled.pathname.startsWith(`${dataPath}/`)) throw notFound();
  const segments = filled.pathname
    .slice(dataPath.length + 1)
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeURIComponent);
  if (!isSupported(segments)) throw methodNotAllowed(method, 'none within a composite request');
  const own = Object.entries(httpHeaders).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    value,
  ]);
  const refused = own.find(([name]) => fixedHeaders.includes(name));
  if (refused !== undefined) throw jsonParserError(`the header ${refused[0]} cannot be set for a part`);
  const autoAssign = own.find(([name]) => name === 'sforce-auto-assign')?.[1];
  return {
    method,
    segments,
    query: filled.searchParams,
    headers: Object.fromEntries(own),
    body: filledBody(body, done),
    caller:
      autoAssign === undefined ? whole.caller : { ...whole.caller, autoAssign: !/^false$/i.test(autoAssign) },
    isPart: true,
  };
}

function attempt(run: () => ApiAnswer): ApiAnswer {
  try {
    return run();
  } catch (error) {
    if (error instanceof ApiError) return { status: error.status, body: error.body };
    throw error;
  }
}

const isFailure = ({ answer }: PartResult) => answer.status >= 400;

/** With all-or-none, one failure takes everything back and halts the innocent. */
function halted(results: readonly PartResult[], status: number): readonly PartResult[] {
  const { body } = processingHalted(rolledBack);
  return results.map((result) => (isFailure(result) ? result : { ...result, answer: { status, body } }));
}

/** `POST /composite`: up to 25 requests in one call. `answerPart` answers one and takes its own failure back. */
export function answerComposite(request: ApiRequest, { org }: ApiContext, answerPart: AnswerPart): ApiAnswer {
  if (request.method !== 'POST') throw methodNotAllowed(request.method, 'HEAD,GET,POST');
  const { allOrNone, compositeRequest } = parseComposite(request.body);
  const start = org.store.savepoint();
  const done = new Map<string, unknown>();
  const results: PartResult[] = [];
  for (const one of compositeRequest) {
    const stopped = allOrNone && results.some(isFailure);
    const answer = stopped ? { status: 200 } : attempt(() => answerPart(requestOfPart(request, one, done)));
    results.push({ referenceId: one.referenceId, answer });
    if (answer.status < 400) done.set(one.referenceId, answer.body);
  }
  const isUndone = allOrNone && results.some(isFailure);
  if (isUndone) org.store.rollBackTo(start);
  const compositeResponse = (isUndone ? halted(results, org.settings.haltedStatus) : results).map(
    ({ referenceId, answer }) => ({
      body: answer.body ?? null,
      httpHeaders: answer.headers?.location === undefined ? {} : { Location: answer.headers.location },
      httpStatusCode: answer.status,
      referenceId,
    }),
  );
  return { status: 200, body: { compositeResponse } };
}
