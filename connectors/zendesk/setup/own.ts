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

/** Identifier of the runtime's OAuth client, one for each stage. */
export const ownClientIdentifier = (stage: string): string => `dragoman_${stage}`;
