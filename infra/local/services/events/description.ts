import * as z from 'zod';
import { type ServiceCall, ServiceError } from '../../ports.ts';
import { busNameOf, type RuleDefinition } from './rule.ts';

export type DescriptionOptions = Readonly<{
  /** Names of the buses of the template. */
  busNames: readonly string[];
  rules: readonly RuleDefinition[];
  region: string;
  accountId: string;
}>;

const name = z.string().min(1).max(1_600);
const busRequest = z.object({ Name: name.default('default') });
/** EventBridge's page of ListRules has at most 100 rules. */
const rulesRequest = z.object({
  EventBusName: name.default('default'),
  NextToken: z.string().regex(/^\d+$/).default('0'),
  Limit: z.number().int().min(1).max(100).default(100),
});

function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new ServiceError(
    'ValidationException',
    400,
    `1 validation error detected: ${z.prettifyError(parsed.error)}`,
  );
}

/** DescribeEventBus and ListRules, from the template; null for any other operation. */
export function describeEvents(call: ServiceCall, options: DescriptionOptions): unknown {
  switch (call.operation) {
    case 'DescribeEventBus':
      return describeBus(call, options);
    case 'ListRules':
      return listRules(call, options);
    default:
      return null;
  }
}

/** Throws ServiceError ResourceNotFoundException. */
function requireBus(given: string, { busNames, region, accountId }: DescriptionOptions) {
  const bus = busNameOf(given);
  const arn = `arn:aws:events:${region}:${accountId}:event-bus/${bus}`;
  if (bus !== 'default' && !busNames.includes(bus))
    throw new ServiceError('ResourceNotFoundException', 400, `Event bus ${bus} does not exist.`);
  return { name: bus, arn };
}

function describeBus(call: ServiceCall, options: DescriptionOptions) {
  const bus = requireBus(parse(busRequest, call.input).Name, options);
  call.authorize('events:DescribeEventBus', bus.arn);
  return { Name: bus.name, Arn: bus.arn };
}

function listRules(call: ServiceCall, options: DescriptionOptions) {
  const { EventBusName, NextToken, Limit } = parse(rulesRequest, call.input);
  const bus = requireBus(EventBusName, options);
  call.authorize('events:ListRules', bus.arn);
  const rules = options.rules.filter(({ busName }) => busName === bus.name);
  const end = Number(NextToken) + Limit;
  return {
    Rules: rules.slice(Number(NextToken), end).map(({ arn, enabled }) => ({
      Name: arn.split('/').at(-1),
      Arn: arn,
      State: enabled ? 'ENABLED' : 'DISABLED',
      EventBusName: bus.name,
    })),
    ...(end < rules.length ? { NextToken: String(end) } : {}),
  };
}
