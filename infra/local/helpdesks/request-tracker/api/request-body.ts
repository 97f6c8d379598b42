import * as z from 'zod';
import { type ApiError, refused } from './answers.ts';
import type { ApiRequest } from './routing.ts';

/** People by name or address: RT takes one of them or a list. Parsed, it is always a list. */
export const names = z.union([z.array(z.string()), z.string().transform((one) => [one])]);

/** Whether a request says that its body is JSON. */
export function isJson({ headers }: Pick<ApiRequest, 'headers'>): boolean {
  return /^application\/json/i.test(headers['content-type'] ?? '');
}

/** RT's refusal of JSON that it cannot take, to throw; reported, since a correct client never meets it. */
export function malformed(message: string, report: ApiRequest['report']): ApiError {
  report(message);
  return refused(400, message);
}

/** What the JSON says. Throws ApiError with RT's refusal where it is none. */
export function parsedJson(text: string, report: ApiRequest['report']): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('JSON parse error', report);
  }
}
