import { useState } from 'react';
import type { Channel } from '../helpdesk/customer-side.ts';

/** What is written and not sent yet. */
export type Draft = Readonly<{ subject: string; text: string }>;

export const emptyDraft: Draft = { subject: '', text: '' };

type Where = Readonly<{ userId: string; channel: Channel; conversation: string | null }>;

function draftKey({ userId, channel, conversation }: Where): string {
  return [userId, channel, conversation ?? 'new'].join('/');
}

/** What could not be sent, before whatever was written meanwhile. */
export function putBack(sent: Draft, now: Draft): Draft {
  return {
    subject: now.subject || sent.subject,
    text: [sent.text, now.text].filter((text) => text !== '').join('\n'),
  };
}

export type ChangeDraft = (change: (before: Draft) => Draft) => void;
export type Drafts = Readonly<{
  draft: Draft;
  change: ChangeDraft;
  /** What was written while a conversation began belongs to it. */
  moveTo: (conversation: string) => void;
}>;

/** Each conversation keeps its own draft. The functions stay with the conversation for which they were given. */
export function useDrafts(where: Where): Drafts {
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({});
  const key = draftKey(where);
  return {
    draft: drafts[key] ?? emptyDraft,
    change: (change) => setDrafts((all) => ({ ...all, [key]: change(all[key] ?? emptyDraft) })),
    moveTo: (conversation) => {
      const to = draftKey({ ...where, conversation });
      setDrafts((all) => ({ ...all, [to]: all[key] ?? emptyDraft, [key]: emptyDraft }));
    },
  };
}
