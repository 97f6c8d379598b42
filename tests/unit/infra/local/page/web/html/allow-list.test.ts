import { expect, test } from 'vitest';
import { allowedOf, type HtmlNode } from '../../../../../../../infra/local/page/web/html/allow-list.ts';

const text = (words: string): HtmlNode => ({ kind: 'text', text: words });
const element = (
  tag: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly HtmlNode[] = [],
): HtmlNode => ({ kind: 'element', tag, attributes, children });

test('a note as the pipeline writes it stays as it is', () => {
  const note = [element('p', { dir: 'ltr' }, [element('b', {}, [text('Lost parcel')])]), element('br')];

  expect(allowedOf(note)).toEqual(note);
});

test.each(['script', 'style', 'iframe', 'svg', 'template', 'textarea'])(
  'nothing of a %s is shown, not even its text',
  (tag) => {
    expect(allowedOf([element(tag, {}, [text('alert(1)')]), text('Hello')])).toEqual([text('Hello')]);
  },
);

test('an unknown element gives way to what is in it', () => {
  expect(allowedOf([element('marquee', { onstart: 'x()' }, [element('b', {}, [text('Hello')])])])).toEqual([
    element('b', {}, [text('Hello')]),
  ]);
});

test('handlers, styles, ids and classes go', () => {
  const attributes = {
    onclick: 'x()',
    style: 'position:fixed',
    id: 'root',
    class: 'pane',
    dir: 'rtl',
    lang: 'ar',
  };

  expect(allowedOf([element('p', attributes)])).toEqual([element('p', { dir: 'rtl', lang: 'ar' })]);
});

test.each([
  ['https://shop.example.com/track?id=1', true],
  ['mailto:ana@example.com', true],
  ['javascript:alert(1)', false],
  [' java\nscript:alert(1)', false],
  ['data:text/html,x', false],
  ['/relative', false],
])('a link to %j may be followed: %s', (href, mayBe) => {
  expect(allowedOf([element('a', { href })])).toEqual([element('a', mayBe ? { href } : {})]);
});

test('only a link has an address', () => {
  expect(allowedOf([element('p', { href: 'https://example.com' })])).toEqual([element('p')]);
});

test('a heading in a message does not become one of the page', () => {
  expect(allowedOf([element('h1', {}, [text('Hello')])])).toEqual([element('p', {}, [text('Hello')])]);
});
