import { describe, expect, it } from 'vitest';
import { splitNoteHtml } from '../../../../connectors/kit/note-html.ts';

const whole = (html: string, direction: 'ltr' | 'rtl' | 'auto' = 'ltr') =>
  splitNoteHtml(html, { maxBytes: 60_000, direction }).join('⏎');

describe('Markup in a note', () => {
  it.each([
    [
      'emphasis, lists and tables stay',
      '<p><b>a</b></p><ul><li>b</li></ul>',
      '<p dir="ltr"><b>a</b></p><ul dir="ltr"><li>b</li></ul>',
    ],
    ['placeholders are broken invisibly', '<p>{{x}} {%y%}</p>', '<p dir="ltr">{\u2060{x}} {\u2060%y%}</p>'],
    [
      'also where a tag stands between the braces',
      '<p>{<b>{x}}</b></p>',
      '<p dir="ltr">{<b>\u2060{x}}</b></p>',
    ],
    [
      'mentions are broken, addresses stay',
      '<p>@bob a@example.com</p>',
      '<p dir="ltr">@\u2060bob a@example.com</p>',
    ],
    [
      'placeholders in an address are encoded',
      '<p><a href="https://example.com/{{x}}?a=1&amp;b=%22">y</a></p>',
      '<p dir="ltr"><a href="https://example.com/%7B%7Bx%7D%7D?a=1&amp;b=%22" rel="noopener noreferrer nofollow">y</a></p>',
    ],
    [
      'addresses that do something lose it',
      '<p><a href="javascript:x">y</a></p>',
      '<p dir="ltr"><a>y</a></p>',
    ],
    ['scripts go', '<p>a<script>alert(1)</script></p>', '<p dir="ltr">a</p>'],
    ['attributes go', '<p onclick="x" style="y" class="z" dir="rtl">a</p>', '<p dir="ltr">a</p>'],
    [
      'an image is its description',
      '<p><img src="https://example.com/a.png" alt="{{box}}"></p>',
      '<p dir="ltr">[{\u2060{box}}]</p>',
    ],
    [
      'an image without one is nothing',
      '<p>a<img src="https://example.com/a.png"></p>',
      '<p dir="ltr">a</p>',
    ],
    ['text stays escaped', '<p>&lt;b&gt; &amp;amp; "</p>', '<p dir="ltr">&lt;b&gt; &amp;amp; &quot;</p>'],
    ['what was left open is closed', '<p>a <b>b', '<p dir="ltr">a <b>b</b></p>'],
  ])('%s', (_, html, expected) => {
    expect(whole(html)).toBe(expected);
  });

  it('each outermost block has its direction; code finds its own', () => {
    expect(whole('<p>א</p><pre>x</pre><table><tr><td>ב</td></tr></table>', 'rtl')).toBe(
      '<p dir="rtl">א</p><pre dir="auto">x</pre><table dir="rtl"><tr><td>ב</td></tr></table>',
    );
  });
});

describe('Words outside of any block', () => {
  it.each([
    ['plain', 'Hi', '<div dir="rtl">Hi</div>'],
    ['emphasised', '<b>Hi</b>, <i>you</i>', '<div dir="rtl"><b>Hi</b>, <i>you</i></div>'],
    [
      'before and after a block',
      'a<p>b</p>c',
      '<div dir="rtl">a</div><p dir="rtl">b</p><div dir="rtl">c</div>',
    ],
    ['over lines', 'a<br>b', '<div dir="rtl">a<br>b</div>'],
    ['an element with a block in it', '<b>a<p>b</p></b>', '<div dir="rtl"><b>a<p>b</p></b></div>'],
    ['none between blocks but space', '<p>a</p>\n<br><p>b</p>', '<p dir="rtl">a</p>\n<br><p dir="rtl">b</p>'],
  ])('get one with a direction: %s', (_, html, expected) => {
    expect(whole(html, 'rtl')).toBe(expected);
  });

  it('that are too long for one note have it in each', () => {
    expect(splitNoteHtml('One two. <b>Three four.</b>', { maxBytes: 45, direction: 'rtl' })).toEqual([
      '<div dir="rtl">One two. <b></b></div>',
      '<div dir="rtl"><b>Three four.</b></div>',
    ]);
  });
});

describe('Markup too long for one note', () => {
  const split = (html: string, maxBytes: number) => splitNoteHtml(html, { maxBytes, direction: 'ltr' });

  it('is cut between blocks', () => {
    expect(split('<p>One two.</p><p>Three four.</p>', 40)).toEqual([
      '<p dir="ltr">One two.</p>',
      '<p dir="ltr">Three four.</p>',
    ]);
  });

  it('is cut between the items of a list, which is closed and goes on, counting on', () => {
    expect(split('<ol start="3"><li>One</li><li>Two</li><li>Three</li></ol>', 60)).toEqual([
      '<ol start="3" dir="ltr"><li>One</li><li>Two</li></ol>',
      '<ol start="5" dir="ltr"><li>Three</li></ol>',
    ]);
  });

  it('is cut in a block only if that is too long by itself, with its elements closed and opened again', () => {
    expect(split('<p>One two. <b>Three four. Five six.</b></p>', 45)).toEqual([
      '<p dir="ltr">One two. <b>Three four. </b></p>',
      '<p dir="ltr"><b>Five six.</b></p>',
    ]);
  });

  it('an item that is cut keeps its number', () => {
    expect(split('<ol><li>One one. Two two. Three.</li></ol>', 50)).toEqual([
      '<ol dir="ltr"><li>One one. Two two. </li></ol>',
      '<ol dir="ltr"><li>Three.</li></ol>',
    ]);
  });
});
