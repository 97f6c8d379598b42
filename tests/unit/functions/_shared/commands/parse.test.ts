import { describe, expect, it } from 'vitest';
import { editDistance, parseNote } from '../../../../../functions/_shared/commands/parse.ts';

describe('A note begins with a command', () => {
  it.each([
    ['#translate Thanks, it ships today', { name: 'translate', language: null }, '#translate '],
    ['#t Thanks', { name: 'translate', language: null }, '#t '],
    ['!translate Thanks', { name: 'translate', language: null }, '!translate '],
    ['＃translate Thanks', { name: 'translate', language: null }, '＃translate '],
    ['！t Thanks', { name: 'translate', language: null }, '！t '],
    ['# translate Thanks', { name: 'translate', language: null }, '# translate '],
    ['#\u00a0translate\u00a0Thanks', { name: 'translate', language: null }, '#\u00a0translate\u00a0'],
    ['\n  #Translate\nThanks', { name: 'translate', language: null }, '\n  #Translate'],
    ['#TRANSLATE: Thanks', { name: 'translate', language: null }, '#TRANSLATE'],
    ['#translate:it Thanks', { name: 'translate', language: 'it' }, '#translate:it '],
    ['#t:pt-br Thanks', { name: 'translate', language: 'pt-BR' }, '#t:pt-br '],
    ['#translate:Italian Thanks', { name: 'translate', language: 'it' }, '#translate:Italian '],
    ['#translate:français Thanks', { name: 'translate', language: 'fr' }, '#translate:français '],
    ['#translate:francais Thanks', { name: 'translate', language: 'fr' }, '#translate:francais '],
    ['#translate:日本語 Thanks', { name: 'translate', language: 'ja' }, '#translate:日本語 '],
    ['#preview Thanks', { name: 'preview', language: null }, '#preview '],
    ['#preview:de Thanks', { name: 'preview', language: 'de' }, '#preview:de '],
    ['#send', { name: 'send' }, '#send'],
    ['#lang pt', { name: 'lang', language: 'pt' }, '#lang '],
    ['#lang:pt-PT', { name: 'lang', language: 'pt-PT' }, '#lang:pt-PT'],
    ['#lang Brazilian Portuguese', { name: 'lang', language: 'pt-BR' }, '#lang '],
    ['#pause', { name: 'pause' }, '#pause'],
    ['#resume', { name: 'resume' }, '#resume'],
    ['#retry', { name: 'retry' }, '#retry'],
    ['#history', { name: 'history', count: 10 }, '#history'],
    ['#history 3', { name: 'history', count: 3 }, '#history '],
    ['#help', { name: 'help' }, '#help'],
  ])('%j is understood', (text, command, prefix) => {
    const parsed = parseNote(text, 'en');

    expect(parsed).toEqual({ kind: 'command', command, prefix });
  });

  it('a language may be named in the agent’s own language', () => {
    const parsed = parseNote('#translate:italienisch Danke', 'de');

    expect(parsed).toMatchObject({ command: { name: 'translate', language: 'it' } });
  });
});

describe('`#12345`, `#refund` and other `#words` are ignored; only near-misses of a command (edit distance ≤ 2) are answered', () => {
  it.each([
    '#12345',
    '#refund',
    '#vip please call back',
    '#late',
    '#hello',
    '#order-help',
    '# ',
    'translate this',
    'Please #translate this',
    'see\n#translate this',
    '',
    '#t-shirt is missing',
    '#translates_everything',
    '#sendung',
  ])('%j is no command', (text) => {
    expect(parseNote(text, 'en')).toEqual({ kind: 'no-command' });
  });

  it.each([
    ['#tranlsate Thanks', 'tranlsate', 'translate'],
    ['#translat Thanks', 'translat', 'translate'],
    ['#prewiev Thanks', 'prewiev', 'preview'],
    ['#sned', 'sned', 'send'],
    ['#histroy 5', 'histroy', 'history'],
    ['#hepl', 'hepl', 'help'],
    ['#puase', 'puase', 'pause'],
  ])('%j is nearly one', (text, word, meant) => {
    expect(parseNote(text, 'en')).toMatchObject({ kind: 'not-understood', word, meant, why: 'near-miss' });
  });

  it.each([
    ['#translate:klingon Thanks', { word: 'klingon', meant: 'translate', why: 'unknown-language' }],
    ['#lang', { word: 'lang', meant: 'lang', why: 'empty' }],
    ['#lang xx', { word: 'xx', meant: 'lang', why: 'unknown-language' }],
    ['#history 51', { word: '51', meant: 'history', why: 'bad-count' }],
    ['#history many', { word: 'many', meant: 'history', why: 'bad-count' }],
  ])('%j says what is wrong with it', (text, expected) => {
    expect(parseNote(text, 'en')).toMatchObject({ kind: 'not-understood', ...expected });
  });

  it.each([
    ['# tanslate\u00a0Thanks', '# tanslate\u00a0'],
    ['#translate:klingon Thanks', '#translate:klingon '],
  ])('%j tells what stands before its text', (text, prefix) => {
    expect(parseNote(text, 'en')).toMatchObject({ kind: 'not-understood', prefix });
  });
});

describe('Edit distance', () => {
  it.each([
    ['translate', 'translate', 0],
    ['tranlsate', 'translate', 1],
    ['trnslat', 'translate', 2],
    ['', 'send', 4],
    ['sende', 'send', 1],
  ])('from %j to %j is %i', (one, other, slips) => {
    expect(editDistance(one, other)).toBe(slips);
  });
});
