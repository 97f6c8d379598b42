import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { catalogue } from './catalogue.ts';

const schemaFolder = join(import.meta.dirname, 'schemas');
const readmePath = join(import.meta.dirname, '../README.md');
const tableInReadme = /(<!-- events:begin[^>]*-->\n)[\s\S]*?(<!-- events:end -->)/;

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
  return new Map(
    readdirSync(schemaFolder).map((name) => [name, readFileSync(join(schemaFolder, name), 'utf8')]),
  );
}

/** A README text with its table of events made anew. */
export function withEventTable(readme: string): string {
  const rows = catalogue.map(
    ({ detailType, title, archived }) =>
      `| [\`${detailType}\`](events/schemas/${detailType}.json) | ${title} | ${archived ? '14 days' : 'no'} |`,
  );
  const table = ['| detail-type | says | in the archive |', '| --- | --- | --- |', ...rows, ''].join('\n');
  return readme.replace(tableInReadme, (_all, begin: string, end: string) => `${begin}${table}${end}`);
}

/** The README as it lies on disk. */
export function readmeOnDisk(): string {
  return readFileSync(readmePath, 'utf8');
}

if (import.meta.main) {
  mkdirSync(schemaFolder, { recursive: true });
  const files = schemaFiles();
  for (const name of schemaFilesOnDisk().keys()) if (!files.has(name)) rmSync(join(schemaFolder, name));
  for (const [name, text] of files) writeFileSync(join(schemaFolder, name), text);
  writeFileSync(readmePath, withEventTable(readmeOnDisk()));
}
