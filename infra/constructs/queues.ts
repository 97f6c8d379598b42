import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLettersOf, physicalName, queueName } from '../names.ts';

export type QueueProps = Readonly<{
  stage: string;
  /** Without stage and ending: `enrich`. */
  name: string;
  deadLetterDays: number;
  key: IKey | undefined;
}>;

/**
 * The functions park by age and by what went wrong; the count is only for what never gets that far (a crash at start).
 * With 90 s of visibility it is reached after about two and a half hours.
 */
const maxReceiveCount = 100;

/** Encrypted at rest and in transit, with the stage's key or with SQS's own. */
function protection(key: IKey | undefined): sqs.QueueProps {
  return {
    enforceSSL: true,
    ...(key
      ? {
          encryption: sqs.QueueEncryption.KMS,
          encryptionMasterKey: key,
          // One KMS request an hour per producer instead of one per message.
          dataKeyReuse: Duration.hours(1),
        }
      : { encryption: sqs.QueueEncryption.SQS_MANAGED }),
  };
}

/** One conversation at a time, and what comes twice within five minutes once. */
const fifo = {
  fifo: true,
  // EventBridge gives no deduplication id. One event's detail is always the same bytes, so content serves.
  contentBasedDeduplication: true,
  deduplicationScope: sqs.DeduplicationScope.MESSAGE_GROUP,
  fifoThroughputLimit: sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
};

export type WorkQueueProps = QueueProps &
  Readonly<{
    functionTimeout: Duration;
    /** `none`: a standard queue, for what has no conversation yet. Default `by-conversation`. */
    order?: 'by-conversation' | 'none';
  }>;

/** Work for a function, many conversations side by side, each in order of arrival; what cannot be done waits in `deadLetters`. */
export class WorkQueue extends Construct {
  readonly name: string;
  /** How the queue is called in AWS. */
  readonly physicalName: string;
  readonly deadLettersName: string;
  readonly queue: sqs.Queue;
  readonly deadLetters: sqs.Queue;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    const { name, order = 'by-conversation' } = props;
    this.name = name;
    this.physicalName = queueName(props.stage, name, order);
    this.deadLettersName = queueName(props.stage, deadLettersOf(name), order);
    const common = { ...protection(props.key), ...(order === 'by-conversation' ? fifo : {}) };
    this.deadLetters = new sqs.Queue(this, 'DeadLetters', {
      ...common,
      queueName: this.deadLettersName,
      retentionPeriod: Duration.days(props.deadLetterDays),
    });
    this.queue = new sqs.Queue(this, 'Queue', {
      ...common,
      queueName: this.physicalName,
      // Six times the function's, as Lambda's guide recommends: a throttled batch must not come back meanwhile.
      visibilityTimeout: Duration.seconds(props.functionTimeout.toSeconds() * 6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
  }
}

/** What AWS itself could not hand over: rule targets, e-mails, asynchronous invocations. Those take standard queues only. */
export class UndeliverableQueue extends Construct {
  readonly queue: sqs.Queue;

  constructor(scope: Construct, id: string, props: QueueProps) {
    super(scope, id);
    this.queue = new sqs.Queue(this, 'Queue', {
      ...protection(props.key),
      queueName: physicalName(props.stage, props.name),
      retentionPeriod: Duration.days(props.deadLetterDays),
    });
  }
}

/**
 * Lets EventBridge send to a queue for one rule (or bus), and no other. Written out because CDK's own target leaves `aws:SourceArn` out as soon
 * as the queue has a customer key, and gives EventBridge two rights more than it needs.
 */
export function letEventsSend(queue: sqs.Queue, sourceArn: string): void {
  queue.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': sourceArn } },
    }),
  );
}
