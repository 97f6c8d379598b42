import type { Entry } from './thread.ts';

/**
 * Words in bold with more behind them, first thing in a note about what an agent wrote: of Dragoman's notes only those
 * begin so that say "Not sent to the customer", whatever language they say it in. A heading stands alone.
 */
const notSentFirst = /^\s*(?:<div[^>]*>\s*)?<p[^>]*>\s*<strong>(?:(?!<\/strong>).)*<\/strong>(?!\s*<\/p>)/s;

const saysNotSent = ({ content }: Entry) => content.kind === 'html' && notSentFirst.test(content.html);

/**
 * Whether the newest answer did not go out: Dragoman wrote a note that says so and nothing was said to the customer since.
 * The ticket's tag alone does not say so: it stays when a later answer goes out. `entries` are oldest first.
 */
export function hasFailedReply(entries: readonly Entry[]): boolean {
  const agentNotes = new Set(
    entries.filter(({ author, isPublic }) => author.role === 'agent' && !isPublic).map(({ id }) => id),
  );
  const lastFailure = entries.findLastIndex(
    (entry) =>
      entry.author.role === 'dragoman' &&
      !entry.isPublic &&
      entry.about.some((id) => agentNotes.has(id)) &&
      saysNotSent(entry),
  );
  const lastAnswer = entries.findLastIndex(({ author, isPublic }) => author.role === 'agent' && isPublic);
  return lastFailure > lastAnswer;
}
