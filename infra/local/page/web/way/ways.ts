import type { Way } from '../../api.ts';

/** Those of one ticket, in the order given. */
export function waysOfTicket(ways: readonly Way[], ticket: string): readonly Way[] {
  return ways.filter((way) => way.ticket === ticket);
}

/** The engines that worked on one of these messages of the ticket; none = not known, or nothing was translated. */
export function enginesFor(
  ways: readonly Way[],
  ticket: string,
  messages: readonly string[],
): readonly string[] {
  const about = ways.filter(
    (way) => way.ticket === ticket && way.message !== null && messages.includes(way.message),
  );
  return [...new Set(about.flatMap(({ engines }) => engines))];
}

/** Where a message stands: the newest of its ways that has come to something, or that still goes on. */
export type Progress = 'under-way' | 'parked' | 'refused' | 'done';

/** Null = nothing is known of the message. `ways` are newest first. */
export function progressOf(ways: readonly Way[], ticket: string, message: string): Progress | null {
  const newest = ways.find((way) => way.ticket === ticket && way.message === message);
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
