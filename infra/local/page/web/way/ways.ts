import type { Way, WayStep } from '../../api.ts';
import { isSideDelivery } from '../../keeping.ts';
import { formatCount } from '../format/amounts.ts';

/** Those of one ticket, in the order given. */
export function waysOfTicket(ways: readonly Way[], ticket: string): readonly Way[] {
  return ways.filter((way) => way.ticket === ticket);
}

/** Who translated on this way, and whether what was translated before was used again. */
export function translatorsOf({
  engines,
  fromMemory,
}: Pick<Way, 'engines' | 'fromMemory'>): readonly string[] {
  if (fromMemory === null) return engines;
  const makers = fromMemory.length === 0 ? '' : ` (${fromMemory.join(', ')})`;
  return [...engines, `from memory${makers}`];
}

/**
 * The way to show where nobody has picked one: the newest that is no mere side delivery, of which a helpdesk makes many: it
 * tells of a message twice, and of our own writes. `ways` are newest first.
 */
export function mostTelling(ways: readonly Way[]): Way | null {
  return ways.find((way) => !isSideDelivery(way)) ?? ways[0] ?? null;
}

/** The engines that translated one of these messages of the ticket; none = not known, or nothing was translated. */
export function enginesFor(
  ways: readonly Way[],
  ticket: string,
  messages: readonly string[],
): readonly string[] {
  const about = ways.filter(
    (way) => way.ticket === ticket && way.message !== null && messages.includes(way.message),
  );
  return [...new Set(about.flatMap(translatorsOf))];
}

/** What is left out of the list of ways: `12 deliveries of our own writes, skipped`. */
export function sidesInWords(sides: readonly Way[]): string {
  const what = sides.every(({ reason }) => reason === 'own-echo')
    ? 'of our own writes'
    : 'that asked nothing';
  return `${formatCount(sides.length, 'delivery', 'deliveries')} ${what}, skipped`;
}

/** Where a message stands. */
export type Progress = 'under-way' | 'parked' | 'refused' | 'done';

/** Null = nothing is known of the message. `ways` are newest first. */
export function progressOf(ways: readonly Way[], ticket: string, message: string): Progress | null {
  const own = ways.filter((way) => way.ticket === ticket && way.message === message);
  // A helpdesk tells of a message twice, and the second delivery is skipped: that says nothing of the first.
  const newest = own.find(({ outcome }) => outcome !== 'skipped') ?? own[0];
  if (newest === undefined) return null;
  switch (newest.outcome) {
    case null:
      return 'under-way';
    case 'parked':
    case 'refused':
      return newest.outcome;
    case 'delivered':
    case 'skipped':
      return 'done';
  }
}

/** Whether a message of the ticket is parked: nothing that came after has got it through. */
export function hasParked(ways: readonly Way[], ticket: string): boolean {
  const messages = new Set(waysOfTicket(ways, ticket).flatMap(({ message }) => message ?? []));
  return [...messages].some((message) => progressOf(ways, ticket, message) === 'parked');
}

/** Whether the pipeline works on the ticket right now. */
export function isUnderWay(ways: readonly Way[], ticket: string): boolean {
  return waysOfTicket(ways, ticket).some(({ outcome }) => outcome === null);
}

const serviceNames: ReadonlyMap<string, string> = new Map([
  ['translate', 'Amazon Translate'],
  ['comprehend', 'Amazon Comprehend'],
  ['lex', 'Amazon Lex'],
  ['events', 'EventBridge'],
  ['sqs', 'Amazon SQS'],
  ['dynamodb', 'DynamoDB'],
  ['secretsmanager', 'Secrets Manager'],
]);

/** Ids of Sunshine Conversations; nobody reads them. */
const longId = /[0-9a-f]{20}([0-9a-f]{4})/g;

/** A step's name for a person: services as AWS writes them, paths without the length of their ids. */
export function nameOfStep({ kind, name }: Pick<WayStep, 'kind' | 'name'>): string {
  return kind === 'service-call' ? (serviceNames.get(name) ?? name) : name.replace(longId, '…$1');
}

const titles: Readonly<Record<string, string>> = {
  'message.received': 'Customer’s message',
  'reply.requested': 'Agent’s answer',
  'agent.command': 'Agent’s command',
};

/** What a way is about, for a person: `Customer’s message`. */
export function titleOfWay({ about }: Pick<Way, 'about'>): string {
  if (about === null) return 'Delivery';
  const type = about.replace(/\.v\d+$/, '');
  return titles[type] ?? type;
}
