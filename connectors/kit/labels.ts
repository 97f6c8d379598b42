import { arabic } from './labels/ar.ts';
import { german } from './labels/de.ts';
import { english } from './labels/en.ts';
import { spanish } from './labels/es.ts';
import { french } from './labels/fr.ts';
import { hebrew } from './labels/he.ts';
import { italian } from './labels/it.ts';
import { japanese } from './labels/ja.ts';
import { korean } from './labels/ko.ts';
import { dutch } from './labels/nl.ts';
import type { CountedLabel, NoteLabels } from './labels/note-labels.ts';
import { polish } from './labels/pl.ts';
import { portuguese } from './labels/pt.ts';
import { swedish } from './labels/sv.ts';
import { turkish } from './labels/tr.ts';
import { simplifiedChinese } from './labels/zh-Hans.ts';
import { traditionalChinese } from './labels/zh-Hant.ts';

const byLanguage: Readonly<Record<string, NoteLabels>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  nl: dutch,
  it: italian,
  pt: portuguese,
  pl: polish,
  sv: swedish,
  tr: turkish,
  ja: japanese,
  ko: korean,
  ar: arabic,
  he: hebrew,
  'zh-Hans': simplifiedChinese,
  'zh-Hant': traditionalChinese,
};

/** The labels for an agent language, by language and script; English where there are none yet. */
export function labelsFor(agentLanguage: string): NoteLabels {
  const { language, script } = new Intl.Locale(agentLanguage).maximize();
  return byLanguage[`${language}-${script}`] ?? byLanguage[language] ?? english;
}

/** `fill('glossary: {terms}', { terms: 'Konto → Account' })`. An unknown placeholder stays, so that a test can see it. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}

/** `fillCount({ one: '{count} line', other: '{count} lines' }, 41, 'en')`: the form and the digits of that language. */
export function fillCount(label: CountedLabel, count: number, language: string): string {
  const form = new Intl.PluralRules(language).select(count);
  return fill(label[form] ?? label.other, { count: new Intl.NumberFormat(language).format(count) });
}
