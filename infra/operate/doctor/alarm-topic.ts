import {
  NotFoundException,
  paginateListSubscriptionsByTopic,
  type SNSClient,
  type Subscription,
} from '@aws-sdk/client-sns';
import { type Finding, fine, trouble } from '../../../connectors/set-up.ts';
import { type Deployment, physicalIds } from '../deployment.ts';
import { makeAgain } from './gone.ts';
import { look } from './look.ts';

type Place = Readonly<{ stage: string; region: string }>;

/** What is read of a subscription: its ARN, or SNS's word why it has none (`PendingConfirmation`, `Deleted`). */
export type SubscriptionState = Readonly<Pick<Subscription, 'SubscriptionArn'>>;

/** All subscriptions of a topic; null = there is no such topic. */
async function subscriptionsTo(
  topicArn: string,
  client: SNSClient,
): Promise<readonly SubscriptionState[] | null> {
  const subscriptions: SubscriptionState[] = [];
  try {
    for await (const page of paginateListSubscriptionsByTopic({ client }, { TopicArn: topicArn }))
      subscriptions.push(...(page.Subscriptions ?? []));
  } catch (error) {
    if (error instanceof NotFoundException) return null;
    throw error;
  }
  return subscriptions;
}

/** Whether anybody hears the stack's alarms: its only topic is theirs. */
export async function alarmTopicFindings(
  deployment: Deployment,
  client: SNSClient,
  place: Place,
): Promise<readonly Finding[]> {
  const subject = {
    check: 'alarms.subscription',
    what: 'the subscriptions of the alarm topic',
    action: 'sns:ListSubscriptionsByTopic',
  };
  const findings = await Promise.all(
    physicalIds(deployment, 'AWS::SNS::Topic').map((topicArn) =>
      look(
        subject,
        () => subscriptionsTo(topicArn, client),
        (found) => [judgeSubscriptions(topicArn, found, place)],
      ),
    ),
  );
  return findings.flat();
}

const unheard = 'Alarms ring and nobody is told.';

/**
 * Judges who hears of the alarms.
 * @param found null = there is no such topic
 */
export function judgeSubscriptions(
  topicArn: string,
  found: readonly SubscriptionState[] | null,
  { stage, region }: Place,
): Finding {
  const check = 'alarms.subscription';
  if (found === null)
    return trouble(check, 'warning', {
      what: `The alarm topic ${topicArn} is gone.`,
      meaning: unheard,
      mend: makeAgain(stage),
    });
  const count = (wanted: (arn: string) => boolean) =>
    found.filter(({ SubscriptionArn = '' }) => wanted(SubscriptionArn)).length;
  const confirmed = count((arn) => arn.startsWith('arn:'));
  if (confirmed > 0)
    return fine(
      check,
      `The alarm topic has ${confirmed} confirmed subscription${confirmed === 1 ? '' : 's'}.`,
    );
  const subscribe = `aws sns subscribe --topic-arn ${topicArn} --protocol email --notification-endpoint ALARM-EMAIL --region ${region}`;
  // SNS, "Subscribe": the link holds for two days. What is not confirmed by then is deleted, which the stack does not see.
  if (count((arn) => arn === 'PendingConfirmation') > 0)
    return trouble(check, 'warning', {
      what: 'Nobody has confirmed a subscription of the alarm topic.',
      meaning: unheard,
      mend:
        'Open the mail "AWS Notification - Subscription Confirmation" that alarmEmail of the settings has got, perhaps among ' +
        `spam, and follow its link, which holds for two days. For a new mail: ${subscribe}`,
    });
  return trouble(check, 'warning', {
    what: 'Nobody is subscribed to the alarm topic.',
    meaning: unheard,
    mend:
      'Subscribe alarmEmail of the settings again, since a deployment does not see that it is gone, and follow the link in ' +
      `the mail that comes: ${subscribe}`,
  });
}
