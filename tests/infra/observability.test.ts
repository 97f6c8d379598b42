import { afterAll, describe, expect, it } from 'vitest';
import { registry } from '../../connectors/registry.ts';
import { sentimentLabels } from '../../events/message-enriched.v1.ts';
import { latencySteps, metricNames } from '../../functions/_shared/metric-names.ts';
import { moments } from '../../infra/local/page/api.ts';
import { OwnMetrics } from '../../infra/metrics.ts';
import { momentCounts } from '../../infra/moments.ts';
import { flatText, Synthesised, target, testSettings } from '../support/synthesised.ts';

const stack = new Synthesised(testSettings());
afterAll(() => stack.dispose());

/** Of a metric in an alarm's expression: its id, name, tool, statistic and period. */
const metricOf = ({ Id, MetricStat: { Metric, Stat, Period } }: any) => [
  ...[Id, Metric.MetricName, Metric.Dimensions[0].Value],
  ...[Stat, Period],
];

const alarms = stack.all('CloudWatch::Alarm').map(([, alarm]) => alarm);

describe('alarms', () => {
  it('exist for exactly what a person has to see to', () => {
    expect(alarms.map(({ AlarmName }) => AlarmName.replace('dragoman-test-', '')).sort()).toEqual([
      'api-not-taken',
      'api-server-errors',
      'api-throttled',
      'daily-characters',
      'daily-cost',
      'dlq-watch-errors',
      'dlq-watch-throttles',
      'enrich-dead-letters-not-empty',
      'enrich-errors',
      'enrich-oldest-message',
      'enrich-throttles',
      'ingest-errors',
      'ingest-throttles',
      'messages-parked',
      'parked-rate',
      'reconcile-errors',
      'reconcile-throttles',
      'reply-dead-letters-not-empty',
      'reply-errors',
      'reply-oldest-message',
      'reply-throttles',
      'undeliverable-not-empty',
      'write-back-errors',
      'write-back-throttles',
      'write-back-zendesk-dead-letters-not-empty',
      'write-back-zendesk-oldest-message',
      'zendesk-cap-reached',
      'zendesk-catch-up-behind',
      'zendesk-not-configured',
      'zendesk-unauthorised',
      'zendesk-webhooks-lost',
    ]);
  });

  it.each(alarms.map((alarm) => [alarm.AlarmName, alarm]))(
    '%s says what it means and what to do',
    (_, alarm) => {
      expect(alarm.AlarmDescription).toMatch(
        /^What it means: .+\nImpact: .+\nLook first: .+\nCommand: (aws|npm run) .+$/,
      );
      expect(alarm.AlarmDescription.length).toBeLessThanOrEqual(1_024);
      expect(alarm.AlarmActions.map(target)).toEqual([stack.all('SNS::Topic')[0]![0]]);
      expect(alarm.TreatMissingData).toBe('notBreaching');
    },
  );

  it.each([
    ['reply-dead-letters-not-empty', "An agent's answer or command was not carried out."],
    ['write-back-zendesk-dead-letters-not-empty', 'or a customer lacks an answer'],
    ['messages-parked', 'or a customer lacks an answer'],
    ['reply-oldest-message', 'Answers and commands come late, '],
    ['reply-throttles', 'Answers and commands come late.'],
    ['ingest-errors', 'The webhook was answered with 5xx; the catch-up finds the message.'],
    ['dlq-watch-errors', 'What crashed is not told on the bus.'],
    ['reconcile-throttles', 'What no webhook told of is found late.'],
    ['enrich-throttles', 'Notes come late.'],
  ])('%s tells whom it hurts', (name, impact) => {
    const alarm = alarms.find(({ AlarmName }) => AlarmName === `dragoman-test-${name}`);
    expect(/^Impact: (.*)$/m.exec(alarm.AlarmDescription)![1]).toContain(impact);
  });

  it.each([
    ['zendesk-unauthorised', 'doctor'],
    ['zendesk-not-configured', 'doctor'],
    ['messages-parked', 'redrive'],
    ['parked-rate', 'redrive'],
    ['undeliverable-not-empty', 'redrive'],
    ['enrich-dead-letters-not-empty', 'redrive'],
  ])(
    '%s, which several functions may have rung, names a command that looks at all of them',
    (name, command) => {
      const alarm = alarms.find(({ AlarmName }) => AlarmName === `dragoman-test-${name}`);
      expect(alarm.AlarmDescription).toMatch(new RegExp(`Command: npm run ${command} -- --stage test$`));
    },
  );

  it('watch every queue: its dead letters, and the age of what waits', () => {
    // Prepare
    const names = stack.all('SQS::Queue').map(([id]) => id);
    const watched = alarms
      .filter(({ Namespace }) => Namespace === 'AWS/SQS')
      .map(({ Dimensions }) => target(Dimensions[0].Value));
    // Assess
    expect(watched.sort()).toEqual(names.sort());
  });

  it('call the wait for a translation or an answer long after ten minutes, a late note after fifteen', () => {
    const thresholds = alarms
      .filter(({ MetricName }) => MetricName === 'ApproximateAgeOfOldestMessage')
      .map(({ AlarmName, Threshold }) => [AlarmName, Threshold]);
    expect(thresholds).toEqual([
      ['dragoman-test-enrich-oldest-message', 600],
      ['dragoman-test-reply-oldest-message', 600],
      ['dragoman-test-write-back-zendesk-oldest-message', 900],
    ]);
  });

  it('call a catch-up that is behind for half an hour stuck, and finds in three quarters of an hour in a row a loss', () => {
    const facts = ['dragoman-test-zendesk-catch-up-behind', 'dragoman-test-zendesk-webhooks-lost'].map(
      (wanted) => {
        const alarm = alarms.find(({ AlarmName }) => AlarmName === wanted);
        const { Metric, Stat, Period } = alarm.Metrics[0].MetricStat;
        return [Metric.MetricName, Stat, Period, alarm.EvaluationPeriods, alarm.Threshold];
      },
    );
    expect(facts).toEqual([
      ['CatchUpLag', 'Maximum', 300, 1, 1_920_000],
      ['MessagesFoundByCatchUp', 'Sum', 900, 3, 0],
    ]);
  });

  it('count a parked message of which not even the tool is known', () => {
    const parked = alarms.find(({ AlarmName }) => AlarmName === 'dragoman-test-messages-parked');
    const connectors = parked.Metrics.flatMap(({ MetricStat }: any) => MetricStat?.Metric.Dimensions ?? []);
    expect(connectors).toEqual([
      { Name: 'connector', Value: 'zendesk' },
      { Name: 'connector', Value: 'unknown' },
    ]);
  });

  it('call more than five parked of a hundred deliveries a fault of more than one message', () => {
    const rate = alarms.find(({ AlarmName }) => AlarmName === 'dragoman-test-parked-rate');
    const [{ Expression }, ...metrics] = rate.Metrics;
    expect(Expression).toBe(
      'IF((FILL(parked0, 0) + FILL(parked1, 0)) >= 3, 100 * (FILL(parked0, 0) + FILL(parked1, 0)) / ' +
        'IF((FILL(received0, 0)) > (FILL(parked0, 0) + FILL(parked1, 0)), ' +
        '(FILL(received0, 0)), (FILL(parked0, 0) + FILL(parked1, 0))), 0)',
    );
    expect(metrics.map(metricOf)).toEqual([
      ['parked0', 'MessagesParked', 'zendesk', 'Sum', 3_600],
      ['parked1', 'MessagesParked', 'unknown', 'Sum', 3_600],
      ['received0', 'MessagesReceived', 'zendesk', 'Sum', 3_600],
    ]);
    expect([rate.Threshold, rate.ComparisonOperator]).toEqual([5, 'GreaterThanThreshold']);
  });

  it('estimate what a day costs from characters and messages, and compare it with the settings', () => {
    const cost = alarms.find(({ AlarmName }) => AlarmName === 'dragoman-test-daily-cost');
    const [{ Expression }, ...metrics] = cost.Metrics;
    expect(Expression).toBe('(FILL(characters0, 0)) * 0.000015 + (FILL(messages0, 0)) * 0.00215');
    expect(metrics.map(metricOf)).toEqual([
      ['characters0', 'TranslatedCharacters', 'zendesk', 'Sum', 86_400],
      ['messages0', 'MessagesEnriched', 'zendesk', 'Sum', 86_400],
    ]);
    expect(cost.Threshold).toBe(100);
  });

  it('take no more metrics than CloudWatch allows for one alarm, with every tool there is', () => {
    const tools = Object.keys(registry);
    const metrics = new OwnMetrics('test');
    const counts = [metrics.parkedPercent(tools, 3), metrics.estimatedUsdPerDay(tools)].map(
      (metric) => Object.keys(metric.toMetricConfig().mathExpression!.usingMetrics).length,
    );
    expect(Math.max(...counts)).toBeLessThanOrEqual(10);
  });

  it('go to the address in the settings, and the topic lets alarms of this account publish', () => {
    const [[, subscription]] = stack.all('SNS::Subscription') as [[string, any]];
    expect(subscription).toMatchObject({ Protocol: 'email', Endpoint: 'oncall@example.com' });
    const [[, policy]] = stack.all('SNS::TopicPolicy') as [[string, any]];
    expect(policy.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    );
  });
});

describe('the AWS Budget', () => {
  it('compares the bill of the paid services with the settings, day by day, and mails the address of the alarms', () => {
    const budgets = stack.all('Budgets::Budget').map(([, budget]) => budget);
    expect(budgets).toEqual([
      {
        Budget: {
          BudgetName: 'dragoman-test-daily-bill',
          BudgetType: 'COST',
          TimeUnit: 'DAILY',
          BudgetLimit: { Amount: 100, Unit: 'USD' },
          CostFilters: { Service: ['Amazon Translate', 'Amazon Comprehend', 'Amazon Lex'] },
        },
        NotificationsWithSubscribers: [
          {
            Notification: {
              NotificationType: 'ACTUAL',
              ComparisonOperator: 'GREATER_THAN',
              Threshold: 100,
              ThresholdType: 'PERCENTAGE',
            },
            Subscribers: [{ SubscriptionType: 'EMAIL', Address: 'oncall@example.com' }],
          },
        ],
      },
    ]);
  });

  it('is left out where the settings say so; the alarm on the estimate stays', () => {
    // Prepare
    const settings = testSettings();
    const budgets = { ...settings.budgets, usdPerDay: 7, awsBudget: false };
    // Act
    const without = new Synthesised({ ...settings, budgets });
    // Assess
    expect(without.all('Budgets::Budget')).toEqual([]);
    const cost = without
      .all('CloudWatch::Alarm')
      .map(([, alarm]) => alarm)
      .find(({ AlarmName }) => AlarmName === 'dragoman-test-daily-cost');
    expect(cost.Threshold).toBe(7);
    without.dispose();
  });
});

describe('metrics', () => {
  it('are 27 of a tool, and stay below 40 per stage with one, counting those of the API and what cannot be attributed', () => {
    // Prepare
    const perConnector = Object.values(metricNames).length - 1 + latencySteps.length;
    const unattributed = ['MessagesParked', 'MessagesSkipped', 'DeliveriesSkipped', 'DeliveriesRefused']
      .length;
    const fromAccessLog = stack.all('Logs::MetricFilter').length;
    // Assess
    expect(perConnector).toBe(27);
    expect(fromAccessLog).toBe(2);
    expect(perConnector + unattributed + fromAccessLog).toBeLessThanOrEqual(40);
  });

  it('are only ones that the functions put', () => {
    // Prepare
    const known: string[] = [...Object.values(metricNames), 'ApiAnswers409', 'ApiAnswers429'];
    const [[, dashboard]] = stack.all('CloudWatch::Dashboard') as [[string, any]];
    const own = [...flatText(dashboard.DashboardBody).matchAll(/\["Dragoman\/test","([^"]+)"/g)].map(
      ([, name]) => name!,
    );
    // Assess
    expect(own.length).toBeGreaterThan(15);
    expect(own.filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe('the dashboard', () => {
  const [[, dashboard]] = stack.all('CloudWatch::Dashboard') as [[string, any]];
  const { widgets } = JSON.parse(flatText(dashboard.DashboardBody));

  const named = (title: string) =>
    widgets.find(({ properties }: any) => properties.title === title).properties;

  it('shows the Moments of the demo page under the same names, then what only an operator asks', () => {
    expect(widgets.map(({ properties }: any) => properties.title)).toEqual([
      'Sentiment over time',
      'Intents by language',
      'Time from the message to its note',
      'Characters billed and saved',
      'How messages ended',
      'Answers sent and not sent',
      'Retries, gaps and parked messages',
      'Time per step, p95 (ms)',
      'Throttled, held back, refused on arrival',
      'Needs a person',
      'Oldest waiting message (s)',
      'Never delivered, found by the catch-up',
      'How far the catch-up is behind (ms)',
    ]);
  });

  it('fills its rows, and no widget lies on another', () => {
    const rows = Map.groupBy(widgets, ({ y }: any) => y);
    for (const row of rows.values()) {
      expect(row.reduce((sum: number, { width }: any) => sum + width, 0)).toBe(24);
    }
  });

  it('takes each number of the page from the metric that the page takes it from', () => {
    const metricsOf = (title: string) => [
      ...new Set(named(title).metrics.map(([, metric]: [string, string]) => metric)),
    ];
    expect({
      counts: [
        ...metricsOf('How messages ended'),
        ...metricsOf('Answers sent and not sent'),
        ...metricsOf('Retries, gaps and parked messages'),
      ],
      characters: metricsOf('Characters billed and saved'),
      timeToNote: named('Time from the message to its note').metrics.map(([, metric, , , options]: any) => [
        metric,
        options.stat,
      ]),
    }).toEqual({
      counts: [
        ...['MessagesReceived', 'MessagesDelivered', 'MessagesSkipped', 'MessagesParked'],
        ...['DeliveriesSkipped', 'RepliesSent', 'RepliesFailed'],
        ...['RetriesLater', 'Gaps', 'MessagesParked'],
      ],
      characters: ['TranslatedCharacters', 'SavedCharacters'],
      timeToNote: [
        ['TimeToNote', 'p50'],
        ['TimeToNote', 'p95'],
      ],
    });
    expect(Object.keys(momentCounts)).toEqual(Object.keys(moments.shape.counts.shape));
  });

  it('counts what was parked or skipped of which not even the tool is known', () => {
    expect(
      named('How messages ended')
        .metrics.filter(([, , , connector]: any) => connector === 'unknown')
        .map(([, metric]: any) => metric),
    ).toEqual(['MessagesSkipped', 'MessagesParked', 'DeliveriesSkipped']);
  });

  it('asks the log for language, sentiment and intent, which are no dimensions', () => {
    const queries = widgets
      .filter(({ type }: any) => type === 'log')
      .map(({ properties }: any) => properties.query);
    expect(queries).toEqual([
      "SOURCE '/dragoman/test/enrich' | filter ispresent(MessagesEnriched) and ispresent(sentiment)\n" +
        '| stats sum(strcontains(sentiment, "NEGATIVE")) as negative, sum(strcontains(sentiment, "MIXED")) as mixed, ' +
        'sum(strcontains(sentiment, "NEUTRAL")) as neutral, sum(strcontains(sentiment, "POSITIVE")) as positive by bin(30m)',
      "SOURCE '/dragoman/test/enrich' | filter ispresent(MessagesEnriched) and ispresent(language)\n" +
        '| fields coalesce(intent, "none") as intentOrNone\n' +
        '| stats count(*) as messages by language, intentOrNone\n| sort messages desc\n| limit 40',
    ]);
  });

  it('has a line for every sentiment there is', () => {
    const { query } = named('Sentiment over time');
    expect(sentimentLabels.filter((label) => !query.includes(`"${label}"`))).toEqual([]);
  });
});
