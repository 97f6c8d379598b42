import type {
  CanonicalMessage,
  CatchUpFrom,
  CatchUpOutcome,
  Client,
  Interpretation,
  MessageHint,
  Place,
  StaffComment,
  Withdrawal,
} from '../../connectors/contract.ts';
import type { CursorStore, StoredProgress } from '../../functions/reconcile/cursor-store.ts';

const ticketFacts = {
  subject: 'Pedido',
  status: 'open',
  priority: null,
  channel: 'email',
  tags: [],
  brand: null,
  group: null,
  form: null,
  requester: '77',
  requesterLocale: null,
};

const placeOf = (message: string, changes: Partial<Place>) => ({
  ...{ ticket: '35', message, occurredAt: '2026-01-09T08:01:00.000Z', ticketFacts },
  ...changes,
});

/** A customer's message that stands in ticket 35. */
export function aFoundMessage(message: string, changes: Partial<CanonicalMessage> = {}): Interpretation {
  const content: CanonicalMessage['content'] = {
    author: { id: '77', role: 'requester' },
    text: 'Hola',
    html: null,
    attachmentCount: null,
    channel: 'email',
    isFirst: false,
    machineMade: null,
  };
  return { kind: 'message', message: { ...placeOf(message, changes), content, ...changes } };
}

export function aFoundHint(message: string, about: MessageHint['about']): Interpretation {
  return { kind: 'hint', hint: { ...placeOf(message, {}), about } };
}

export function aStaffComment(message: string, text: string): Interpretation {
  const comment: StaffComment = {
    ...placeOf(message, {}),
    ...{ text, author: '2', isPublic: false, otherwise: 'private' },
  };
  return { kind: 'staff-comment', comment };
}

export function aWithdrawal(message: string, withdrawn: Withdrawal['withdrawn']): Interpretation {
  return { kind: 'withdrawal', withdrawal: { ...placeOf(message, {}), actor: null, withdrawn } };
}

export function aSkipped(): Interpretation {
  return { kind: 'skipped', reason: 'automation', place: null };
}

/** Cursors in a map, with the same condition as the real ones. */
export function mapCursors(): CursorStore & { stored: Map<string, StoredProgress> } {
  const stored = new Map<string, StoredProgress>();
  const keyOf = ({ connector, account }: { connector: string; account: string }) => `${connector}:${account}`;
  return {
    stored,
    read: async (account) => stored.get(keyOf(account)) ?? null,
    move: async (account, from, to) => {
      if ((stored.get(keyOf(account))?.version ?? 0) !== (from?.version ?? 0)) return null;
      const moved = { ...to, version: (from?.version ?? 0) + 1 };
      stored.set(keyOf(account), moved);
      return moved;
    },
  };
}

/** A client that gives these outcomes, one each, and then nothing new; and what it was asked. */
export function pagesOf(...outcomes: readonly (CatchUpOutcome | Error)[]) {
  const asked: CatchUpFrom[] = [];
  const left = [...outcomes];
  const client: Pick<Client, 'catchUp'> = {
    catchUp: async (from) => {
      asked.push(from);
      const outcome = left.shift() ?? { kind: 'page', found: [], cursor: 'last', isLast: true };
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
  };
  return { client, asked };
}

export const aPage = (
  cursor: string,
  isLast: boolean,
  ...found: readonly Interpretation[]
): CatchUpOutcome => ({ kind: 'page', found, cursor, isLast });
