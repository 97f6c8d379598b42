import { afterAll, describe, expect, it } from 'vitest';
import { sentimentLabels } from '../../events/message-enriched.v1.ts';
import { latencySteps, metricNames } from '../../functions/_shared/metric-names.ts';
import { moments } from '../../infra/local/page/api.ts';
import { momentCounts } from '../../infra/moments.ts';
import { flatText, Synthesised, target, testSettings } from '../support/synthesised.ts';

const stack = new Synthesised(testSettings());
afterAll(() => stack.dispose());

const alarms = stack.all('CloudWatch::Alarm').map(([, alarm]) => alarm);

describe('alarms', () => {
  it('exist for exactly what a person has to see to', () => {
    expect(alarms.map(({ AlarmName }) => AlarmName.replace('dragoman-test-', '')).sort()).toEqual([
      'api-not-taken',
      'api-server-errors',
      'api-throttled',
      'daily-characters',
      'dlq-watch-errors',
      'dlq-watch-throttles',
      'enrich-dead-letters-not-empty',
      'enrich-errors',
      'enrich-oldest-message',
      'enrich-throttles',
      'ingest-errors',
      'ingest-throttles',
      'messages-parked',
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
        /^What it means: .+\nImpact: .+\nLook first: .+\nCommand: aws .+$/,
      );
      expect(alarm.AlarmDescription.length).toBeLessThanOrEqual(1_024);
      expect(alarm.AlarmActions.map(target)).toEqual([stack.all('SNS::Topic')[0]![0]]);
      expect(alarm.TreatMissingData).toBe('notBreaching');
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

describe('metrics', () => {
  it('stay below 40 per stage with one tool, counting those of the API and what cannot be attributed', () => {
    // Prepare
    const perConnector = Object.values(metricNames).length - 1 + latencySteps.length;
    const unattributed = ['MessagesParked', 'MessagesSkipped', 'DeliveriesRefused'].length;
    const fromAccessLog = stack.all('Logs::MetricFilter').length;
    // Assess
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
      'Gaps and retries',
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
        ...metricsOf('Gaps and retries'),
      ],
      characters: metricsOf('Characters billed and saved'),
      timeToNote: named('Time from the message to its note').metrics.map(([, metric, , , options]: any) => [
        metric,
        options.stat,
      ]),
    }).toEqual({
      counts: [
        ...['MessagesReceived', 'MessagesDelivered', 'MessagesSkipped', 'MessagesParked'],
        ...['RepliesSent', 'RepliesFailed', 'Gaps', 'RetriesLater'],
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
    ).toEqual(['MessagesSkipped', 'MessagesParked']);
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
