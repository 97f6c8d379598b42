import type { CopiesOf } from '../../connectors/contract.ts';
import type { ContentWithdrawn } from '../../events/content-withdrawn.v1.ts';
import type { MessageEnriched } from '../../events/message-enriched.v1.ts';
import type { NotePrepared } from '../../events/note-prepared.v1.ts';
import type { ReplyTranslated } from '../../events/reply-translated.v1.ts';
import type { Copy, Traces, Withdrawn } from '../_shared/withdrawal/traces.ts';
import { redactionDispositionOf } from './disposition.ts';
import { redactionKeyOf } from './keys.ts';
import type { NotesEnd } from './post-note.ts';
import { type FinishedStep, runStep, type Step, type StepDeps } from './step.ts';

/** The messages whose words an event would bring into the helpdesk. A note of ours mostly has none. */
export function messagesHeld(event: MessageEnriched | ReplyTranslated | NotePrepared): readonly string[] {
  return event.type === 'note.prepared.v1'
    ? (event.holds ?? [])
    : [event.message, ...('holds' in event ? (event.holds ?? []) : [])];
}

/** Whether an event's words, or its whole conversation, have been withdrawn since it was made. */
export async function withdrawnBefore(
  event: MessageEnriched | ReplyTranslated | NotePrepared,
  traces: Pick<Traces, 'withdrawnBy'>,
): Promise<Withdrawn | null> {
  const held = messagesHeld(event);
  const messages = held.length === 0 ? [event.message] : held;
  const found = await Promise.all(messages.map((message) => traces.withdrawnBy({ ...event, message })));
  if (found.includes('conversation')) return 'conversation';
  return held.length > 0 && found.includes('message') ? 'message' : null;
}

/** Marks what is withdrawn and takes what we made of it out of each ticket that has it, each once. */
export async function redactWithdrawn(
  event: ContentWithdrawn,
  deps: StepDeps & Readonly<{ traces: Traces }>,
): Promise<NotesEnd> {
  const steps: FinishedStep[] = [];
  for (const copies of await copiesOf(event, deps.traces)) {
    const end = await runStep(redactionStep(redactionKeyOf(event.message, copies.ticket), copies), deps);
    if (end.kind === 'retry-later' || end.kind === 'park') return end;
    if (end.kind !== 'moved') steps.push(end);
  }
  return { kind: 'finished', steps };
}

/** Redacting again what is redacted already does no harm, so that nothing has to be looked for first. */
const redactionStep = (writeKey: string, copies: CopiesOf): Step => ({
  writeKey,
  ticket: copies.ticket,
  updates: copies.sources.length,
  // What a person wanted gone waits for no note.
  rank: 'reply',
  send: (client) => client.redactCopies(copies),
  disposition: redactionDispositionOf,
});

async function copiesOf(event: ContentWithdrawn, traces: Traces): Promise<readonly CopiesOf[]> {
  const { conversationKey, ticket, withdrawn, occurredAt } = event;
  switch (withdrawn.what) {
    case 'text':
    case 'attachment': {
      const { what, message } = withdrawn;
      if (what === 'text') await traces.withdraw({ conversationKey, message });
      const { copies } = await traces.of({ conversationKey, message });
      return byTicket([{ ticket, source: message }, ...copies], what);
    }
    case 'conversation': {
      // The deleted ticket takes no writes, and needs none; one that it was merged into does.
      await traces.withdrawConversation(conversationKey, occurredAt);
      const messages = await traces.messagesOf(conversationKey);
      const found = await Promise.all(messages.map((message) => traces.of({ conversationKey, message })));
      const elsewhere = found.flatMap(({ copies }) => copies).filter((copy) => copy.ticket !== ticket);
      return byTicket(elsewhere, 'text');
    }
  }
}

function byTicket(copies: readonly Copy[], what: CopiesOf['what']): readonly CopiesOf[] {
  const tickets = [...new Set(copies.map(({ ticket }) => ticket))];
  return tickets.map((ticket) => ({
    ticket,
    sources: [...new Set(copies.filter((copy) => copy.ticket === ticket).map(({ source }) => source))],
    what,
  }));
}
