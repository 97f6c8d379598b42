import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  htmlFromText,
  plainFromHtml,
  sanitiseHtml,
} from '../../../../../../infra/local/helpdesks/zendesk/text.ts';

test.each([
  ['<p>a<br>b</p><p>c &amp; d</p>', 'a\nb\nc & d'],
  ['<ul><li>one</li><li>two</li></ul>', 'one\ntwo'],
  ['<p>bold <b>word</b> here</p>', 'bold word here'],
])('The plain text of %s has one line per block', (html, plain) => {
  expect(plainFromHtml(html)).toBe(plain);
});

test.each([
  ['<iframe src="https://example.com"><p>x</p></iframe>after', 'after'],
  ['<svg onload="x()"><p>in</p></svg>', '<p>in</p>'],
  ['<img src="https://example.com/a.png" onerror="x()">', '<img src="https://example.com/a.png">'],
  ['<a href=" JavaScript:x()">l</a>', '<a>l</a>'],
  ['<p dir="rtl" data-x="1">مرحبا</p>', '<p dir="rtl">مرحبا</p>'],
  ['<p>open', '<p>open</p>'],
])('%s is stored as %s', (html, stored) => {
  expect(sanitiseHtml(html)).toBe(stored);
});

test('Text stays text: whatever is written, no element or attribute comes out of it', () => {
  const nasty = fc.constantFrom('<script>', '"', "'", '&lt;', '<img src=x onerror=y>', '{{', '\n', '𝒳', 'é');
  fc.assert(
    fc.property(fc.array(fc.oneof(nasty, fc.string({ minLength: 1 }))), (parts) => {
      const text = parts.join('');
      const html = sanitiseHtml(htmlFromText(text));
      const elements = [...html.matchAll(/<[^>]*>/g)].map(([element]) => element);
      expect(elements.filter((element) => !/^<(p dir="auto"|\/p|br)>$/.test(element))).toEqual([]);
      const words = (value: string) => value.split(/\s+/).join('');
      expect(words(plainFromHtml(html))).toBe(words(text));
    }),
  );
});
