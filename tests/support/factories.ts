import type { SQSRecord } from 'aws-lambda';
import { type AccountSettings, accountSettings } from '../../connectors/account.ts';
import { type MessageEnriched, messageEnriched } from '../../events/message-enriched.v1.ts';

/** An account as the settings file would give it, with all defaults. */
export function anAccount(changes: Partial<AccountSettings> = {}): AccountSettings {
  const settings = accountSettings.parse({
    connector: 'zendesk',
    account: '22129848',
    baseUrl: 'https://helpdesk.example.com',
    agentLanguages: { default: 'en' },
    runtimeUserId: '9000',
  });
  return { ...settings, ...changes };
}

/** The catalogue's example: a Spanish question with translation, sentiment and intent, to be noted and put into fields. */
export function anEnrichedMessage(changes: Partial<MessageEnriched> = {}): MessageEnriched {
  return { ...messageEnriched.examples[0], ...changes };
}

export type RecordFacts = Readonly<{
  id: string;
  group: string;
  body: string;
  receiveCount: number;
  sentAtMs: number;
  traceHeader: string | null;
  queueName: string;
}>;

/** A record as Lambda's event source mapping hands it out from a queue, which is a FIFO queue if its name says so. */
export function aQueueRecord(changes: Partial<RecordFacts> = {}): SQSRecord {
  const facts: RecordFacts = {
    id: 'a',
    group: 'zendesk:22129848:5158',
    body: '{}',
    receiveCount: 1,
    sentAtMs: Date.parse('2026-01-09T08:21:10Z'),
    traceHeader: 'Root=1-67891233-abcdef012345678912345678;Sampled=1',
    queueName: 'work.fifo',
    ...changes,
  };
  return {
    messageId: facts.id,
    receiptHandle: `handle-${facts.id}`,
    body: facts.body,
    attributes: {
      ApproximateReceiveCount: String(facts.receiveCount),
      ApproximateFirstReceiveTimestamp: String(facts.sentAtMs),
      SentTimestamp: String(facts.sentAtMs),
      SenderId: 'sender',
      ...(facts.queueName.endsWith('.fifo')
        ? {
            SequenceNumber: '1',
            MessageGroupId: facts.group,
            MessageDeduplicationId: `dedup-${facts.id}`,
          }
        : {}),
      ...(facts.traceHeader === null ? {} : { AWSTraceHeader: facts.traceHeader }),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:eu-west-1:111122223333:${facts.queueName}`,
    awsRegion: 'eu-west-1',
  };
}
