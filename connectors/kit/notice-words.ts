import { arabic } from './notice-words/ar.ts';
import { german } from './notice-words/de.ts';
import { english } from './notice-words/en.ts';
import { spanish } from './notice-words/es.ts';
import { french } from './notice-words/fr.ts';
import { hebrew } from './notice-words/he.ts';
import { italian } from './notice-words/it.ts';
import { japanese } from './notice-words/ja.ts';
import { korean } from './notice-words/ko.ts';
import { dutch } from './notice-words/nl.ts';
import { polish } from './notice-words/pl.ts';
import { portuguese } from './notice-words/pt.ts';
import type { NoticeWords } from './notice-words/shape.ts';
import { swedish } from './notice-words/sv.ts';
import { turkish } from './notice-words/tr.ts';
import { simplifiedChinese } from './notice-words/zh-Hans.ts';
import { traditionalChinese } from './notice-words/zh-Hant.ts';

const byLanguage: Readonly<Record<string, NoticeWords>> = {
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

/** The words for an agent language, by language and script; English where there are none yet. */
export function noticeWordsFor(agentLanguage: string): NoticeWords {
  const { language, script } = new Intl.Locale(agentLanguage).maximize();
  return byLanguage[`${language}-${script}`] ?? byLanguage[language] ?? english;
}
