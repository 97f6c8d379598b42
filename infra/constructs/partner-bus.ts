import * as events from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { targetRetryPolicy } from './event-hub.ts';
import type { PipelineContext } from './pipeline-context.ts';
import { letEventsSend, type WorkQueue } from './queues.ts';

export type PartnerBusProps = Readonly<{
  context: Pick<PipelineContext, 'key' | 'undeliverable'>;
  /** Name of the partner event source, pending or active: AWS was offered it by the helpdesk. */
  source: string;
  to: WorkQueue;
}>;

/**
 * One partner event source, taken on: the bus that bears its name, as it must, and the way of all its events to a queue.
 * Nobody but the partner can put events on such a bus.
 */
export class PartnerBus extends Construct {
  constructor(scope: Construct, id: string, { context, source, to }: PartnerBusProps) {
    super(scope, id);
    const { key, undeliverable } = context;
    const bus = new events.CfnEventBus(this, 'Bus', {
      name: source,
      eventSourceName: source,
      description: 'What a helpdesk tells as an event partner of AWS',
      // Only what cannot be encrypted or decrypted goes there, so only a customer's key can make it happen.
      ...(key ? { kmsKeyIdentifier: key.keyArn, deadLetterConfig: { arn: undeliverable.queueArn } } : {}),
    });
    if (key) letEventsSend(undeliverable, bus.attrArn);
    const rule = new events.CfnRule(this, 'Rule', {
      eventBusName: bus.ref,
      description: `Everything to ${to.name}`,
      // A rule needs a pattern. This one matches whatever a partner may say: what is for us the function decides, and tells.
      eventPattern: { source: [{ prefix: 'aws.partner/' }], 'replay-name': [{ exists: false }] },
      targets: [
        {
          id: 'Queue',
          arn: to.queue.queueArn,
          deadLetterConfig: { arn: undeliverable.queueArn },
          retryPolicy: targetRetryPolicy,
        },
      ],
    });
    letEventsSend(to.queue, rule.attrArn);
    letEventsSend(undeliverable, rule.attrArn);
  }
}
