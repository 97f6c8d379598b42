import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { OwnMetrics } from '../metrics.ts';
import { physicalName } from '../names.ts';
import type { StageSettings } from '../settings.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

export type CostWatchProps = Readonly<{
  settings: Pick<StageSettings, 'stage' | 'budgets' | 'alarmEmail'>;
  topic: ITopic;
  connectors: readonly string[];
}>;

/** What is paid by the call, as the bill names it. Their calls bear no tags, so that a stage's share cannot be filtered out. */
const paidServices = ['Amazon Translate', 'Amazon Comprehend', 'Amazon Lex'];

const daysSpent =
  'aws budgets describe-budgets --account-id $(aws sts get-caller-identity --query Account --output text)';

/**
 * Tells that a day costs more than the settings allow. Two ways, since neither is enough: an estimate from our own metrics,
 * within minutes; and an AWS Budget on the bill, which is up to half a day late but right. The metric EstimatedCharges is no
 * third one: it exists in us-east-1 alone, where an alarm of another region cannot see it, and sums up the month.
 */
export class CostWatch extends Construct {
  constructor(scope: Construct, id: string, { settings, topic, connectors }: CostWatchProps) {
    super(scope, id);
    const { stage, budgets } = settings;
    new RunbookAlarm(this, 'Estimate', {
      topic,
      name: physicalName(stage, 'daily-cost'),
      metric: new OwnMetrics(stage).estimatedUsdPerDay(connectors),
      above: budgets.usdPerDay,
      runbook: {
        meaning: `The paid calls of a day come to more than ${budgets.usdPerDay} USD (budgets.usdPerDay), by an estimate.`,
        impact: 'Money. Nothing is stopped; the caps of each account (accounts.*.caps) are what stops.',
        firstLook:
          'Dashboard: characters and deliveries by connector. Growth, or one requester with many messages (a mail loop)? The bill is hours late.',
        command: daysSpent,
      },
    });
    if (budgets.awsBudget) this.#awsBudget(settings);
  }

  /** Budgets are global: the stack of any region may hold one. AWS sends the e-mail itself, without our topic. */
  #awsBudget({ stage, budgets, alarmEmail }: CostWatchProps['settings']): void {
    new CfnBudget(this, 'Budget', {
      budget: {
        // Not the alarm's name: its e-mail would be taken for the alarm's.
        budgetName: physicalName(stage, 'daily-bill'),
        budgetType: 'COST',
        timeUnit: 'DAILY',
        budgetLimit: { amount: budgets.usdPerDay, unit: 'USD' },
        costFilters: { Service: paidServices },
      },
      notificationsWithSubscribers: [
        {
          notification: {
            notificationType: 'ACTUAL',
            comparisonOperator: 'GREATER_THAN',
            threshold: 100,
            thresholdType: 'PERCENTAGE',
          },
          subscribers: [{ subscriptionType: 'EMAIL', address: alarmEmail }],
        },
      ],
    });
  }
}
