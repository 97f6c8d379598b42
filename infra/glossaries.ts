import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';
import { translateLanguages } from './local/language/codes.ts';
import { physicalName } from './names.ts';
import { type Problem, problemLine, SettingsError } from './problems.ts';
import { type StageSettings, settingsFolder } from './settings.ts';

/** Amazon Translate's quotas ("Guidelines and quotas" in its developer guide). */
const translateLimits = { targetLanguages: 10, bytesPerTerm: 200 } as const;

/**
 * Of all glossaries of a stage together. They stand in the template as base64, a third longer, and CloudFormation takes
 * templates of 1 MB ("Understand CloudFormation quotas"); the rest of ours has about 100 kB without indentation, so that the
 * largest template has about 800 kB.
 */
export const maxGlossariesBytes = 524_288;

/** A file of `settings/glossaries`, checked. */
export type Glossary = Readonly<{
  /** As the settings call it: the file's name without `.csv`. */
  name: string;
  /** The content, without a byte order mark. */
  csv: string;
  /** Amazon Translate's codes, one per column. */
  languages: readonly string[];
}>;

/** `dragoman-prod-shop-0123456789`: another name as soon as a letter of the content changes. */
export function terminologyName(stage: string, { name, csv }: Pick<Glossary, 'name' | 'csv'>): string {
  return physicalName(stage, `${name}-${createHash('sha256').update(csv).digest('hex').slice(0, 10)}`);
}

type Row = Readonly<{ cells: readonly string[]; line: number }>;

const records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/** All rows with the line that each ends in. Throws SettingsError for what is no CSV. */
function rowsOf(file: string, csv: string): readonly Row[] {
  try {
    const parsed: unknown = parse(csv, {
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    });
    return z.parse(records, parsed).map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = typeof cause.lines === 'number' ? `line ${cause.lines}: ` : '';
    throw new SettingsError([`${file}: ${line}is not CSV: ${cause.message}`], { cause });
  }
}

function headerProblems(languages: readonly string[]): readonly string[] {
  const at = (column: number) => `line 1, column ${column + 1}: `;
  if (languages.length < 2 && languages.some((one) => one.includes(';')))
    return ['line 1: expected commas between the columns, not semicolons'];
  return [
    ...languages.flatMap((language, column) => {
      if (!translateLanguages.has(language))
        return [`${at(column)}expected a language code of Amazon Translate such as en, pt-PT or zh-TW`];
      return languages.indexOf(language) < column ? [`${at(column)}${language} has a column already`] : [];
    }),
    ...(languages.length < 2 ? ['line 1: expected at least two languages'] : []),
    ...(languages.length > translateLimits.targetLanguages + 1
      ? [`line 1: expected at most ${translateLimits.targetLanguages + 1} languages`]
      : []),
  ];
}

function rowProblems({ cells, line }: Row, languages: readonly string[]): readonly string[] {
  if (cells.length !== languages.length)
    return [`line ${line}: expected ${languages.length} columns, as in line 1, not ${cells.length}`];
  const tooLong = cells.flatMap((term, column) =>
    Buffer.byteLength(term) > translateLimits.bytesPerTerm
      ? [`line ${line}, column ${column + 1}: expected at most ${translateLimits.bytesPerTerm} bytes`]
      : [],
  );
  const spaced = cells.flatMap((term, column) =>
    term === term.trim() ? [] : [`line ${line}, column ${column + 1}: expected no spaces around the term`],
  );
  const isAlone = cells.filter((term) => term !== '').length < 2;
  return [
    ...tooLong,
    ...spaced,
    ...(isAlone ? [`line ${line}: expected a term in at least two languages`] : []),
  ];
}

/** A term that stands twice in one language would have two translations. */
function doubledTerms(rows: readonly Row[], languages: readonly string[]): readonly string[] {
  return languages.flatMap((language, column) => {
    const lines = new Map<string, number>();
    return rows.flatMap(({ cells, line }) => {
      const term = cells[column] ?? '';
      const first = lines.get(term);
      if (term === '' || first === undefined) {
        lines.set(term, line);
        return [];
      }
      return [
        `line ${line}, column ${column + 1}: "${term}" stands in line ${first} already, so ${language} would have two meanings`,
      ];
    });
  });
}

/** The content of a glossary, checked. Throws SettingsError with one line per problem: file, line, column. */
export function parseGlossary(name: string, content: string): Glossary {
  const file = `settings/glossaries/${name}.csv`;
  const csv = content.replace(/^\u{feff}/u, '');
  const [header, ...rows] = rowsOf(file, csv);
  const languages = header?.cells ?? [];
  const wrongHeader = headerProblems(languages);
  const problems =
    wrongHeader.length > 0
      ? wrongHeader
      : [
          ...(rows.length === 0 ? ['expected at least one term below the languages'] : []),
          ...rows.flatMap((row) => rowProblems(row, languages)),
          ...doubledTerms(rows, languages),
        ];
  if (problems.length > 0) throw new SettingsError(problems.map((problem) => `${file}: ${problem}`));
  return { name, csv, languages };
}

/**
 * The glossaries that a stage's accounts name, each once. Throws SettingsError if one is missing or wrong, or if all
 * together are too large for the template.
 */
export function loadGlossaries(
  { stage, accounts }: Pick<StageSettings, 'stage' | 'accounts'>,
  folder: string = join(settingsFolder, 'glossaries'),
): readonly Glossary[] {
  const named = accounts.flatMap(({ glossary }, index) => (glossary === null ? [] : [{ glossary, index }]));
  const missing = named
    .filter(({ glossary }) => !existsSync(join(folder, `${glossary}.csv`)))
    .map(
      ({ glossary, index }): Problem => ({
        path: ['accounts', index, 'glossary'],
        message: `there is no settings/glossaries/${glossary}.csv`,
      }),
    );
  if (missing.length > 0)
    throw new SettingsError(missing.map((problem) => problemLine(`settings/${stage}.json`, problem)));
  const names = [...new Set(named.map(({ glossary }) => glossary))].sort();
  const glossaries = names.map((name) =>
    parseGlossary(name, readFileSync(join(folder, `${name}.csv`), 'utf8')),
  );
  const bytes = glossaries.reduce((sum, { csv }) => sum + Buffer.byteLength(csv), 0);
  if (bytes <= maxGlossariesBytes) return glossaries;
  throw new SettingsError([
    `settings/glossaries: the glossaries of stage ${stage} are ${bytes} bytes together; a CloudFormation template has ` +
      `room for ${maxGlossariesBytes}. Shorten them, or move accounts to a stage of their own`,
  ]);
}
