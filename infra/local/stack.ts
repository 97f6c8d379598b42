import { randomUUID } from 'node:crypto';
import { systemClock } from './clock.ts';
import { type EndpointCaller, openEndpoint } from './endpoint.ts';
import { Faults } from './faults.ts';
import { apiDefinitionOf } from './gateway/definition.ts';
import { openGateway } from './gateway.ts';
import { Authorizer } from './iam.ts';
import { Journal } from './journal.ts';
import type { LocalService, ServiceName } from './ports.ts';
import type { Queues } from './queues.ts';
import { type Place, type Resources, resolveTemplate } from './resources.ts';
import { openDynamoDb } from './services/dynamodb.ts';
import { tableDefinitionOf } from './services/dynamodb-table.ts';
import type { LexOptions } from './services/lex.ts';
import { createSecrets } from './services/secretsmanager.ts';
import { sqsService } from './services/sqs.ts';
import { Functions, newCredentials } from './stack/functions.ts';
import { lexBotOf } from './stack/lex-bot.ts';
import { openEvents, openQueues } from './stack/messaging.ts';
import { policiesOf } from './stack/policies.ts';
import { parseTemplate } from './template.ts';

/** What the services behind an engine are made from. */
export type ServiceContext = Readonly<{
  /** The bot that the template deploys. Throws TemplateError if it has none, or more than one alias. */
  lexBot(): LexOptions;
}>;

/** The stand-ins with an engine behind them, such as `createLanguageServices` gives. A missing one refuses every call. */
export type LanguageServices = Readonly<{
  translate?: LocalService;
  comprehend?: LocalService;
  lex?: LocalService;
  /** Called when the stack stops. */
  stop?(): Promise<void>;
}>;

export type LocalStackOptions = Readonly<{
  /** The CloudFormation template as a parsed object. */
  template: unknown;
  /** Holds `asset.<hash>/index.mjs` for each function. */
  assetsFolder: string;
  services(context: ServiceContext): LanguageServices | Promise<LanguageServices>;
  /** Of the stack in the template: a function's name in the journal is its physical name without `<stackName>-`. */
  stackName: string;
  /** The one that the template was made for: it may stand in ARNs. */
  region: string;
  /** Twelve digits. Default: `000000000000`. */
  accountId?: string;
  /** Made by `parseFaults`; its `helpdesk` hook goes to the stand-in helpdesk. Default: no faults. */
  faults?: Faults;
  /** Queue delays, visibility timeouts and schedules pass this many times faster; functions' timeouts do not. Default: 1. */
  timeScale?: number;
  /** Default: a new one. */
  journal?: Journal;
}>;

export type QueueDepth = Readonly<{
  /** Logical id in the template. */
  queue: string;
  /** Messages that wait, are delayed or are being worked on. */
  messages: number;
}>;

export type LocalStack = Readonly<{
  /** Address of the HTTP API, without a slash at the end. */
  apiUrl: string;
  /** Where all AWS services of this stack are spoken to (`AWS_ENDPOINT_URL`), without a slash at the end. */
  endpointUrl: string;
  /** For tests and commands: may call everything. */
  admin: Readonly<{ accessKeyId: string; secretAccessKey: string }>;
  region: string;
  /** The template's outputs by their names, resolved. */
  outputs: Readonly<Record<string, string>>;
  journal: Journal;
  /** Gives a secret of the template (by name) its value, as a person would after the deployment. Throws if there is none of that name. */
  setSecret(name: string, value: string): void;
  queueDepths(): readonly QueueDepth[];
  /** Ends everything; no handle stays open. */
  stop(): Promise<void>;
}>;

const defaultAccountId = '000000000000';

/**
 * Runs a template on loopback. Resolves when everything listens and functions are fed. Throws TemplateError (or
 * QueueDefinitionError, RuleDefinitionError, PolicyError, PatternError, ScheduleError) for what is not run here or would
 * be refused by AWS, and leaves nothing open then.
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const { faults = new Faults([]), journal = new Journal(), timeScale = 1, stackName } = options;
  const { region, accountId = defaultAccountId } = options;
  const template = parseTemplate(options.template);
  await using opened = new AsyncDisposableStack();

  // The template names both addresses, so the ports come first and what they serve later.
  const services = new Map<ServiceName, LocalService>();
  const callers = new Map<string, EndpointCaller>();
  const endpoint = await openEndpoint({ services, callers, faults, journal });
  opened.defer(() => endpoint.stop());
  const gateway = await openGateway();
  opened.defer(() => gateway.stop());

  const place: Place = { region, accountId, stackName, endpointUrl: endpoint.url, apiUrl: gateway.url };
  const resources = resolveTemplate(template, place);
  const authorizer = new Authorizer(policiesOf(resources));
  const common = { journal, clock: systemClock, timeScale, newId: randomUUID };

  const queues = openQueues(resources, common);
  opened.defer(() => queues.stop());
  const dynamoDb = await openDynamoDb(resources.ofType('AWS::DynamoDB::Table').map(tableDefinitionOf));
  opened.defer(() => dynamoDb.stop());
  const secrets = createSecrets(secretsOf(resources), { nowMs: systemClock.nowMs, newId: randomUUID });
  const language = await options.services({ lexBot: () => lexBotOf(resources) });
  opened.defer(async () => language.stop?.());

  const functions = new Functions(resources, {
    ...common,
    place,
    assetsFolder: options.assetsFolder,
    authorizer,
    queues,
    faults,
  });
  opened.defer(() => functions.stop());
  const events = openEvents(resources, {
    ...common,
    place,
    queues,
    authorizer,
    faults,
    invoke: (functionArn, event, traceHeader) =>
      functions.invokeAsynchronously(functionArn, event, traceHeader),
  });
  opened.defer(() => events.stop());

  const admin = newCredentials();
  callers.set(admin.accessKeyId, { name: 'admin', authorize: () => undefined });
  for (const [accessKeyId, caller] of functions.callers) callers.set(accessKeyId, caller);
  const queueUrl = (name: string) => `${place.endpointUrl}/${accountId}/${name}`;
  const { translate, comprehend, lex } = language;
  const own = [sqsService({ queues, queueUrl }), events.service, dynamoDb.service, secrets.service];
  for (const service of [translate, comprehend, lex, ...own])
    if (service) services.set(service.name, service);

  const api = apiDefinitionOf(resources);
  if (api)
    gateway.serve({
      api,
      region,
      accountId,
      authorizer,
      faults,
      journal,
      poolOf: (functionArn) => functions.poolByArn(functionArn),
      nowMs: systemClock.nowMs,
    });
  faults.connect((functionName) => functions.terminateBusy(functionName));
  functions.startFeeding();
  events.start();

  const running = opened.move();
  return {
    apiUrl: gateway.url,
    endpointUrl: endpoint.url,
    admin,
    region,
    journal,
    outputs: resources.outputs,
    setSecret: secrets.setSecret,
    queueDepths: () => depthsOf(resources, queues),
    stop: () => running.disposeAsync(),
  };
}

/** A secret's `Ref` is its ARN, which ends in a dash and six characters that are not of its name. */
function secretsOf(resources: Resources) {
  return resources.ofType('AWS::SecretsManager::Secret').map(({ ref: arn }) => ({
    arn,
    name: arn.replace(/^.*:secret:/, '').replace(/-[^-]{6}$/, ''),
  }));
}

function depthsOf(resources: Resources, queues: Queues): readonly QueueDepth[] {
  return resources.ofType('AWS::SQS::Queue').map((resource) => {
    const counts = queues.byArn(resources.attribute(resource, 'Arn'))?.counts();
    const { visible, inFlight, delayed } = counts ?? { visible: 0, inFlight: 0, delayed: 0 };
    return { queue: resource.logicalId, messages: visible + inFlight + delayed };
  });
}
