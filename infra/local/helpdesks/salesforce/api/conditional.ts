import { preconditionFailed } from '../errors.ts';
import type { Values } from '../metadata/model.ts';
import type { ApiRequest } from './routing.ts';

const imfDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [A-Z]+$/;

function timeIn(request: ApiRequest, header: string): number | null {
  const text = request.headers[header];
  if (text === undefined) return null;
  if (!imfDate.test(text) || Number.isNaN(Date.parse(text))) {
    request.caller.report(`${header} has no effect in this form; expected EEE, dd MMM yyyy HH:mm:ss z`);
    return null;
  }
  return Date.parse(text);
}

/**
 * ETags belong to accounts only; times work for all records, to the second:
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api/intro_rest_conditional_requests.htm
 * Throws 412. True = the record has not changed since (304).
 */
export function isUnchanged(request: ApiRequest, record: Values): boolean {
  for (const header of ['if-match', 'if-none-match']) {
    if (request.headers[header] !== undefined) request.caller.report(`${header} works for accounts only`);
  }
  const modifiedAt = Date.parse(String(record.LastModifiedDate ?? record.CreatedDate ?? ''));
  const unmodifiedSince = timeIn(request, 'if-unmodified-since');
  if (unmodifiedSince !== null && modifiedAt > unmodifiedSince) throw preconditionFailed();
  const modifiedSince = timeIn(request, 'if-modified-since');
  return modifiedSince !== null && request.method === 'GET' && modifiedAt <= modifiedSince;
}
