import { describe, expect, test } from 'vitest';
import { messageEnriched } from '../../../../events/message-enriched.v1.ts';
import { readBody } from '../../../../functions/_shared/queue-record.ts';
import { anEnrichedMessage } from '../../../support/factories.ts';

describe('reading the body of a record', () => {
  test('gives the event', () => {
    const body = readBody(JSON.stringify(anEnrichedMessage()), messageEnriched.parse);
    expect(body).toMatchObject({ kind: 'event', event: { ticket: '5158', plan: { note: 'translation' } } });
  });

  test('still names the message when only its envelope can be read', () => {
    // Prepare
    const { plan, ...rest } = anEnrichedMessage();

    // Act
    const body = readBody(JSON.stringify(rest), messageEnriched.parse);

    // Assess
    expect(body).toMatchObject({ kind: 'unreadable', cause: { ticket: '5158', message: '8447388090777' } });
  });

  test.each([
    ['text that is not JSON', 'Hola'],
    ['JSON that is no event', '[]'],
  ])('gives up on %s without throwing', (_case, text) => {
    expect(readBody(text, messageEnriched.parse)).toMatchObject({ kind: 'unreadable', cause: null });
  });
});
