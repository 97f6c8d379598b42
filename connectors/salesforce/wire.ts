import * as z from 'zod/mini';
import * as kit from '../kit/wire.ts';
import { id18, idPattern } from './ids.ts';

/** A record's id of 15 or 18 characters, here always of 18. */
export const recordId = z.pipe(
  z.string().check(z.regex(idPattern, 'expected a Salesforce id of 15 or 18 characters')),
  z.transform(id18),
);

/** An id that may be missing, null or empty. */
export const recordIdOrNull = z._default(
  z.nullable(
    z.pipe(
      z
        .string()
        .check(z.regex(/^(?:[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?)?$/, 'expected a Salesforce id or nothing')),
      z.transform((id) => (id === '' ? null : id18(id))),
    ),
  ),
  null,
);

/** A checkbox; missing or null is unchecked. */
export const checkbox = z.pipe(
  z._default(z.nullable(z.boolean()), false),
  z.transform((isChecked) => isChecked === true),
);

/** Salesforce writes `+0000` where RFC 3339 wants `Z` or `+00:00`. */
const withColonInZone = (text: string) => text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2');

/** A time, brought to UTC and milliseconds. */
export const instant = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text) => withColonInZone(text)),
  ),
  kit.instant,
);
