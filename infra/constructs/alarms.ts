import { Duration } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { metricNames } from '../../functions/_shared/metric-names.ts';
import { OwnMetrics, unknownConnector } from '../metrics.ts';
import { functionLogGroup, physicalName, undeliverableQueue } from '../names.ts';
import type { StageSettings } from '../settings.ts';
import { impactOfDeadLetters, impactOfErrors, impactOfThrottles, impactOfWaiting } from './alarm-impacts.ts';
import type { NodeFunction } from './node-function.ts';
import type { WorkQueue } from './queues.ts';
import { RunbookAlarm, type RunbookAlarmProps } from './runbook-alarm.ts';
import type { WebhookApi } from './webhook-api.ts';

const fiveMinutes = Duration.minutes(5);

const maxParkedPercent = 5;
/** Of few deliveries one parked message is many in a hundred; it has an alarm of its own. */
const leastParked = 3;

export type AlarmsProps = Readonly<{
  settings: StageSettings;
  topic: ITopic;
  connectors: readonly string[];
  api: WebhookApi;
  functions: readonly Readonly<{ name: string; function: NodeFunction }>[];
  /** With the age, in seconds, above which a message has waited longer than was promised. */
  queues: readonly Readonly<{ queue: WorkQueue; maxAgeSeconds: number }>[];
  undeliverable: IQueue;
}>;

/** Every alarm there is: each for something that a person has to see to. */
export class Alarms extends Construct {
  readonly #settings: StageSettings;
  readonly #topic: ITopic;
  readonly #metrics: OwnMetrics;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.#settings = props.settings;
    this.#topic = props.topic;
    this.#metrics = new OwnMetrics(props.settings.stage);
    for (const { queue, maxAgeSeconds } of props.queues) this.#queue(queue, maxAgeSeconds);
    for (const { name, function: watched } of props.functions) this.#function(name, watched);
    for (const connector of props.connectors) {
      this.#connector(connector);
      if (props.settings.limits.catchUpMinutes > 0) this.#catchUp(connector);
    }
    this.#undeliverable(props.undeliverable);
    this.#parked(props.connectors);
    this.#parkedRate(props.connectors);
    this.#api(props.api);
    this.#budget(props.connectors);
  }

  #alarm(id: string, part: string, props: Omit<RunbookAlarmProps, 'topic' | 'name'>): void {
    new RunbookAlarm(this, id, {
      topic: this.#topic,
      name: physicalName(this.#settings.stage, part),
      ...props,
    });
  }

  /** A command that shows what a function logged as a problem in the last hour. */
  #problemsOf(name: string): string {
    const group = functionLogGroup(this.#settings.stage, name);
    return `aws logs tail ${group} --since 1h --filter-pattern '{ ($.level = "ERROR") || ($.level = "WARN") }' --region ${this.#settings.region}`;
  }

  /** A command of ours that looks at everything: several functions may have counted what rings. */
  #command(name: 'doctor' | 'redrive'): string {
    return `npm run ${name} -- --stage ${this.#settings.stage}`;
  }

  #queueCommand(queueName: string): string {
    const region = `--region ${this.#settings.region}`;
    return (
      `aws sqs get-queue-attributes --attribute-names All ${region} --queue-url ` +
      `$(aws sqs get-queue-url --queue-name ${queueName} --query QueueUrl --output text ${region})`
    );
  }

  #queue(work: WorkQueue, maxAgeSeconds: number): void {
    this.#alarm(`${work.name}-dead-letters`, `${work.name}-dead-letters-not-empty`, {
      metric: messagesIn(work.deadLetters),
      runbook: {
        meaning: `Messages were given up and wait in ${work.deadLettersName}.`,
        impact: impactOfDeadLetters(work.name),
        firstLook:
          'The reason that the list gives for each; "crashed" = read the log of its function. The runbook of each reason: docs/operating.md.',
        command: this.#command('redrive'),
      },
    });
    this.#alarm(`${work.name}-age`, `${work.name}-oldest-message`, {
      metric: work.queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum', period: fiveMinutes }),
      above: maxAgeSeconds,
      periods: 2,
      runbook: {
        meaning: `A message waits in ${work.physicalName} for more than ${maxAgeSeconds} seconds.`,
        impact: impactOfWaiting(work.name),
        firstLook:
          'Dashboard: step latency and retries. Many retries: a service or the helpdesk is down or throttles.',
        command: this.#queueCommand(work.physicalName),
      },
    });
  }

  #function(name: string, watched: NodeFunction): void {
    const command = this.#problemsOf(name);
    this.#alarm(`${name}-errors`, `${name}-errors`, {
      metric: watched.function.metricErrors({ statistic: 'Sum', period: fiveMinutes }),
      runbook: {
        meaning: `${name} crashed or ran out of time.`,
        impact: impactOfErrors(name),
        firstLook: 'The log, at the time of the alarm; then what was deployed last.',
        command,
      },
    });
    this.#alarm(`${name}-throttles`, `${name}-throttles`, {
      metric: watched.function.metricThrottles({ statistic: 'Sum', period: fiveMinutes }),
      periods: 2,
      runbook: {
        meaning: `Lambda had no room to run ${name}: the account's concurrency is used up.`,
        impact: impactOfThrottles(name),
        firstLook: 'Which functions of the account run; ask for a higher limit if it is normal load.',
        command: `aws lambda get-account-settings --region ${this.#settings.region}`,
      },
    });
  }

  #connector(connector: string): void {
    this.#alarm(`${connector}-unauthorised`, `${connector}-unauthorised`, {
      metric: this.#metrics.of(metricNames.unauthorised, connector),
      runbook: {
        meaning: `${connector} refuses our credentials, or they lack a right.`,
        impact: 'No note, field or answer is written; messages are parked until somebody mends it.',
        firstLook: 'Which account: doctor tells. Was the client deleted, the user suspended?',
        command: this.#command('doctor'),
      },
    });
    this.#alarm(`${connector}-not-configured`, `${connector}-not-configured`, {
      metric: this.#metrics.of(metricNames.notConfigured, connector),
      runbook: {
        meaning: `A ${connector} account has a secret without a value, or with one of the wrong shape.`,
        impact: 'Its webhooks are answered with 409, or its messages wait: it gets no notes.',
        firstLook: `Which secret: doctor tells. "npm run connect -- ${connector} --stage ${this.#settings.stage}" puts it there.`,
        command: this.#command('doctor'),
      },
    });
    this.#alarm(`${connector}-cap`, `${connector}-cap-reached`, {
      metric: this.#metrics.of(metricNames.overBudget, connector),
      runbook: {
        meaning: `A cap of characters was reached in a ${connector} account: per message, requester or day.`,
        impact: 'What is above the cap is not translated; the ticket is tagged and says so once.',
        firstLook: 'Is it a mail loop (one requester, many messages)? Else raise accounts.*.caps.',
        command: this.#problemsOf('enrich'),
      },
    });
  }

  /** Whether messages get in by webhook at all, and whether those that do not are found. */
  #catchUp(connector: string): void {
    const { catchUpMinutes, catchUpGraceSeconds } = this.#settings.limits;
    const command = this.#problemsOf('reconcile');
    const behindMinutes = Math.max(30, 3 * catchUpMinutes) + Math.ceil(catchUpGraceSeconds / 60);
    this.#alarm(`${connector}-catch-up`, `${connector}-catch-up-behind`, {
      metric: this.#metrics.of(metricNames.catchUpLag, connector, {
        statistic: 'Maximum',
        period: Duration.minutes(Math.max(5, catchUpMinutes)),
      }),
      above: behindMinutes * 60_000,
      runbook: {
        meaning: `The catch-up with ${connector} does not get on, or not with all that it looks through: it is more than ${behindMinutes} minutes behind.`,
        impact: 'A message whose webhook was lost gets no note until it does. Nothing else is affected.',
        firstLook:
          'Log lines catch-up-…: refused or down? One that ends in a name (catch-up-refused-posts): only that is refused, its code says ' +
          'why, doctor what to do. None of them: throttled, or more changes than it can read in time.',
        command,
      },
    });
    this.#alarm(`${connector}-lost`, `${connector}-webhooks-lost`, {
      metric: this.#metrics.of(metricNames.foundByCatchUp, connector, {
        period: Duration.minutes(Math.max(15, catchUpMinutes)),
      }),
      periods: 3,
      runbook: {
        meaning: `Webhooks of ${connector} are being lost: the catch-up keeps finding what none told of.`,
        impact:
          'Notes come minutes late. Edits of fields and redactions are not found again: they are missed.',
        firstLook:
          'Is the webhook active, with the right address and subscriptions? Its own log in the helpdesk; answers of the API.',
        command,
      },
    });
  }

  #undeliverable(queue: IQueue): void {
    const queueName = physicalName(this.#settings.stage, undeliverableQueue);
    this.#alarm('undeliverable', 'undeliverable-not-empty', {
      metric: messagesIn(queue),
      runbook: {
        meaning: `AWS could not hand something over and put it into ${queueName}.`,
        impact:
          'An event did not reach its queue, so that an agent lacks a note or a customer an answer; or an alarm e-mail did not go out.',
        firstLook:
          'What the list says of each: where it was bound, and why not; then the policy of that queue.',
        command: this.#command('redrive'),
      },
    });
  }

  #parked(connectors: readonly string[]): void {
    this.#alarm('parked', 'messages-parked', {
      metric: this.#metrics.over(metricNames.parked, [...connectors, unknownConnector]),
      runbook: {
        meaning: 'A message was given up: its way ended with the outcome "parked".',
        impact:
          'An agent lacks a note, or a customer lacks an answer. The message waits in a dead-letter queue.',
        firstLook:
          'The reason that the list gives: unauthorised, refused, retries-exhausted, crashed. docs/operating.md tells what mends each.',
        command: this.#command('redrive'),
      },
    });
  }

  /** One parked message may be that message's fault; many are a fault of ours, of a service or of the helpdesk. */
  #parkedRate(connectors: readonly string[]): void {
    this.#alarm('parked-rate', 'parked-rate', {
      metric: this.#metrics.parkedPercent(connectors, leastParked),
      above: maxParkedPercent,
      runbook: {
        meaning: `Of an hour's deliveries more than ${maxParkedPercent} in a hundred were parked, and at least ${leastParked}.`,
        impact:
          'Many agents lack a note, or customers lack an answer. All of it waits in dead-letter queues.',
        firstLook:
          'The reasons that the list gives: the same for all? Then mend that, and redrive all of it.',
        command: this.#command('redrive'),
      },
    });
  }

  #api(api: WebhookApi): void {
    const command = this.#problemsOf('ingest');
    this.#alarm('api-5xx', 'api-server-errors', {
      metric: api.serverErrors(),
      runbook: {
        meaning: 'A webhook was answered with a 5xx: ingest crashed, or could not be called.',
        impact:
          'Few helpdesks repeat it. The catch-up finds the message, but no edit of a field and no redaction.',
        firstLook: "The log of ingest; the access log's field integrationError.",
        command,
      },
    });
    this.#alarm('api-409', 'api-not-taken', {
      metric: api.answersOf(409),
      runbook: {
        meaning: 'A webhook could not be taken for a reason on our side and was answered with 409.',
        impact:
          'Zendesk repeats it three times within minutes. After that the catch-up finds the message once it can be taken.',
        firstLook: 'The log of ingest: a secret without a value, or a bus that takes no events?',
        command,
      },
    });
    this.#alarm('api-429', 'api-throttled', {
      metric: api.answersOf(429),
      runbook: {
        meaning: 'More webhooks came than the API lets through.',
        impact:
          'What the helpdesk does not repeat is found late by the catch-up; edits of fields are missed.',
        firstLook:
          'Field sourceIp in the access log: the helpdesk itself (a loop of triggers), or an attack?',
        command: `aws logs tail /aws/vendedlogs/dragoman/${this.#settings.stage}/api --since 1h --filter-pattern '{ $.status = "429" }' --region ${this.#settings.region}`,
      },
    });
  }

  #budget(connectors: readonly string[]): void {
    const { translatedCharactersPerDay } = this.#settings.budgets;
    this.#alarm('budget', 'daily-characters', {
      metric: this.#metrics.over(metricNames.translatedCharacters, connectors, Duration.days(1)),
      above: translatedCharactersPerDay,
      runbook: {
        meaning: `More than ${translatedCharactersPerDay} characters were translated in a day (budgets.translatedCharactersPerDay).`,
        impact: 'Money: Amazon Translate takes about 15 USD per million characters. Nothing is stopped.',
        firstLook:
          'Dashboard: characters by connector. A mail loop shows as one requester with many messages.',
        command: this.#problemsOf('enrich'),
      },
    });
  }
}

function messagesIn(queue: IQueue): cloudwatch.IMetric {
  return queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: fiveMinutes });
}
