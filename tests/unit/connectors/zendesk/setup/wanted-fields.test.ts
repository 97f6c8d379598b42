import { describe, expect, it } from 'vitest';
import { offeredLanguages } from '../../../../../connectors/zendesk/setup/languages.ts';
import { wantedFields } from '../../../../../connectors/zendesk/setup/wanted-fields.ts';
import { translatedTags } from '../../../../../functions/_shared/language/codes.ts';

describe('the fields that a Zendesk gets', () => {
  it('offer every language that a translation can come from', () => {
    expect(translatedTags.filter((tag) => !offeredLanguages.includes(tag))).toEqual([]);
  });

  it('have option tags of ours, named in the language of the agents', () => {
    const fields = wantedFields('dm_', ['OrderStatus', 'Refund', 'Refund'], 'de');

    expect(fields.map(({ key, title, type }) => [key, title, type])).toEqual([
      ['language', 'Language (Dragoman)', 'tagger'],
      ['sentiment', 'Sentiment (Dragoman)', 'tagger'],
      ['intent', 'Intent (Dragoman)', 'tagger'],
      ['subject', 'Subject, translated (Dragoman)', 'text'],
    ]);
    expect(fields[0]?.options).toContainEqual({ name: 'Spanisch', value: 'dm_lang_es' });
    expect(fields[0]?.options).toContainEqual({
      name: 'Portugiesisch (Brasilien)',
      value: 'dm_lang_pt_br',
    });
    expect(fields[1]?.options).toContainEqual({ name: 'Negative', value: 'dm_sentiment_negative' });
    expect(fields[2]?.options).toEqual([
      { name: 'Order status', value: 'dm_intent_order_status' },
      { name: 'Refund', value: 'dm_intent_refund' },
    ]);
  });

  it('have no option twice, which Zendesk would refuse', () => {
    const tags = wantedFields('dm_', ['Refund'], 'en').flatMap(({ options }) =>
      options.map(({ value }) => value),
    );

    expect(new Set(tags).size).toBe(tags.length);
  });
});
