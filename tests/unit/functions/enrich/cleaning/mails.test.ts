import { describe, expect, it } from 'vitest';
import { clean } from '../../../../../functions/enrich/cleaning/clean.ts';
import { mails } from '../../../../support/mails.ts';

const asHtml = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'))
    .map((line) => (line.trim() === '' ? '<div><br></div>' : `<div>${line}</div>`))
    .join('');

/** HTML shows neither spaces at a line's ends nor two blank lines. */
const asShown = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/ {2,}/g, ' '))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');

const plainMails = mails.filter(({ mail, left }) => mail.html === null && left.text !== mail.text);

describe('Whole mails, as programs write them', () => {
  it.each(mails)('$title', ({ mail, left }) => {
    expect(clean(mail)).toEqual(left);
  });

  it('are at least 40, in at least 12 languages', () => {
    expect(mails.length).toBeGreaterThanOrEqual(40);
    expect(new Set(mails.map(({ language }) => language)).size).toBeGreaterThanOrEqual(12);
  });
});

describe('A plain mail that a program has made HTML of', () => {
  it.each(plainMails)('$title', ({ mail, left }) => {
    const cleaned = clean({ ...mail, html: asHtml(mail.text) });

    expect(cleaned.text).toBe(asShown(left.text));
    expect(cleaned.cut).toEqual(left.cut);
  });
});
