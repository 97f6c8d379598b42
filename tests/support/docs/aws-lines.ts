import * as z from 'zod';
import { connectorNamed } from '../../../connectors/registry.ts';
import { webhookSecret } from '../../../functions/_shared/secrets.ts';
import { compilePattern } from '../../../infra/local/pattern.ts';
import { connectorSuites } from '../connector-suites.ts';
import { flagsOf } from './shell.ts';

/** Services whose SDK is among our dependencies: it knows every operation and its members. */
const sdkOf: Readonly<Record<string, () => Promise<object>>> = {
  cloudformation: () => import('@aws-sdk/client-cloudformation'),
  cloudwatch: () => import('@aws-sdk/client-cloudwatch'),
  dynamodb: () => import('@aws-sdk/client-dynamodb'),
  events: () => import('@aws-sdk/client-eventbridge'),
  organizations: () => import('@aws-sdk/client-organizations'),
  secretsmanager: () => import('@aws-sdk/client-secrets-manager'),
  sns: () => import('@aws-sdk/client-sns'),
  sqs: () => import('@aws-sdk/client-sqs'),
  sts: () => import('@aws-sdk/client-sts'),
};

/** What else the docs call, with its options: `aws logs tail help` and the CLI's reference. */
const otherOperations: Readonly<Record<string, readonly string[]>> = {
  'logs tail': ['since', 'filter-pattern', 'follow', 'format'],
  'lambda get-account-settings': [],
  'budgets describe-budgets': ['account-id'],
};

const globalOptions = new Set(['region', 'query', 'output', 'profile']);

const pascal = (name: string) =>
  name.replaceAll(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase());

const commandClass = z.custom<new (input: object) => unknown>((value) => typeof value === 'function');
/** An operation as the SDK describes it: its fifth part gives the input, whose fifth part names the members. */
const operationSchema = z.looseObject({ schema: z.array(z.unknown()) });

/** Names of an operation's members, in lower case without dashes; null = there is no such operation. */
async function membersOf(service: string, operation: string): Promise<ReadonlySet<string> | null> {
  const sdk = await sdkOf[service]?.();
  const Command = commandClass.safeParse(
    new Map(Object.entries(sdk ?? {})).get(`${pascal(operation)}Command`),
  );
  if (!Command.success) return null;
  const input = operationSchema.parse(new Command.data({})).schema[4];
  const described: unknown = typeof input === 'function' ? input() : input;
  const names = z.array(z.string()).parse(z.array(z.unknown()).parse(described)[4]);
  return new Set(names.map((name) => name.toLowerCase()));
}

async function checkOptions(service: string, operation: string, names: readonly string[]): Promise<void> {
  const listed = otherOperations[`${service} ${operation}`];
  const members = listed === undefined ? await membersOf(service, operation) : new Set(listed);
  if (members === null)
    throw new RangeError(`"aws ${service} ${operation}" is not known to the SDK or to this test.`);
  for (const name of names) {
    const asMember = listed === undefined ? name.replaceAll('-', '') : name;
    // `--no-…` is how the CLI writes false.
    const isKnown = members.has(asMember) || (name.startsWith('no-') && members.has(asMember.slice(2)));
    if (!globalOptions.has(name) && !isKnown)
      throw new RangeError(`"aws ${service} ${operation}" has no --${name}.`);
  }
}

/** As the connector itself reads it: it refuses a secret of another shape with NotConfiguredError, before any call. */
async function checkApiSecret(connector: string, secret: unknown): Promise<void> {
  const suite = Object.entries(connectorSuites).find(([name]) => name === connector)?.[1];
  if (suite === undefined) throw new RangeError(`A secret of "${connector}", which is not in the registry.`);
  const client = connectorNamed(connector)?.connect(suite.settings('https://helpdesk.example.com'), {
    http: async () => ({ kind: 'no-answer', why: 'network' }),
    now: () => new Date(0),
    random: () => 0,
    apiSecret: async () => secret,
  });
  await client?.readNote({ ticket: '1', message: '2' });
}

const secretName = /^dragoman\/[a-z0-9-]+\/([a-z-]+)\/[^/]+\/(webhook|api)$/;

async function checkSecret(id: string, value: string): Promise<void> {
  const [, connector = '', purpose] = secretName.exec(id) ?? [];
  if (purpose === undefined) throw new RangeError(`"${id}" is not the name of a secret of ours.`);
  // A file is the reader's own.
  if (value.startsWith('file://')) return;
  const secret: unknown = JSON.parse(value);
  if (purpose === 'webhook') webhookSecret.parse(secret);
  else await checkApiSecret(connector, secret);
}

/**
 * Refuses an `aws` command with an operation or option that does not exist, JSON that is none, a pattern that EventBridge would
 * refuse, or a secret that the function or connector could not read. Nothing is sent anywhere.
 */
export async function checkAwsCommand(words: readonly string[]): Promise<void> {
  const [, service = '', operation = ''] = words;
  const flags = flagsOf(words);
  await checkOptions(
    service,
    operation,
    flags.map(({ name }) => name),
  );
  const argumentOf = (name: string) => flags.find((flag) => flag.name === name)?.value ?? null;
  for (const { name, value } of flags) {
    // A filter pattern of CloudWatch Logs begins like JSON and is none.
    if (name !== 'filter-pattern' && value !== null && /^[[{]/.test(value)) JSON.parse(value);
  }
  const [secret, pattern] = [argumentOf('secret-string'), argumentOf('event-pattern')];
  if (secret !== null) await checkSecret(argumentOf('secret-id') ?? '', secret);
  if (pattern !== null) compilePattern(JSON.parse(pattern));
}
