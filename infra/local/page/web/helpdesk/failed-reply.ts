import { type CommandName, openingOf } from '../../../../../functions/_shared/commands/vocabulary.ts';
import type { Entry } from './thread.ts';

/** Of the commands those by which an agent sends something to the customer. */
const sending: ReadonlySet<CommandName | null> = new Set(['translate', 'send']);

/** What an editor puts for a space that it must not break is the only entity that a command may hold. */
const plainTextOf = ({ content }: Entry) =>
  content.kind === 'html'
    ? content.html.replace(/<[^>]*>/g, '').replaceAll('&nbsp;', '\u00a0')
    : content.text;

const sends = (entry: Entry) => sending.has(openingOf(plainTextOf(entry))?.name ?? null);

/**
 * Whether the newest answer did not go out: Dragoman wrote a note about it and nothing was said to the customer since. The
 * ticket's tag alone does not say so: it stays when a later answer goes out. `entries` are oldest first.
 */
export function hasFailedReply(entries: readonly Entry[]): boolean {
  const asked = new Set(
    entries
      .filter((entry) => entry.author.role === 'agent' && !entry.isPublic && sends(entry))
      .map(({ id }) => id),
  );
  const lastFailure = entries.findLastIndex(
    ({ author, isPublic, about }) =>
      author.role === 'dragoman' && !isPublic && about.some((id) => asked.has(id)),
  );
  const lastAnswer = entries.findLastIndex(({ author, isPublic }) => author.role === 'agent' && isPublic);
  return lastFailure > lastAnswer;
}
