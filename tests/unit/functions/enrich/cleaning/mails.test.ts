import { describe, expect, it } from 'vitest';
import { clean } from '../../../../../functions/enrich/cleaning/clean.ts';
import { mails } from '../../../../support/mails.ts';

describe('Whole mails, as programs write them', () => {
  it.each(mails)('$title', ({ mail, left }) => {
    expect(clean(mail)).toEqual(left);
  });
});
