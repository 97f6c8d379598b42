import type { Channel } from '../helpdesk/customer-side.ts';

/** What is written and not sent yet. */
export type Draft = Readonly<{ subject: string; text: string }>;

export const emptyDraft: Draft = { subject: '', text: '' };

/** Each conversation keeps its own draft. */
export function draftKey(
  chosen: Readonly<{ userId: string; channel: Channel; conversation: string | null }>,
): string {
  return [chosen.userId, chosen.channel, chosen.conversation ?? 'new'].join('/');
}
