import { describe, expect, it } from 'vitest';
import { optionTag, valueOfTag } from '../../../../connectors/zendesk/vocabulary.ts';

const pairs = [
  ['language', 'es', 'dm_lang_es'],
  ['language', 'pt-BR', 'dm_lang_pt_br'],
  ['language', 'zh-Hant', 'dm_lang_zh_hant'],
  ['language', 'es-419', 'dm_lang_es_419'],
  ['language', 'und', 'dm_lang_und'],
  ['sentiment', 'NEGATIVE', 'dm_sentiment_negative'],
  ['intent', 'Refund', 'dm_intent_refund'],
  ['intent', 'OrderStatus', 'dm_intent_order_status'],
  ['intent', 'FAQ2Go', 'dm_intent_f_a_q2_go'],
] as const;

describe('option tags', () => {
  it.each(pairs)('%s %s is %s, and back', (family, value, tag) => {
    // Act
    const there = optionTag('dm_', family, value);
    const back = valueOfTag('dm_', family, tag);

    // Assess
    expect([there, back]).toEqual([tag, value]);
  });

  it('has none for an intent that could not be read back', () => {
    // Act
    const tags = ['refund', 'Order-Status', 'Order_Status', ''].map((name) =>
      optionTag('dm_', 'intent', name),
    );

    // Assess
    expect(tags).toEqual([null, null, null, null]);
  });

  it.each([
    ['language', 'dm_intent_refund'],
    ['language', 'language__es'],
    ['language', 'dm_lang_not a language'],
    ['sentiment', 'dm_sentiment_angry'],
    ['intent', 'dm_intent__refund'],
    ['intent', 'refund'],
  ] as const)('gives no %s for the tag %s', (family, tag) => {
    // Act
    const value = valueOfTag('dm_', family, tag);

    // Assess
    expect(value).toBeNull();
  });
});
