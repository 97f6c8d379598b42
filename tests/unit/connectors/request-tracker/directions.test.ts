import { describe, expect, it } from 'vitest';
import { withDirections } from '../../../../connectors/request-tracker/directions.ts';

describe('directions in a note', () => {
  it.each([
    ['<p dir="auto">12 أين طلبي؟</p>', '<p dir="rtl">12 أين طلبي؟</p>'],
    ['<p dir="auto">… Hola</p>', '<p dir="ltr">… Hola</p>'],
    ['<p dir="auto">123 🙏🏽</p>', '<p dir="ltr">123 🙏🏽</p>'],
    [
      '<p dir="rtl">א <span dir="auto">#lang xx</span> <span dir="auto">שלום</span></p>',
      '<p dir="rtl">א <span dir="ltr">#lang xx</span> <span dir="rtl">שלום</span></p>',
    ],
    [
      '<div dir="auto"><b><span dir="auto">Ana</span></b> مرحبا</div>',
      '<div dir="ltr"><b><span dir="ltr">Ana</span></b> مرحبا</div>',
    ],
    [
      '<p dir="ltr">a</p><pre dir="auto">x &lt;p dir="auto"&gt;</pre>',
      '<p dir="ltr">a</p><pre dir="ltr">x &lt;p dir="auto"&gt;</pre>',
    ],
    ['<p>dir="auto"</p><br><hr>', '<p>dir="auto"</p><br><hr>'],
  ])('%s', (html, expected) => {
    // Assess
    expect(withDirections(html)).toBe(expected);
  });
});
