/**
 * How connect knows again what it has made: this stands in the description of each field, webhook, macro, view and client,
 * and in the details of a user. Whatever has it not is used where it serves, and never removed.
 */
export const ownMark = 'Made by Dragoman ("npm run connect").';

export function isOwn(description: string | null): boolean {
  return description?.includes(ownMark) === true;
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
