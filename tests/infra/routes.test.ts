import { afterAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../events/catalogue.ts';
import { compilePattern } from '../../infra/local/pattern.ts';
import { Synthesised, target, testSettings } from '../support/synthesised.ts';

const stack = new Synthesised(testSettings());
afterAll(() => stack.dispose());

const rules = stack.all('Events::Rule').filter(([, rule]) => rule.EventPattern);

/** Names of the queues that an event on the bus ends up in. */
function queuesFor(event: object): string[] {
  return rules
    .filter(([, rule]) => compilePattern(rule.EventPattern)(event))
    .flatMap(([, rule]) => rule.Targets)
    .map(({ Arn }) => stack.template.Resources[target(Arn)]!.Properties.QueueName)
    .sort();
}

const onTheBus = (detailType: string, detail: object, more: object = {}) => ({
  version: '0',
  id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
  source: 'dragoman',
  'detail-type': detailType,
  account: '123456789012',
  time: '2026-01-09T08:21:08Z',
  region: 'eu-west-1',
  resources: [],
  detail,
  ...more,
});

const examples = catalogue.flatMap(({ detailType, examples }) =>
  examples.map((detail, index) => [detailType, index, detail] as const),
);

const wanted: Record<string, string[]> = {
  'message.received.v1': ['dragoman-test-enrich.fifo'],
  'message.enriched.v1': ['dragoman-test-write-back-zendesk.fifo'],
  'reply.requested.v1': ['dragoman-test-reply.fifo'],
  'agent.command.v1': ['dragoman-test-reply.fifo'],
  'content.withdrawn.v1': ['dragoman-test-reply.fifo', 'dragoman-test-write-back-zendesk.fifo'],
  'reply.translated.v1': ['dragoman-test-write-back-zendesk.fifo'],
  'note.prepared.v1': ['dragoman-test-write-back-zendesk.fifo'],
  'writeback.completed.v1': [],
  'message.parked.v1': [],
};

describe('the ways from the bus to the queues', () => {
  it('knows of every event in the catalogue where it should go', () => {
    expect(Object.keys(wanted).sort()).toEqual(catalogue.map(({ detailType }) => detailType).sort());
  });

  it.each(examples)('brings example %s %i to exactly the queues that want it', (detailType, _, detail) => {
    // Act
    const queues = queuesFor(onTheBus(detailType, detail));
    // Assess
    expect(queues).toEqual(wanted[detailType]);
  });

  it.each(examples)('leaves the replay of example %s %i alone', (detailType, _, detail) => {
    // Act
    const queues = queuesFor(onTheBus(detailType, detail, { 'replay-name': 'replay-2026-01-10' }));
    // Assess
    expect(queues).toEqual([]);
  });

  it('does not take events of another source, nor writes for a tool that is not in the settings', () => {
    // Prepare
    const [, , received] = examples.find(([type]) => type === 'message.received.v1')!;
    const [, , enriched] = examples.find(([type]) => type === 'message.enriched.v1')!;
    // Act
    const foreign = queuesFor({ ...onTheBus('message.received.v1', received), source: 'someone.else' });
    const otherTool = queuesFor(onTheBus('message.enriched.v1', { ...enriched, connector: 'otherdesk' }));
    // Assess
    expect([foreign, otherTool]).toEqual([[], []]);
  });

  it('passes the detail on, grouped by conversation, and keeps what cannot be handed over', () => {
    expect(rules).toHaveLength(8);
    for (const [id, rule] of rules) {
      const [only, ...more] = rule.Targets;
      expect([id, more]).toEqual([id, []]);
      expect(only).toMatchObject({
        InputPath: '$.detail',
        SqsParameters: { MessageGroupId: '$.detail.conversationKey' },
        RetryPolicy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86400 },
      });
      expect(only.DeadLetterConfig.Arn).toBeDefined();
    }
  });

  it('archives what came in from outside and nothing that follows from it, for 14 days', () => {
    // Act
    const [[, archive]] = stack.all('Events::Archive') as [[string, any]];
    // Assess
    expect(archive.EventPattern).toEqual({
      source: ['dragoman'],
      'detail-type': ['message.received.v1', 'reply.requested.v1', 'agent.command.v1'],
    });
    expect(archive.RetentionDays).toBe(14);
  });
});
