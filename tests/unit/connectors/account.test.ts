import { describe, expect, it } from 'vitest';
import { agentLanguageFor } from '../../../connectors/account.ts';
import { anAccount } from '../../support/factories.ts';

describe('The agent’s language = first match of group, brand, account default', () => {
  const settings = anAccount({
    agentLanguages: {
      default: 'en',
      groups: { '77': 'nl', '78': 'pt-BR' },
      brands: { '5': 'de', '6': 'fr' },
    },
  });

  it.each([
    ['the group, whatever the brand', '77', '5', 'nl'],
    ['the group, without a brand', '78', null, 'pt-BR'],
    ['the brand, of a group without a language', '99', '6', 'fr'],
    ['the brand, without a group', null, '5', 'de'],
    ['the default, of a group and a brand without one', '99', '99', 'en'],
    ['the default, without either', null, null, 'en'],
  ])('%s', (_, group, brand, language) => {
    expect(agentLanguageFor(settings, { group, brand })).toBe(language);
  });
});
