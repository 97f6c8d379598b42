import type * as z from 'zod';
import { refusalOf } from './refusal.ts';

/** `problem`: a sentence for the person in front of the page. */
export type Result<Value> = Readonly<{ ok: true; value: Value }> | Readonly<{ ok: false; problem: string }>;

export type Call = Readonly<{
  method?: 'GET' | 'POST' | 'PUT';
  path: string;
  /** Sent as JSON. */
  body?: unknown;
  /** What to tell a person if there is no such thing (404), in place of the helpdesk's words. */
  ifMissing?: string;
}>;

const failed = (problem: string): Result<never> => ({ ok: false, problem });

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

/** One request to the helpdesk. Never throws for what may happen on the way. */
export async function call<Schema extends z.ZodType>(
  { method = 'GET', path, body, ifMissing }: Call,
  schema: Schema,
): Promise<Result<z.output<Schema>>> {
  const json = 'application/json';
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: { accept: json, ...(body === undefined ? {} : { 'content-type': json }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    return failed('The helpdesk cannot be reached; is the demo still running?');
  }
  const answer = await jsonOf(response);
  if (response.status === 404 && ifMissing !== undefined) return failed(ifMissing);
  if (!response.ok) return failed(refusalOf(response.status, answer, method !== 'GET'));
  const parsed = schema.safeParse(answer);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : failed(`The helpdesk’s answer to ${method} ${path} is not what its API promises.`);
}

/** Goes on with the value of a success. */
export function mapResult<From, To>(result: Result<From>, change: (value: From) => To): Result<To> {
  return result.ok ? { ok: true, value: change(result.value) } : result;
}
