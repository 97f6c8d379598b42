import type { EnrichmentWrite } from '../../connectors/contract.ts';
import { splitBlocks } from '../../connectors/kit/split-blocks.ts';
import type { Envelope } from '../../events/envelope.ts';
import type { NotePrepared } from '../../events/note-prepared.v1.ts';
import type { Helpdesk } from '../_shared/helpdesks.ts';
import type { Traces } from '../_shared/withdrawal/traces.ts';
import { maxMerges } from './carry-over.ts';
import { noteWriteKeyOf } from './keys.ts';
import { allowedParts } from './plan.ts';
import { type FinishedStep, runStep, type StepDeps, type Unfinished, updateStep } from './step.ts';

export type NotesEnd = Readonly<{ kind: 'finished'; steps: readonly FinishedStep[] }> | Unfinished;

export type NoteDeps = StepDeps & Readonly<{ traces: Pick<Traces, 'add'> }>;

/** What a note of ours is about, and what goes with it. */
export type OwnNote = Pick<NotePrepared, 'blocks' | 'reopen' | 'addTags' | 'holds'>;

/** Statuses in which nobody looks at a ticket until its customer writes again. */
const restingStatuses = ['pending', 'solved'];

/**
 * The updates that bring a note of ours into its ticket, in order: status and tags go with the first. Empty = this account
 * has it written nowhere.
 */
export function writesOfNote(
  cause: Envelope,
  note: OwnNote,
  { settings, connector }: Pick<Helpdesk, 'settings' | 'connector'>,
): readonly EnrichmentWrite[] {
  const allowed = allowedParts({ ...settings, notes: 'always' }, connector.capabilities);
  if (!allowed.note) return [];
  return splitBlocks(note.blocks, connector.capabilities.limits.maxNoteBytes).map((noteHtml, index) => ({
    ticket: cause.ticket,
    sourceMessage: cause.message,
    writeKey: noteWriteKeyOf(cause, index + 1),
    noteHtml,
    noteIsCurrent: false,
    fields: { language: null, sentiment: null, intent: null, subject: null },
    addTags: index === 0 && allowed.tags ? note.addTags : [],
    priority: null,
    status: index === 0 && note.reopen && allowed.status ? { to: 'open', onlyFrom: restingStatuses } : null,
  }));
}

/** Posts a note of ours, each part once. A note on a merged ticket goes to the ticket that it was merged into. */
export async function postNote(
  cause: Envelope,
  note: OwnNote,
  helpdesk: Helpdesk,
  deps: NoteDeps,
): Promise<NotesEnd> {
  const steps: FinishedStep[] = [];
  for (const write of writesOfNote(cause, note, helpdesk)) {
    const end = await intoTicketOrTarget(write, deps, (ticket) => traceCopies(cause, note, ticket, deps));
    if (end.kind === 'retry-later' || end.kind === 'park') return end;
    steps.push(end);
    if (end.kind === 'refused') break;
  }
  return { kind: 'finished', steps };
}

async function intoTicketOrTarget(
  write: EnrichmentWrite,
  deps: StepDeps,
  onMoved: (ticket: string) => Promise<unknown>,
  merges = 0,
): Promise<FinishedStep | Unfinished> {
  const end = await runStep(updateStep(write), deps);
  if (end.kind !== 'moved') return end;
  // Merged in a circle, or oftener than anybody does: as good as closed.
  if (merges >= maxMerges) return { kind: 'refused', reason: 'ticket-closed' };
  await onMoved(end.ticket);
  return intoTicketOrTarget({ ...write, ticket: end.ticket }, deps, onMoved, merges + 1);
}

/** Where else the words of messages go, so that they are found there when they are withdrawn. */
const traceCopies = (
  { conversationKey, occurredAt, message: source }: Envelope,
  { holds = [] }: OwnNote,
  ticket: string,
  { traces }: NoteDeps,
) =>
  Promise.all(
    holds.map((message) =>
      traces.add({ conversationKey, occurredAt, message }, { copies: [{ ticket, source }] }),
    ),
  );
