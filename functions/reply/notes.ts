import type { AccountSettings } from '../../connectors/account.ts';
import {
  commandRefusedBlocks,
  type Failure,
  notUnderstoodBlocks,
  replyFailedBlocks,
} from '../../connectors/kit/notices.ts';
import { type Envelope, followingEnvelope } from '../../events/envelope.ts';
import { type NotePrepared, notePrepared } from '../../events/note-prepared.v1.ts';

type Facts = Pick<NotePrepared, 'purpose' | 'blocks'> &
  Partial<Pick<NotePrepared, 'reason' | 'reopen' | 'addTags' | 'holds'>>;

/** A note of ours for the agents of the conversation in which the cause happened. */
export function noteOf(cause: Envelope, facts: Facts): NotePrepared {
  return {
    ...followingEnvelope(notePrepared.detailType, cause),
    type: notePrepared.detailType,
    reason: null,
    reopen: false,
    addTags: [],
    ...facts,
  };
}

/** The customer waits for what did not go out: the ticket opens, and a tag makes it findable. */
const loud = ({ tagPrefix }: Pick<AccountSettings, 'tagPrefix'>): Omit<Facts, 'blocks'> => ({
  purpose: 'reply-failed',
  reopen: true,
  addTags: [`${tagPrefix}reply_failed`],
});

/** An answer that does not go out; loud, and the note says why. */
export function replyFailedNote(
  cause: Envelope,
  failure: Failure,
  settings: Pick<AccountSettings, 'tagPrefix'>,
): NotePrepared {
  const blocks = [...replyFailedBlocks(failure, cause.agentLanguage)];
  return noteOf(cause, { ...loud(settings), reason: failure.why, blocks });
}

/** What looks like a command and is none; `isForCustomer`: its author believes that an answer goes out. */
export function notUnderstoodNote(
  cause: Envelope,
  misread: Parameters<typeof notUnderstoodBlocks>[0],
  { isForCustomer }: Readonly<{ isForCustomer: boolean }>,
  settings: Pick<AccountSettings, 'tagPrefix'>,
): NotePrepared {
  const blocks = [...notUnderstoodBlocks(misread, { isForCustomer }, cause.agentLanguage)];
  const manner: Omit<Facts, 'blocks'> = isForCustomer ? loud(settings) : { purpose: 'command-refused' };
  return noteOf(cause, { ...manner, reason: misread.why, blocks });
}

/** A command that was not carried out and that no customer waits for. */
export function commandRefusedNote(cause: Envelope, failure: Failure): NotePrepared {
  return noteOf(cause, {
    purpose: 'command-refused',
    reason: failure.why,
    blocks: [...commandRefusedBlocks(failure, cause.agentLanguage)],
  });
}
