import { expect, test } from 'vitest';
import { putBack as putBackMessage } from '../../../../../../../infra/local/page/web/customer/drafts.ts';
import { putBack as putBackNote } from '../../../../../../../infra/local/page/web/ticket/reply-draft.ts';

test('a message that could not be sent comes back before what was written meanwhile', () => {
  const sent = { subject: 'Order', text: 'Where is it?' };

  expect(putBackMessage(sent, { subject: '', text: '' })).toEqual(sent);
  expect(putBackMessage(sent, { subject: '', text: 'Hello?' })).toEqual({
    subject: 'Order',
    text: 'Where is it?\nHello?',
  });
});

test('a note that could not be sent replaces the beginning that the macro put there', () => {
  const sent = { mode: 'note', text: '#translate Good morning.' } as const;

  expect(putBackNote(sent, { mode: 'note', text: '#translate ' })).toEqual(sent);
  expect(putBackNote(sent, { mode: 'note', text: '#translate And' })).toEqual({
    mode: 'note',
    text: '#translate Good morning.\n#translate And',
  });
});
