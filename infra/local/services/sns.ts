import * as z from 'zod/mini';
import { parseRequest, refuseUnknownOperation } from '../language/request.ts';
import { type LocalService, ServiceError } from '../ports.ts';

/** A topic of the template. */
export type DeployedTopic = Readonly<{
  arn: string;
  subscriptions: readonly Readonly<{ arn: string; protocol: string; endpoint: string }>[];
}>;

const subscriptionsRequest = z.object({ TopicArn: z.string().check(z.minLength(1)) });

/** SNS that tells who is subscribed to a topic. Nothing is sent, so that everybody counts as having confirmed. */
export function snsService(topics: readonly DeployedTopic[]): LocalService {
  return {
    name: 'sns',
    async handle({ operation, input, authorize }) {
      if (operation !== 'ListSubscriptionsByTopic') return refuseUnknownOperation('SNS', operation);
      const { TopicArn } = parseRequest(subscriptionsRequest, input);
      authorize('sns:ListSubscriptionsByTopic', TopicArn);
      const topic = topics.find((one) => one.arn === TopicArn);
      if (!topic) throw new ServiceError('NotFound', 404, 'Topic does not exist');
      const [, , , , Owner] = TopicArn.split(':');
      return {
        output: {
          Subscriptions: topic.subscriptions.map(({ arn, protocol, endpoint }) => ({
            ...{ TopicArn, Owner, SubscriptionArn: arn },
            ...{ Protocol: protocol, Endpoint: endpoint },
          })),
        },
      };
    },
  };
}
