import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadGlossaries, parseGlossary, terminologyName } from '../../../infra/glossaries.ts';
import { SettingsError } from '../../../infra/problems.ts';
import { settingsFolder } from '../../../infra/settings.ts';
import { anAccount } from '../../support/factories.ts';

/** The lines that a person reads. */
function linesOf(work: () => unknown): readonly string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.lines;
    throw error;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'dragoman-glossaries-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('A glossary', () => {
  it('is a CSV with a language per column and a term per line', () => {
    const csv = 'en,de,zh-TW\r\nstore credit,"Guthaben, im Laden",\r\n\r\n"the ""box""",Kiste,盒子\r\n';

    expect(parseGlossary('shop', csv)).toEqual({ name: 'shop', csv, languages: ['en', 'de', 'zh-TW'] });
  });

  it('may begin with the mark that spreadsheets put there; it is not sent on', () => {
    expect(parseGlossary('shop', '\u{feff}en,de\nbox,Kiste\n')).toMatchObject({
      csv: 'en,de\nbox,Kiste\n',
      languages: ['en', 'de'],
    });
  });

  it('that ships is one', () => {
    const csv = readFileSync(join(settingsFolder, 'glossaries', 'example.csv'), 'utf8');

    expect(parseGlossary('example', csv).languages).toEqual(['en', 'de', 'es', 'fr', 'it', 'nl']);
  });

  it.each([
    ['nothing', '', ['line 1: expected at least two languages']],
    ['no term', 'en,de\n', ['expected at least one term below the languages']],
    ['one language', 'en\nbox\n', ['line 1: expected at least two languages']],
    ['semicolons', 'en;de\nbox;Kiste\n', ['line 1: expected commas between the columns, not semicolons']],
    [
      'a language that Translate calls otherwise',
      'en,pt-BR\nbox,caixa\n',
      ['line 1, column 2: expected a language code of Amazon Translate such as en, pt-PT or zh-TW'],
    ],
    ['a language twice', 'en,de,en\nbox,Kiste,case\n', ['line 1, column 3: en has a column already']],
    [
      'more than ten languages to translate into',
      'en,de,es,fr,it,nl,pl,pt,sv,da,fi,cs\na,b,c,d,e,f,g,h,i,j,k,l\n',
      ['line 1: expected at most 11 languages'],
    ],
    [
      'a line with a comma too many',
      'en,de\nbox,Kiste\ncredit,Guthaben,\n',
      ['line 3: expected 2 columns, as in line 1, not 3'],
    ],
    ['a term alone', 'en,de\nbox,\n', ['line 2: expected a term in at least two languages']],
    [
      'a term of more than 200 bytes',
      `en,de\nbox,${'ü'.repeat(101)}\n`,
      ['line 2, column 2: expected at most 200 bytes'],
    ],
    [
      'spaces around a term',
      'en, de\nbox, Kiste\n',
      ['line 1, column 2: expected a language code of Amazon Translate such as en, pt-PT or zh-TW'],
    ],
    [
      'spaces around a term only',
      'en,de\nbox, Kiste\n',
      ['line 2, column 2: expected no spaces around the term'],
    ],
    [
      'two translations of one term, in either direction',
      'en,de\nbox,Kiste\nbox,Karton\nbill,Rechnung\ninvoice,Rechnung\n',
      [
        'line 3, column 1: "box" stands in line 2 already, so en would have two meanings',
        'line 5, column 2: "Rechnung" stands in line 4 already, so de would have two meanings',
      ],
    ],
  ])('with %s is refused with file, line and column', (_, csv, lines) => {
    expect(linesOf(() => parseGlossary('shop', csv))).toEqual(
      lines.map((line) => `settings/glossaries/shop.csv: ${line}`),
    );
  });

  it('with a quote that does not end is refused with its line', () => {
    expect(linesOf(() => parseGlossary('shop', 'en,de\nbox,"Kiste\n'))).toEqual([
      expect.stringMatching(/^settings\/glossaries\/shop\.csv: line \d+: is not CSV: /),
    ]);
  });

  it('has another name in AWS as soon as its content changes', () => {
    const before = terminologyName('prod', { name: 'shop', csv: 'en,de\nbox,Kiste\n' });
    const after = terminologyName('prod', { name: 'shop', csv: 'en,de\nbox,Karton\n' });

    expect(before).toMatch(/^dragoman-prod-shop-[0-9a-f]{10}$/);
    expect(after).toMatch(/^dragoman-prod-shop-[0-9a-f]{10}$/);
    expect(after).not.toBe(before);
  });
});

describe('The glossaries of a stage', () => {
  const stage = (...glossaries: (string | null)[]) => ({
    stage: 'prod',
    accounts: glossaries.map((glossary) => anAccount({ glossary })),
  });

  it('are those that its accounts name, each once', () => {
    writeFileSync(join(folder, 'shop.csv'), 'en,de\nbox,Kiste\n');
    writeFileSync(join(folder, 'bank.csv'), 'en,de\naccount,Konto\n');
    writeFileSync(join(folder, 'unused.csv'), 'not,a\nglossary');

    const glossaries = loadGlossaries(stage('shop', null, 'bank', 'shop'), folder);

    expect(glossaries.map(({ name }) => name)).toEqual(['bank', 'shop']);
  });

  it('that are missing are named with the accounts that want them', () => {
    expect(linesOf(() => loadGlossaries(stage(null, 'none'), folder))).toEqual([
      'settings/prod.json: accounts.1.glossary: there is no settings/glossaries/none.csv',
    ]);
  });

  it('are refused when they are too large for the template together', () => {
    const terms = (count: number) =>
      `en,de\n${Array.from({ length: count }, (_, index) => `term ${index},${'x'.repeat(90)}${index}`).join('\n')}\n`;
    writeFileSync(join(folder, 'one.csv'), terms(2_600));
    writeFileSync(join(folder, 'two.csv'), terms(2_600));

    expect(linesOf(() => loadGlossaries(stage('one'), folder))).toEqual([]);
    expect(linesOf(() => loadGlossaries(stage('one', 'two'), folder))).toEqual([
      'settings/glossaries: the glossaries of stage prod are 541572 bytes together; a CloudFormation template has room for ' +
        '524288. Shorten them, or move accounts to a stage of their own',
    ]);
  });
});
