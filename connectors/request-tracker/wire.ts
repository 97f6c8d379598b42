import * as z from 'zod/mini';

/** RT's ids are numbers, in some answers as text. */
const idText = z.union([z.string().check(z.regex(/^[1-9]\d{0,18}$/)), z.int()], 'expected a number');

/** The id of a ticket, transaction or attachment: here always a string. */
export const numericId = z.pipe(idText, z.transform(String));

/** Text, or a number where RT sends one; null = missing or empty. */
export const scalarOrNull = z._default(
  z.nullable(
    z.pipe(
      z.union([z.string(), z.number()]),
      z.transform((value) => (value === '' ? null : String(value))),
    ),
  ),
  null,
);
