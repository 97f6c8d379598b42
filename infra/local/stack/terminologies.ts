import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';
import type { Terminology } from '../language/terminology.ts';
import type { Resources } from '../resources.ts';
import { TemplateError } from '../template.ts';

/** Amazon Translate's limit of one file (developer guide, "Guidelines and quotas"). */
const maxFileBytes = 10_485_760;

/** Properties of AWS::Translate::Terminology. A format or direction that is not run here is refused. */
const properties = z.strictObject({
  Name: z
    .string()
    .min(1)
    .max(256)
    .regex(/^([A-Za-z0-9-]_?)+$/),
  MergeStrategy: z.literal('OVERWRITE').optional(),
  TerminologyData: z.strictObject({
    File: z.base64(),
    Format: z.literal('CSV'),
    Directionality: z.literal('MULTI'),
  }),
  /** Without effect here. */
  Description: z.string().optional(),
  EncryptionKey: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

const rows = z.array(z.array(z.string()));

function rowsOf(file: string, where: string): readonly string[][] {
  const bytes = Buffer.from(file, 'base64');
  if (bytes.length > maxFileBytes) throw new TemplateError(where, `expected at most ${maxFileBytes} bytes`);
  try {
    return rows.parse(parse(bytes, { skip_empty_lines: true }));
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new TemplateError(where, `expected CSV: ${cause.message}`, { cause });
  }
}

/** The template's terminologies by name, as Translate would have imported them. Throws TemplateError. */
export function terminologiesOf(resources: Resources): ReadonlyMap<string, Terminology> {
  return new Map(
    resources.ofType('AWS::Translate::Terminology').map((resource) => {
      const parsed = properties.safeParse(resource.properties);
      if (!parsed.success)
        throw new TemplateError(resource.logicalId, z.prettifyError(parsed.error), { cause: parsed.error });
      const { Name, TerminologyData } = parsed.data;
      const [languages = [], ...terms] = rowsOf(TerminologyData.File, resource.logicalId);
      return [Name, { arn: resources.attribute(resource, 'Arn'), languages, terms }];
    }),
  );
}
