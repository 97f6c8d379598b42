import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { catalogue } from './catalogue.ts';

const folder = join(import.meta.dirname, 'schemas');

/**
 * The catalogue as JSON Schema files, name → text. `io: 'input'` leaves objects open, so that a consumer who validates
 * with them is not broken by a new optional field.
 */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    catalogue.map((contract) => [
      `${contract.detailType}.json`,
      `${JSON.stringify(
        {
          $id: `https://dragoman.example/events/${contract.detailType}.json`,
          title: contract.detailType,
          description: contract.title,
          ...z.toJSONSchema(contract.schema, { io: 'input', target: 'draft-2020-12' }),
          examples: contract.examples,
        },
        null,
        2,
      )}\n`,
    ]),
  );
}

/** The schema files as they lie on disk, name → text. */
export function schemaFilesOnDisk(): ReadonlyMap<string, string> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

if (import.meta.main) {
  mkdirSync(folder, { recursive: true });
  const files = schemaFiles();
  for (const name of schemaFilesOnDisk().keys()) if (!files.has(name)) rmSync(join(folder, name));
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
}
