import * as z from 'zod/mini';
import { catalogue } from './catalogue.ts';

type Contract = (typeof catalogue)[number];

/**
 * One contract as a JSON Schema (draft 2020-12), with the meaning of each field. `io: 'input'` leaves objects open, so that a
 * consumer who validates with it is not broken by a new optional field.
 */
export function jsonSchemaOf({ detailType, title, schema, examples }: Contract) {
  return {
    $id: `https://dragoman.example/events/${detailType}.json`,
    title: detailType,
    description: title,
    ...z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' }),
    examples,
  };
}

/** The catalogue as files for `events/schemas`, name → text. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    catalogue.map((contract) => [
      `${contract.detailType}.json`,
      `${JSON.stringify(jsonSchemaOf(contract), null, 2)}\n`,
    ]),
  );
}
