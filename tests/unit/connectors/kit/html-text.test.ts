import { expect, it } from 'vitest';
import { textOfHtml } from '../../../../connectors/kit/html-text.ts';

it('gives the text of a note a line per block, entities resolved', () => {
  // Act
  const text = textOfHtml(
    '<p dir="auto"><strong>Lost parcel</strong></p><p>Where is my order &lt;3?<br>Thanks</p><p><small>Spanish → English</small></p>',
  );

  // Assess
  expect(text).toBe('Lost parcel\n\nWhere is my order <3?\nThanks\n\nSpanish → English');
});
