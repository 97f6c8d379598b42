import { expect, test } from 'vitest';
import { fieldValuesOf, optionName } from '../../../../../../../infra/local/page/web/helpdesk/fields.ts';

const ids = { language: '1', sentiment: '2', intent: '3', subject: '4' };

test('the fields of the pipeline are picked from all of a ticket', () => {
  const ticket = {
    custom_fields: [
      { id: '1', value: 'dm_lang_es' },
      { id: '2', value: null },
      { id: '4', value: '' },
      { id: '99', value: true },
    ],
  };

  expect(fieldValuesOf(ticket, ids)).toEqual({
    ...{ language: 'dm_lang_es', sentiment: null, intent: null, subject: null },
  });
});

test('an option is read back under the name that the admin gave it', () => {
  const options = [{ name: 'pt-BR', value: 'dm_lang_pt_br' }];

  expect([
    optionName(options, 'dm_lang_pt_br'),
    optionName(options, 'other'),
    optionName(options, null),
  ]).toEqual(['pt-BR', null, null]);
});
