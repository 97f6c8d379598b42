import { firstEnvelope } from './envelope.ts';

/** The message that the contracts' examples tell of: one envelope, from which those of its events follow. */
export const exampleReceived = firstEnvelope('message.received.v1', {
  connector: 'zendesk',
  account: '22129848',
  ticket: '5158',
  message: '8447388090777',
  occurredAt: '2026-01-09T08:21:07.394Z',
  customerKey: 'zendesk:22129848:8447388090494',
  agentLanguage: 'en',
});
