import { deadLettersOf, queueName, undeliverableQueue, writeBackQueue } from '../names.ts';
import type { StageSettings } from '../settings.ts';

/** A queue in which messages wait for a person. */
export type DeadLetterQueue = Readonly<{
  /** As people call it: `enrich`, `reply`, `write-back-zendesk`, `ingest-partner`, `undeliverable`. */
  name: string;
  /** How it is called in AWS. */
  physicalName: string;
  /** Where its messages came from; null = from several places, which each of them names itself. */
  workQueue: string | null;
  /** Where on their way its messages were, unless they say it themselves. */
  stage: string;
  isFifo: boolean;
}>;

/** Every queue of a stage that messages are given up into, by the stage's settings. */
export function deadLetterQueuesOf({
  stage,
  accounts,
}: Pick<StageSettings, 'stage' | 'accounts'>): readonly DeadLetterQueue[] {
  const pair = (name: string, at: string, order: 'by-conversation' | 'none' = 'by-conversation') => ({
    name,
    physicalName: queueName(stage, deadLettersOf(name), order),
    workQueue: queueName(stage, name, order),
    stage: at,
    isFifo: order === 'by-conversation',
  });
  const connectors = new Set(accounts.map(({ connector }) => connector));
  const hasPartners = accounts.some(({ partnerEventSources }) => partnerEventSources.length > 0);
  return [
    ...(hasPartners ? [pair('ingest-partner', 'ingest', 'none')] : []),
    pair('enrich', 'enrich'),
    pair('reply', 'reply'),
    ...[...connectors].map((connector) => pair(writeBackQueue(connector), 'write-back')),
    {
      name: undeliverableQueue,
      physicalName: queueName(stage, undeliverableQueue, 'none'),
      workQueue: null,
      stage: 'bus',
      isFifo: false,
    },
  ];
}
