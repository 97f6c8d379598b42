import type { TicketField } from './model.ts';

/** Zendesk keeps tags in lower case, without spaces, each once, in alphabetical order. */
export function normaliseTags(tags: readonly string[]): string[] {
  const words = tags.flatMap((tag) => tag.toLowerCase().split(/\s+/)).filter((tag) => tag !== '');
  return [...new Set(words)].sort();
}

export function tagDifference(
  before: readonly string[],
  after: readonly string[],
): { added: string[]; removed: string[] } {
  return {
    added: after.filter((tag) => !before.includes(tag)),
    removed: before.filter((tag) => !after.includes(tag)),
  };
}

/** The tags after a dropdown's value went from one option to another: the old option's tag leaves, the new one comes. */
export function tagsAfterOption(tags: readonly string[], from: string | null, to: string | null): string[] {
  return normaliseTags([...tags.filter((tag) => tag !== from), ...(to === null ? [] : [to])]);
}

/**
 * What a dropdown holds once the ticket's tags are these: a removed tag empties it, an added one that is among its
 * options fills it. This is what makes `tags` in an update dangerous: it replaces all of them, ours included.
 */
export function optionAfterTags(
  field: TicketField,
  current: string | null,
  tags: readonly string[],
): string | null {
  if (field.type !== 'tagger') return current;
  const present = field.options.map((option) => option.value).filter((value) => tags.includes(value));
  const fresh = present.find((value) => value !== current);
  return fresh ?? present[0] ?? null;
}
