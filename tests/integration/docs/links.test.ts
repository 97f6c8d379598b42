import { describe, expect, it } from 'vitest';
import { anchorOf, brokenLinksOf } from '../../support/docs/links.ts';
import { allPages } from '../../support/docs/pages.ts';

describe('Links and images', () => {
  it.each(allPages())('of $path lead to files and headings that are there', (page) => {
    // Act
    const broken = brokenLinksOf(page);

    // Assess
    expect(broken).toEqual([]);
  });

  it('are told apart: a file or a heading that is not there is named', () => {
    // Prepare
    const text = '# A page\n[a](#a-page) [b](#b-page) [c](no-such-file.md) [d](https://example.com)';

    // Act
    const broken = brokenLinksOf({ path: 'README.md', text });

    // Assess
    expect(broken).toEqual(['#b-page', 'no-such-file.md']);
  });

  it.each([
    ['message.enriched.v1', 'messageenrichedv1'],
    ['What was given up: redrive', 'what-was-given-up-redrive'],
  ])('know how "%s" is addressed', (heading, anchor) => {
    // Assess
    expect(anchorOf(heading)).toBe(anchor);
  });
});
