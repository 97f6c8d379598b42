import * as z from 'zod/mini';
import { textOrNull } from '../kit/wire.ts';
import type { Api, Part } from './api.ts';
import type { ApiResult } from './errors.ts';
import { ledgerObject } from './names.ts';
import { quoted, select } from './soql.ts';
import { instant, recordId, recordIdOrNull } from './wire.ts';

const { name, fields } = ledgerObject;

/**
 * What a row is of, in the field `kind`: `note`, `field` (the translation went into one), `subject` (written, too), joined by
 * `+`; `reply`; `unsent`, a reply of which is known that nothing came.
 */
export type RowKind = string;

export type Row = Readonly<{
  id: string;
  source: string | null;
  alsoAbout: readonly string[];
  /** What was made; null = nothing that has a record, or not known yet. */
  record: string | null;
  kinds: readonly string[];
  createdAt: string;
  modifiedAt: string;
}>;

const wireRow = z.pipe(
  z.object({
    Id: recordId,
    [fields.sourceMessage]: textOrNull,
    [fields.alsoAbout]: textOrNull,
    [fields.recordId]: recordIdOrNull,
    [fields.kind]: textOrNull,
    CreatedDate: instant,
    LastModifiedDate: instant,
  }),
  z.transform(
    (row): Row => ({
      id: row.Id,
      source: row[fields.sourceMessage],
      alsoAbout: row[fields.alsoAbout]?.split(' ') ?? [],
      record: row[fields.recordId],
      kinds: row[fields.kind]?.split('+') ?? [],
      createdAt: row.CreatedDate,
      modifiedAt: row.LastModifiedDate,
    }),
  ),
);
export const ledgerRow: z.ZodMiniType<Row> = wireRow;

const rowFields = [
  ...['Id', fields.sourceMessage, fields.alsoAbout, fields.recordId, fields.kind],
  ...['CreatedDate', 'LastModifiedDate'],
];

export const rowQuery = (writeKey: string): string =>
  select(rowFields, name, [`${fields.key} = ${quoted(writeKey)}`], 'LIMIT 1');

/** The row that an earlier try of the same write left, or null: it had no effect. */
export async function readRow(api: Api, writeKey: string): Promise<ApiResult<Row | null>> {
  const rows = await api.query(rowQuery(writeKey), ledgerRow);
  return rows.kind === 'ok' ? { kind: 'ok', value: rows.value[0] ?? null } : rows;
}

/** Which of these records are ours. */
export const recordedQuery = (ids: string): string =>
  select([fields.recordId], name, [`${fields.recordId} IN ${ids}`]);

export const recordedRow = z.pipe(
  z.object({ [fields.recordId]: recordId }),
  z.transform((row) => row[fields.recordId]),
);

/** More than any case has had: about 500 messages with a note and an answer each. */
const maxRows = 1_000;

/** All that we wrote into a case, the newest first. */
export function readRows(api: Api, ticket: string): Promise<ApiResult<readonly Row[]>> {
  const ofCase = [`${fields.caseId} = ${quoted(ticket)}`];
  return api.query(
    select(rowFields, name, ofCase, `ORDER BY CreatedDate DESC, Id DESC LIMIT ${maxRows}`),
    ledgerRow,
  );
}

export type NewRow = Readonly<{
  writeKey: string;
  ticket: string;
  source: string;
  alsoAbout?: readonly string[];
  kind: RowKind;
  /** An id, or a reference to one that the same composite makes. */
  record?: string;
}>;

const rowBody = (row: NewRow): Readonly<Record<string, string>> => ({
  [fields.key]: row.writeKey,
  [fields.caseId]: row.ticket,
  [fields.sourceMessage]: row.source,
  [fields.kind]: row.kind,
  ...(row.alsoAbout === undefined || row.alsoAbout.length === 0
    ? {}
    : { [fields.alsoAbout]: row.alsoAbout.join(' ') }),
  ...(row.record === undefined ? {} : { [fields.recordId]: row.record }),
});

/** Makes a row. Its key is unique, so that a second one with the same key fails, and whatever is in the same composite with it. */
export const rowPart = (ref: string, row: NewRow): Part => ({
  ref,
  method: 'POST',
  path: `/sobjects/${name}`,
  body: rowBody(row),
});

export const rowCall = (row: NewRow) =>
  ({ method: 'POST', path: `/sobjects/${name}`, body: rowBody(row) }) as const;

/** Says in a row what has become of it. Its time of change is then now, whatever it held before. */
export const rowChange = (
  rowId: string,
  { kind, record }: Readonly<{ kind: RowKind; record?: string | null }>,
) =>
  ({
    method: 'PATCH',
    path: `/sobjects/${name}/${encodeURIComponent(rowId)}`,
    body: {
      [fields.kind]: kind,
      ...(record === undefined || record === null ? {} : { [fields.recordId]: record }),
    },
  }) as const;
