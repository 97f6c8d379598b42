import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { physicalName } from '../names.ts';

/** Where alarms go: a topic with one e-mail address, which must confirm once. */
export class AlarmTopic extends Construct {
  readonly topic: sns.Topic;

  constructor(
    scope: Construct,
    id: string,
    props: { stage: string; email: string; undeliverable: IQueue; key: IKey | undefined },
  ) {
    super(scope, id);
    this.topic = new sns.Topic(this, 'Topic', {
      topicName: physicalName(props.stage, 'alarms'),
      enforceSSL: true,
      ...(props.key ? { masterKey: props.key } : {}),
    });
    // A topic with a policy of its own loses the one that lets the account's alarms publish.
    this.topic.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AlarmsPublish',
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    this.topic.addSubscription(new EmailSubscription(props.email, { deadLetterQueue: props.undeliverable }));
  }
}
