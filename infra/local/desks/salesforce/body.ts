import { type BusEvent, messageEventName } from '../../helpdesks/salesforce/index.ts';

function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

/** The event's fields, in the body of a callout or in an event of the partner bus; null = in neither. */
export function payloadOf(body: object): object | null {
  const payload = memberOf(body, 'payload') ?? memberOf(memberOf(body, 'detail'), 'payload');
  return typeof payload === 'object' ? payload : null;
}

/** A word of an untyped body or payload, or null. */
export function wordIn(body: object | null, key: string): string | null {
  const value = memberOf(body, key);
  return typeof value === 'string' ? value : null;
}

/** The case that a body is about. */
export function caseNamedIn(body: object): string | null {
  return wordIn(payloadOf(body), 'Case_Id__c');
}

/** The org of the first body that names one: a callout says it, a partner event source has it in its name. */
export function orgNamedIn(bodies: readonly object[]): string | null {
  const names = bodies.flatMap((body) => [
    wordIn(body, 'organizationId'),
    wordIn(body, 'source')?.split('/')[2] ?? null,
  ]);
  return names.find((name) => name !== null) ?? null;
}

/** The body as an event of the partner bus; null = it is the body of a callout. `source`: where it names none. */
export function busEventIn(body: object, source: string): BusEvent | null {
  const detail = memberOf(body, 'detail');
  if (typeof detail !== 'object' || detail === null) return null;
  const detailType = wordIn(body, 'detail-type') ?? wordIn(body, 'detailType') ?? messageEventName;
  return { source: wordIn(body, 'source') ?? source, detailType, detail };
}
