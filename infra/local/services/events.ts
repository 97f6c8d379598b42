import * as z from 'zod';
import type { Clock } from '../clock.ts';
import { isPlainObject } from '../pattern/fields.ts';
import { type LocalService, type ServiceCall, ServiceError } from '../ports.ts';
import type { EventBuses } from './events/bus.ts';
import { type DescriptionOptions, describeEvents } from './events/description.ts';
import { eventTime } from './events/event.ts';
import { busNameOf } from './events/rule.ts';

export { EventBuses, type EventBusesOptions } from './events/bus.ts';
export { busDefinitionOf } from './events/bus-definition.ts';
export { Deliveries, type DeliveryContext } from './events/deliveries.ts';
export type { BusEvent } from './events/event.ts';
export { type PartnerEventInput, partnerDoor } from './events/partner.ts';
export { type RuleDefinition, RuleDefinitionError, ruleDefinitionOf } from './events/rule.ts';

const mostEntries = 10;
/** All entries of one request together; 256 KB until January 2026. */
const mostRequestBytes = 1_048_576;
/** A timestamp counts as this many bytes. */
const timeBytes = 14;
const mostDetailTypeCharacters = 128;

/** Name or ARN of a bus; a partner's, with its slashes, takes no events from anybody else (PutEvents, NonPartnerEventBusNameOrArn). */
const busName = z
  .string()
  .regex(
    /^(arn:aws[\w-]*:events:[a-z]{2}-[a-z]+-[\w-]+:\d{12}:event-bus\/)?[._A-Za-z0-9-]+$/,
    'expected the name or ARN of a bus that is not a partner’s',
  );

const entryShape = z.object({
  Time: z.number().optional(),
  Source: z.string().optional(),
  Resources: z.array(z.string()).optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: busName.optional(),
  TraceHeader: z.string().min(1).max(500).optional(),
});
type Entry = z.infer<typeof entryShape>;
const requestShape = z.object({ Entries: z.array(entryShape).min(1).max(mostEntries) });

type EntryResult = Readonly<{ EventId: string }> | Readonly<{ ErrorCode: string; ErrorMessage: string }>;

export type EventsOptions = DescriptionOptions &
  Readonly<{
    buses: EventBuses;
    clock: Clock;
    newId: () => string;
  }>;

const validationError = (message: string) => new ServiceError('ValidationException', 400, message);

function bytesOf(entry: Entry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])];
  return texts.reduce(
    (sum, text) => sum + Buffer.byteLength(text ?? ''),
    entry.Time === undefined ? 0 : timeBytes,
  );
}

function detailOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const detail: unknown = JSON.parse(text);
    return isPlainObject(detail) ? detail : null;
  } catch {
    return null;
  }
}

const requiredMembers = ['Source', 'DetailType', 'Detail'] as const;
const missingMember = (entry: Entry) => requiredMembers.find((name) => !entry[name]);

function refusal(ErrorCode: string, ErrorMessage: string): EntryResult {
  return { ErrorCode, ErrorMessage };
}

/** Takes one entry, or says why not: an entry fails for itself, the others go on. */
function putEntry(entry: Entry, call: ServiceCall, options: EventsOptions): EntryResult {
  const missing = missingMember(entry);
  if (missing)
    return refusal(
      'InvalidArgument',
      `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`,
    );
  const { Source = '', DetailType = '', Detail = '' } = entry;
  if (Source.startsWith('aws.'))
    return refusal('NotAuthorizedForSourceException', 'Not authorized for the source.');
  if (DetailType.length > mostDetailTypeCharacters)
    return refusal('InvalidArgument', 'Parameter DetailType is not valid. Reason: DetailType is too long.');
  const detail = detailOf(Detail);
  if (!detail) return refusal('MalformedDetail', 'Detail is malformed.');
  const { buses, clock, newId, region, accountId } = options;
  const id = newId();
  buses.put(
    busNameOf(entry.EventBusName ?? 'default'),
    {
      version: '0',
      id,
      'detail-type': DetailType,
      source: Source,
      account: accountId,
      time: eventTime(entry.Time === undefined ? clock.nowMs() : entry.Time * 1000),
      region,
      resources: entry.Resources ?? [],
      detail,
    },
    entry.TraceHeader ?? call.traceHeader,
  );
  return { EventId: id };
}

function putEvents(call: ServiceCall, options: EventsOptions) {
  const parsed = requestShape.safeParse(call.input);
  if (!parsed.success) throw validationError(`1 validation error detected: ${z.prettifyError(parsed.error)}`);
  const { Entries } = parsed.data;
  if (Entries.every(missingMember))
    throw validationError('Source, DetailType and Detail are required in every entry.');
  if (Entries.reduce((sum, entry) => sum + bytesOf(entry), 0) >= mostRequestBytes)
    throw validationError('Total size of the entries in the request is over the limit.');
  const buses = new Set(Entries.map(({ EventBusName = 'default' }) => busNameOf(EventBusName)));
  for (const bus of buses)
    call.authorize(
      'events:PutEvents',
      `arn:aws:events:${options.region}:${options.accountId}:event-bus/${bus}`,
    );
  const results = Entries.map((entry) => putEntry(entry, call, options));
  return {
    FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
    Entries: results,
  };
}

/** EventBridge for the AWS SDK: PutEvents, authorised on the ARN of each bus that it names, and what buses there are. */
export function eventsService(options: EventsOptions): LocalService {
  return {
    name: 'events',
    async handle(call) {
      const output =
        call.operation === 'PutEvents' ? putEvents(call, options) : describeEvents(call, options);
      if (output === null)
        throw new ServiceError('UnknownOperationException', 400, `${call.operation} is not run locally.`);
      return { output };
    },
  };
}
