import * as events from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { catalogue } from '../../events/catalogue.ts';
import { type EventPattern, eventSource } from '../../events/define.ts';
import { eventBusName, physicalName } from '../names.ts';
import { letEventsSend, type WorkQueue } from './queues.ts';

/** How often and how long EventBridge tries to hand an event to a queue; its own maximum, since a queue is never gone for good. */
export const targetRetryPolicy = { maximumRetryAttempts: 185, maximumEventAgeInSeconds: 86_400 };

export type EventHubProps = Readonly<{
  stage: string;
  archiveDays: number;
  undeliverable: sqs.Queue;
  key: IKey | undefined;
}>;

/** The bus that everything is said on, the archive of what came in from outside, and the ways from bus to queues. */
export class EventHub extends Construct {
  readonly bus: events.EventBus;
  readonly #undeliverable: sqs.Queue;

  constructor(scope: Construct, id: string, props: EventHubProps) {
    super(scope, id);
    this.#undeliverable = props.undeliverable;
    this.bus = new events.EventBus(this, 'Bus', {
      eventBusName: eventBusName(props.stage),
      description: `What Dragoman (${props.stage}) says of helpdesk messages`,
      // Only what cannot be encrypted or decrypted goes there, so only a customer's key can make it happen.
      ...(props.key ? { kmsKey: props.key, deadLetterQueue: props.undeliverable } : {}),
    });
    if (props.key) letEventsSend(props.undeliverable, this.bus.eventBusArn);
    new events.CfnArchive(this, 'Archive', {
      archiveName: physicalName(props.stage, 'archive'),
      sourceArn: this.bus.eventBusArn,
      description: 'What came in from outside; everything else follows from it',
      eventPattern: {
        source: [eventSource],
        'detail-type': catalogue.filter(({ archived }) => archived).map(({ detailType }) => detailType),
      },
      retentionDays: props.archiveDays,
      ...(props.key ? { kmsKeyIdentifier: props.key.keyArn } : {}),
    });
  }

  /** A rule that hands the detail of matching events to a queue, one conversation at a time. */
  route(id: string, pattern: EventPattern, to: WorkQueue): void {
    const rule = new events.CfnRule(this, id, {
      eventBusName: this.bus.eventBusName,
      description: `${pattern['detail-type'].join(', ')} to ${to.name}`,
      eventPattern: pattern,
      targets: [
        {
          id: 'Queue',
          arn: to.queue.queueArn,
          inputPath: '$.detail',
          sqsParameters: { messageGroupId: '$.detail.conversationKey' },
          deadLetterConfig: { arn: this.#undeliverable.queueArn },
          retryPolicy: targetRetryPolicy,
        },
      ],
    });
    letEventsSend(to.queue, rule.attrArn);
    letEventsSend(this.#undeliverable, rule.attrArn);
  }
}
