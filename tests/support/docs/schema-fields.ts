import * as z from 'zod';

/** The part of JSON Schema that zod makes of the contracts. */
const schemaNode = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  required: z.array(z.string()).default([]),
  get properties() {
    return z.record(z.string(), schemaNode).optional();
  },
  get items() {
    return schemaNode.optional();
  },
  get anyOf() {
    return z.array(schemaNode).optional();
  },
  get oneOf() {
    return z.array(schemaNode).optional();
  },
});
type SchemaNode = z.infer<typeof schemaNode>;

/** One line of an event's table of fields. */
export type Field = Readonly<{
  /** `plan.fields.language`, `attachments[].name`; of a variant `command`, with what tells it in `when`. */
  path: string;
  /** `string`, `integer or null`, `"requester", "participant"`. */
  type: string;
  isOptional: boolean;
  meaning: string;
  /** `name: "lang"` where the field is there only in this variant; else null. */
  when: string | null;
}>;

function branchesOf(node: SchemaNode): readonly SchemaNode[] {
  return node.anyOf ?? [];
}

function typeOf(node: SchemaNode): string {
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (node.enum !== undefined) return node.enum.map((value) => JSON.stringify(value)).join(', ');
  if (node.oneOf !== undefined) return 'object';
  if (node.anyOf !== undefined) return node.anyOf.map(typeOf).join(' or ');
  const type = [node.type ?? 'any'].flat().join(' or ');
  if (type === 'array' && node.items !== undefined) return `array of ${typeOf(node.items)}`;
  return node.format === undefined ? type : `${type} (${node.format})`;
}

/** What tells a variant from the others: its members with one possible value. */
function tellTaleOf(variant: SchemaNode): string {
  return Object.entries(variant.properties ?? {})
    .flatMap(([name, node]) => (node.const === undefined ? [] : [`${name}: ${JSON.stringify(node.const)}`]))
    .join(', ');
}

function membersOf(node: SchemaNode, prefix: string, when: string | null): Field[] {
  const own = Object.entries(node.properties ?? {}).flatMap(([name, member]) => {
    if (when !== null && member.const !== undefined) return [];
    return fieldAndBelow(`${prefix}${name}`, member, !node.required.includes(name), when);
  });
  const variants = (node.oneOf ?? []).flatMap((variant) => {
    const tellTale = tellTaleOf(variant);
    const path = prefix.replace(/\.$/, '');
    const meaning = variant.description ?? '';
    return [
      { path, type: 'object', isOptional: false, meaning, when: tellTale },
      ...membersOf(variant, prefix, tellTale),
    ];
  });
  const items =
    node.items === undefined ? [] : membersOf(node.items, `${prefix.replace(/\.$/, '')}[].`, when);
  return [...own, ...variants, ...items, ...branchesOf(node).flatMap((one) => membersOf(one, prefix, when))];
}

function fieldAndBelow(path: string, node: SchemaNode, isOptional: boolean, when: string | null): Field[] {
  const meaning = node.description ?? '';
  return [{ path, type: typeOf(node), isOptional, meaning, when }, ...membersOf(node, `${path}.`, when)];
}

/** Every field of a JSON Schema made by zod, in order, nested ones below their parents. */
export function fieldsOfSchema(schema: unknown): Field[] {
  return membersOf(schemaNode.parse(schema), '', null);
}
