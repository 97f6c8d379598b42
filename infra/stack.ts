import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { agentCommand } from '../events/agent-command.v1.ts';
import { contentWithdrawn } from '../events/content-withdrawn.v1.ts';
import { messageEnriched } from '../events/message-enriched.v1.ts';
import { messageReceived } from '../events/message-received.v1.ts';
import { notePrepared } from '../events/note-prepared.v1.ts';
import { replyRequested } from '../events/reply-requested.v1.ts';
import { replyTranslated } from '../events/reply-translated.v1.ts';
import { AccountSecrets } from './constructs/account-secrets.ts';
import { AlarmTopic } from './constructs/alarm-topic.ts';
import { Alarms } from './constructs/alarms.ts';
import { CostWatch } from './constructs/cost-watch.ts';
import { Dashboard } from './constructs/dashboard.ts';
import { DataKey } from './constructs/data-key.ts';
import { DlqWatchFunction, type WatchedQueue } from './constructs/dlq-watch-function.ts';
import { EnrichFunction } from './constructs/enrich-function.ts';
import { EventHub } from './constructs/event-hub.ts';
import { Glossaries } from './constructs/glossaries.ts';
import { IngestFunction } from './constructs/ingest-function.ts';
import { IngestPartnerFunction } from './constructs/ingest-partner-function.ts';
import { IntentBot } from './constructs/intent-bot.ts';
import type { NodeFunction } from './constructs/node-function.ts';
import { PartnerBus } from './constructs/partner-bus.ts';
import type { PipelineContext } from './constructs/pipeline-context.ts';
import { UndeliverableQueue, WorkQueue, type WorkQueueProps } from './constructs/queues.ts';
import { ReconcileFunction } from './constructs/reconcile-function.ts';
import { ReplyFunction } from './constructs/reply-function.ts';
import { StateTables } from './constructs/state-tables.ts';
import { WebhookApi } from './constructs/webhook-api.ts';
import { WriteBackFunction } from './constructs/write-back-function.ts';
import type { Glossary } from './glossaries.ts';
import type { IntentFile } from './intents.ts';
import { accountOutput, stackName, undeliverableQueue, writeBackQueue } from './names.ts';
import type { StageSettings } from './settings.ts';

/** Of `enrich`, `reply` and `write-back`; their queues' visibility timeouts follow from it. */
const workTimeout = Duration.seconds(15);

/** A note later than a quarter of an hour is late, whatever the reason. */
const writeBackMaxAgeSeconds = 900;

/** Nothing makes an event from a partner's bus wait but a bus of ours that takes nothing. */
const partnerMaxAgeSeconds = 300;

/** The queues that functions work on; those of the write-backs by connector. */
type Queues = Readonly<{
  enrich: WorkQueue;
  reply: WorkQueue;
  writeBack: ReadonlyMap<string, WorkQueue>;
  /** One, or none where no account has a partner event source. */
  partner: readonly WorkQueue[];
}>;

export type DragomanStackProps = Readonly<{
  settings: StageSettings;
  intents: readonly IntentFile[];
  glossaries: readonly Glossary[];
}>;

/**
 * Everything that Dragoman is in AWS, in one stack: webhook API, bus, queues, functions, tables, secrets, bot, alarms.
 * The same template runs on one machine, so it uses plain resources only: no custom resources, no conditions.
 */
export class DragomanStack extends Stack {
  readonly #settings: StageSettings;
  readonly #key: IKey | undefined;

  constructor(scope: Construct, { settings, intents, glossaries }: DragomanStackProps) {
    super(scope, 'DragomanStack', {
      stackName: stackName(settings.stage),
      description: `Dragoman (${settings.stage}): customers and agents of a helpdesk, each in their own language`,
      env: { region: settings.region },
      terminationProtection: true,
      // Of the 1 MB that a template may have, its blanks are room for glossaries; without any it is for people to read.
      suppressTemplateIndentation: glossaries.length > 0,
    });
    this.#settings = settings;
    this.#key = settings.customerKey
      ? new DataKey(this, 'DataKey', { stage: settings.stage }).key
      : undefined;
    const context = this.#context();
    const queues = this.#queues();
    this.#route(context.hub, queues);
    this.#takePartnerEvents(context, queues);
    const functions = this.#functions(context, queues, { intents, glossaries });
    const api = new WebhookApi(this, 'WebhookApi', {
      stage: settings.stage,
      ingest: functions.ingest.function,
      logDays: settings.limits.logDays,
      key: this.#key,
    });
    const dashboard = new Dashboard(this, 'Dashboard', {
      stage: settings.stage,
      connectors: [...queues.writeBack.keys()],
      queues: [...queues.partner, queues.enrich, queues.reply, ...queues.writeBack.values()],
      catchesUp: settings.limits.catchUpMinutes > 0,
    });
    this.#alarms(context, queues, functions, api);
    this.#outputs(context, api, dashboard);
  }

  #context(): PipelineContext {
    const { stage, limits, accounts } = this.#settings;
    const key = this.#key;
    const undeliverable = new UndeliverableQueue(this, 'Undeliverable', {
      stage,
      name: undeliverableQueue,
      deadLetterDays: limits.deadLetterDays,
      key,
    }).queue;
    return {
      settings: this.#settings,
      key,
      undeliverable,
      hub: new EventHub(this, 'EventHub', { stage, archiveDays: limits.archiveDays, undeliverable, key }),
      tables: new StateTables(this, 'StateTables', { stage, key }),
      secrets: accounts.map(
        ({ connector, account }) =>
          new AccountSecrets(this, `Secrets-${connector}-${account}`, { stage, connector, account, key }),
      ),
    };
  }

  /** The queues of `enrich` and `reply`, and one per tool that the settings name. */
  #queues(): Queues {
    const connectors = new Set(this.#settings.accounts.map(({ connector }) => connector));
    return {
      enrich: this.#workQueue('EnrichQueue', 'enrich'),
      reply: this.#workQueue('ReplyQueue', 'reply'),
      writeBack: new Map(
        [...connectors].map((connector) => [
          connector,
          this.#workQueue(`WriteBackQueue-${connector}`, writeBackQueue(connector)),
        ]),
      ),
      partner:
        this.#partnerSources().length === 0
          ? []
          : [this.#workQueue('IngestPartnerQueue', 'ingest-partner', 'none')],
    };
  }

  #partnerSources(): readonly string[] {
    return this.#settings.accounts.flatMap(({ partnerEventSources }) => partnerEventSources);
  }

  #workQueue(id: string, name: string, order: WorkQueueProps['order'] = 'by-conversation'): WorkQueue {
    const { stage, limits } = this.#settings;
    return new WorkQueue(this, id, {
      stage,
      name,
      deadLetterDays: limits.deadLetterDays,
      key: this.#key,
      functionTimeout: workTimeout,
      order,
    });
  }

  /** The second way in: every partner event source has a bus of its own, all of them lead to one queue. */
  #takePartnerEvents(context: PipelineContext, { partner }: Queues): void {
    for (const to of partner)
      for (const source of this.#partnerSources())
        new PartnerBus(this, `PartnerBus-${source}`, { context, source, to });
  }

  #route(hub: EventHub, { enrich, reply, writeBack }: Queues): void {
    hub.route('MessageReceived', messageReceived.pattern(), enrich);
    hub.route('ReplyRequested', replyRequested.pattern(), reply);
    hub.route('AgentCommand', agentCommand.pattern(), reply);
    // To both: what is kept in the tables, and what stands in the helpdesk.
    hub.route('ContentWithdrawn', contentWithdrawn.pattern(), reply);
    for (const [connector, queue] of writeBack) {
      const detail = { connector: [connector] };
      hub.route(`MessageEnriched-${connector}`, messageEnriched.pattern({ detail }), queue);
      hub.route(`ReplyTranslated-${connector}`, replyTranslated.pattern({ detail }), queue);
      hub.route(`NotePrepared-${connector}`, notePrepared.pattern({ detail }), queue);
      hub.route(`ContentWithdrawn-${connector}`, contentWithdrawn.pattern({ detail }), queue);
    }
  }

  #functions(
    context: PipelineContext,
    { enrich, reply, writeBack, partner }: Queues,
    { intents, glossaries: files }: Pick<DragomanStackProps, 'intents' | 'glossaries'>,
  ) {
    const { stage } = this.#settings;
    const bot = new IntentBot(this, 'IntentBot', { stage, intents });
    const glossaries = new Glossaries(this, 'Glossaries', { stage, glossaries: files, key: this.#key });
    const watched: readonly WatchedQueue[] = [
      ...partner.map((queue) => ({ stage: 'ingest' as const, queue })),
      { stage: 'enrich', queue: enrich },
      { stage: 'reply', queue: reply },
      ...[...writeBack.values()].map((queue) => ({ stage: 'write-back' as const, queue })),
    ];
    return {
      ingest: new IngestFunction(this, 'Ingest', context),
      enrich: new EnrichFunction(this, 'Enrich', {
        context,
        queue: enrich,
        bot,
        glossaries,
        timeout: workTimeout,
      }),
      reply: new ReplyFunction(this, 'Reply', { context, queue: reply, glossaries, timeout: workTimeout }),
      'write-back': new WriteBackFunction(this, 'WriteBack', {
        context,
        queues: writeBack,
        timeout: workTimeout,
      }),
      'dlq-watch': new DlqWatchFunction(this, 'DlqWatch', { context, watched }),
      ...Object.fromEntries(
        partner.map((queue) => [
          'ingest-partner',
          new IngestPartnerFunction(this, 'IngestPartner', { context, queue, timeout: workTimeout }),
        ]),
      ),
      ...(this.#settings.limits.catchUpMinutes === 0
        ? {}
        : { reconcile: new ReconcileFunction(this, 'Reconcile', context) }),
    };
  }

  #alarms(
    { undeliverable }: PipelineContext,
    { enrich, reply, writeBack, partner }: Queues,
    functions: Readonly<Record<string, NodeFunction>>,
    api: WebhookApi,
  ): void {
    const { stage, alarmEmail, limits } = this.#settings;
    const { topic } = new AlarmTopic(this, 'AlarmTopic', {
      stage,
      email: alarmEmail,
      undeliverable,
      key: this.#key,
    });
    const connectors = [...writeBack.keys()];
    new CostWatch(this, 'CostWatch', { settings: this.#settings, topic, connectors });
    new Alarms(this, 'Alarms', {
      settings: this.#settings,
      topic,
      connectors,
      api,
      functions: Object.entries(functions).map(([name, watched]) => ({ name, function: watched })),
      queues: [
        ...partner.map((queue) => ({ queue, maxAgeSeconds: partnerMaxAgeSeconds })),
        { queue: enrich, maxAgeSeconds: limits.maxWaitSeconds },
        { queue: reply, maxAgeSeconds: limits.maxReplyWaitSeconds },
        ...[...writeBack.values()].map((queue) => ({ queue, maxAgeSeconds: writeBackMaxAgeSeconds })),
      ],
      undeliverable,
    });
  }

  #outputs({ hub, tables, secrets }: PipelineContext, api: WebhookApi, dashboard: Dashboard): void {
    const output = (id: string, value: string, description: string) =>
      new CfnOutput(this, id, { value, description });
    this.#settings.accounts.forEach((settings, index) => {
      const { connector, account } = settings;
      const url = api.webhookUrl(connector, account);
      output(accountOutput('WebhookUrl', settings), url, `Webhook of ${connector} ${account}`);
      const { webhookArn, apiArn } = secrets[index] ?? {};
      if (webhookArn)
        output(accountOutput('WebhookSecretArn', settings), webhookArn, 'Put {"signingSecrets":["…"]} here');
      if (apiArn)
        output(accountOutput('ApiSecretArn', settings), apiArn, `Put the credentials for ${connector} here`);
    });
    output('EventBusName', hub.bus.eventBusName, 'Hang your own rules here');
    output('EventBusArn', hub.bus.eventBusArn, 'The same, as an ARN');
    output('LedgerTableName', tables.ledger.tableName, 'What was written');
    output('MemoryTableName', tables.memory.tableName, 'What is known of conversations');
    output('BudgetTableName', tables.budget.tableName, 'Characters spent');
    output('TranslationsTableName', tables.translations.tableName, 'What was translated before');
    output(
      'DashboardUrl',
      `https://${this.region}.console.aws.amazon.com/cloudwatch/home?region=${this.region}#dashboards/dashboard/${dashboard.name}`,
      'What happens',
    );
  }
}
