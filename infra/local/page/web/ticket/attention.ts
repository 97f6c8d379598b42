import type { Way } from '../../api.ts';
import type { Ticket } from '../helpdesk/agent-side.ts';
import { hasParked, isUnderWay } from '../way/ways.ts';

/** Something about a ticket that an agent should not miss. */
export type Attention = Readonly<{
  kind: 'reply-failed' | 'parked' | 'under-way';
  tone: 'failed' | 'info';
  icon: 'alert' | 'stop' | 'clock';
  short: string;
  /** Null = nothing to explain. */
  sentence: string | null;
}>;

const attentions: Readonly<Record<Attention['kind'], Attention>> = {
  'reply-failed': {
    kind: 'reply-failed',
    tone: 'failed',
    icon: 'alert',
    short: 'Reply failed',
    sentence: 'An answer did not go out to the customer. The note below says why.',
  },
  parked: {
    kind: 'parked',
    tone: 'failed',
    icon: 'stop',
    short: 'Parked',
    sentence:
      'A message could not be worked on and is parked, not lost. The way says why; npm run redrive sends it again: the demo’s terminal says how.',
  },
  'under-way': {
    kind: 'under-way',
    tone: 'info',
    icon: 'clock',
    short: 'At work',
    sentence: null,
  },
};

/** The gravest thing about a ticket, or null. */
export function attentionOf(
  { id, hasFailedReply }: Pick<Ticket, 'id' | 'hasFailedReply'>,
  ways: readonly Way[],
): Attention | null {
  if (hasFailedReply) return attentions['reply-failed'];
  if (hasParked(ways, id)) return attentions.parked;
  return isUnderWay(ways, id) ? attentions['under-way'] : null;
}
