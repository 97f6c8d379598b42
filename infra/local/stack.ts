import { randomUUID } from 'node:crypto';
import { systemClock } from './clock.ts';
import { type EndpointCaller, openEndpoint } from './endpoint.ts';
import { Faults } from './faults.ts';
import { apiDefinitionOf } from './gateway/definition.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { Authorizer } from './iam.ts';
import { Journal } from './journal.ts';
import type { Terminology } from './language/terminology.ts';
import type { LocalService, ServiceName } from './ports.ts';
import type { Queues } from './queues.ts';
import { type Place, type Resources, resolveTemplate } from './resources.ts';
import type { PartnerEventInput } from './services/events.ts';
import type { LexOptions } from './services/lex.ts';
import { newCredentials } from './stack/functions.ts';
import { lexBotOf } from './stack/lex-bot.ts';
import { openParts, type Parts } from './stack/parts.ts';
import { policiesOf } from './stack/policies.ts';
import type { Surroundings } from './stack/surroundings.ts';
import { terminologiesOf } from './stack/terminologies.ts';
import { parseTemplate } from './template.ts';

/** What the services behind an engine are made from. */
export type ServiceContext = Readonly<{
  /** The bot that the template deploys. Throws TemplateError if it has none, or more than one alias. */
  lexBot(): LexOptions;
  /** Custom terminologies by name. Throws TemplateError for what Translate would not import. */
  terminologies(): ReadonlyMap<string, Terminology>;
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
  /**
   * Puts an event on the bus of a partner event source, as only the partner can; gives the id of the new trace that it
   * belongs to. Rejects with RangeError if no bus of the template has taken the source on.
   */
  putPartnerEvent(event: PartnerEventInput): Promise<string>;
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
  const surroundings: Surroundings = {
    place,
    assetsFolder: options.assetsFolder,
    authorizer: new Authorizer(policiesOf(resources)),
    faults,
    journal,
    clock: systemClock,
    timeScale,
    newId: randomUUID,
  };
  const { translate, comprehend, lex, stop } = await options.services({
    lexBot: () => lexBotOf(resources),
    terminologies: () => terminologiesOf(resources),
  });
  opened.defer(async () => stop?.());
  const parts = await openParts(resources, surroundings, opened);

  const admin = newCredentials();
  callers.set(admin.accessKeyId, {
    name: 'admin',
    arn: `arn:aws:iam::${accountId}:user/admin`,
    authorize: () => undefined,
  });
  for (const [accessKeyId, caller] of parts.functions.callers) callers.set(accessKeyId, caller);
  for (const service of [translate, comprehend, lex, ...parts.services])
    if (service) services.set(service.name, service);
  serveApi(gateway, resources, parts, surroundings);
  faults.connect((functionName) => parts.functions.terminateBusy(functionName));
  parts.start();

  const running = opened.move();
  return {
    apiUrl: gateway.url,
    endpointUrl: endpoint.url,
    admin,
    region,
    journal,
    outputs: resources.outputs,
    setSecret: parts.setSecret,
    putPartnerEvent: async (event) => parts.putPartnerEvent(event),
    queueDepths: () => depthsOf(resources, parts.queues),
    stop: () => running.disposeAsync(),
  };
}

/** A template without an HTTP API leaves the gateway answering 503. */
function serveApi(
  gateway: Gateway,
  resources: Resources,
  { functions }: Parts,
  { place, authorizer, faults, journal, clock }: Surroundings,
): void {
  const api = apiDefinitionOf(resources);
  if (!api) return;
  gateway.serve({
    api,
    region: place.region,
    accountId: place.accountId,
    authorizer,
    faults,
    journal,
    poolOf: (functionArn) => functions.poolByArn(functionArn),
    nowMs: () => clock.nowMs(),
  });
}

function depthsOf(resources: Resources, queues: Queues): readonly QueueDepth[] {
  return resources.ofType('AWS::SQS::Queue').map((resource) => {
    const counts = queues.byArn(resources.attribute(resource, 'Arn'))?.counts();
    const { visible, inFlight, delayed } = counts ?? { visible: 0, inFlight: 0, delayed: 0 };
    return { queue: resource.logicalId, messages: visible + inFlight + delayed };
  });
}
