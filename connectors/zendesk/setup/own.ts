const anyMark = 'Made by Dragoman ("npm run connect"';

/**
 * How connect knows again what it has made for a stage: this stands in the description of each field, webhook, macro, view and
 * client, and in the details of a user. Whatever has it not is used where it serves, and never removed.
 */
export const ownMark = (stage: string): string => `${anyMark}, stage ${stage}).`;

/** Whether it was made for this stage: only then it is taken away again. */
export function isOwn(description: string | null, stage: string): boolean {
  return description?.includes(ownMark(stage)) === true;
}

/** The stage for which it was made; null = it bears no mark. */
export function stageOfMark(description: string | null): string | null {
  return description?.match(/Made by Dragoman \("npm run connect", stage ([a-z0-9-]+)\)\./)?.[1] ?? null;
}

/** Whether it was made for any stage: several of them may share what agents see. */
export function isMade(description: string | null): boolean {
  return description?.includes(anyMark) === true;
}

/** How the agents call what Dragoman brings. */
export const ownTitles = {
  user: 'Dragoman',
  webhook: 'Dragoman',
  macro: "Reply in customer's language",
  view: 'Replies not sent (Dragoman)',
} as const;

const clientPrefix = 'dragoman_';

/** Identifier of the runtime's OAuth client, one for each stage. */
export const ownClientIdentifier = (stage: string): string => `${clientPrefix}${stage}`;

/** The stage whose client is called so; null = that of none. */
export function stageOfClient(identifier: string): string | null {
  return identifier.startsWith(clientPrefix) ? identifier.slice(clientPrefix.length) : null;
}
