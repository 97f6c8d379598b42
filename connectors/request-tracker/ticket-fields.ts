import type { CustomFields } from './wire-api.ts';

/** What stands in a custom field of a ticket or transaction. RT lists a value that was cleared as null. */
export function valueOfField(
  { CustomFields: fields }: Readonly<{ CustomFields: CustomFields }>,
  name: string,
): readonly string[] {
  const values = fields.find((field) => field.name === name)?.values ?? [];
  return values.flatMap((value) => (typeof value === 'string' && value !== '' ? [value] : []));
}

/** Whether the record has such a field at all: it exists, applies to the queue, and we may see it. */
export function hasField(
  { CustomFields: fields }: Readonly<{ CustomFields: CustomFields }>,
  name: string,
): boolean {
  return fields.some((field) => field.name === name);
}
