import type { AccountSettings } from '../../connectors/account.ts';
import { commandRefusedBlocks, type Failure, replyFailedBlocks } from '../../connectors/kit/notices.ts';
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

/** An answer that does not go out is loud: the note says why, the ticket opens, a tag makes it findable. */
export function replyFailedNote(
  cause: Envelope,
  failure: Failure,
  { tagPrefix }: Pick<AccountSettings, 'tagPrefix'>,
): NotePrepared {
  return noteOf(cause, {
    purpose: 'reply-failed',
    reason: failure.why,
    blocks: [...replyFailedBlocks(failure, cause.agentLanguage)],
    reopen: true,
    addTags: [`${tagPrefix}reply_failed`],
  });
}

/** A command that was not carried out and that no customer waits for. */
export function commandRefusedNote(cause: Envelope, failure: Failure): NotePrepared {
  return noteOf(cause, {
    purpose: 'command-refused',
    reason: failure.why,
    blocks: [...commandRefusedBlocks(failure, cause.agentLanguage)],
  });
}
