import { describe, expect, it } from 'vitest';
import { failureCodes, helpRows, type NoticeWords } from '../../../../connectors/kit/notice-words/shape.ts';
import { noticeWordsFor } from '../../../../connectors/kit/notice-words.ts';

const languages = 'en de fr es nl it pt pl sv tr ja ko ar he zh-Hans zh-Hant'.split(' ');
const others = languages.filter((language) => language !== 'en');

/** Path to text, of every text that there is. */
function texts(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : texts(value, `${path}${key}.`),
  );
}

const placeholdersOf = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
const commandsOf = (text: string) => [...new Set(text.match(/#[a-z]+/g))].sort();
const english: NoticeWords = noticeWordsFor('en');

describe('The words of our own notes', () => {
  it.each(languages)('%s has a text for every failure and every command of the table', (language) => {
    const words = noticeWordsFor(language);

    expect(Object.keys(words.failures).sort()).toEqual([...failureCodes].sort());
    expect(Object.keys(words.help)).toEqual([...helpRows]);
    expect(texts(words).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it.each(others)('%s has the same placeholders and names the same commands as English', (language) => {
    const expected = texts(english).map(([path, text]) => [path, placeholdersOf(text), commandsOf(text)]);

    const found = texts(noticeWordsFor(language)).map(([path, text]) => [
      path,
      placeholdersOf(text),
      commandsOf(text),
    ]);

    expect(found).toEqual(expected);
  });

  it.each(others)('%s says everything in its own words', (language) => {
    const own = new Map(texts(noticeWordsFor(language)));

    expect(texts(english).filter(([path, text]) => own.get(path) === text)).toEqual([]);
  });

  it.each([
    ['de-AT', 'Nicht an den Kunden gesendet.'],
    ['pt-BR', 'Não enviado ao cliente.'],
    ['zh-TW', '未傳送給客戶。'],
    ['zh-CN', '未发送给客户。'],
    ['fi', 'Not sent to the customer.'],
  ])('of %s are found by language and script, else English', (language, notSent) => {
    expect(noticeWordsFor(language).notSent).toBe(notSent);
  });
});
