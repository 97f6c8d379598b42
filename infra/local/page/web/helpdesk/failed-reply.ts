import type { Entry } from './thread.ts';

/** A note by which an agent sends something to the customer. */
const sends = /^\s*#(translate|send)\b/;

const plainTextOf = ({ content }: Entry) =>
  content.kind === 'html' ? content.html.replace(/<[^>]*>/g, '') : content.text;

/**
 * Whether the newest answer did not go out: Dragoman wrote a note about it and nothing was said to the customer since. The
 * ticket's tag alone does not say so: it stays when a later answer goes out. `entries` are oldest first.
 */
export function hasFailedReply(entries: readonly Entry[]): boolean {
  const sending = new Set(
    entries
      .filter((entry) => entry.author.role === 'agent' && !entry.isPublic && sends.test(plainTextOf(entry)))
      .map(({ id }) => id),
  );
  const lastFailure = entries.findLastIndex(
    ({ author, isPublic, about }) =>
      author.role === 'dragoman' && !isPublic && about.some((id) => sending.has(id)),
  );
  const lastAnswer = entries.findLastIndex(({ author, isPublic }) => author.role === 'agent' && isPublic);
  return lastFailure > lastAnswer;
}
