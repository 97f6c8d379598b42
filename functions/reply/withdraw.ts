import type { ContentWithdrawn } from '../../events/content-withdrawn.v1.ts';
import { type ForgetPorts, forget } from '../_shared/withdrawal/forget.ts';
import type { Traces } from '../_shared/withdrawal/traces.ts';
import type { Previews } from './previews.ts';

export type WithdrawPorts = Omit<ForgetPorts, 'traces'> & Readonly<{ traces: Traces; previews: Previews }>;

/**
 * Takes what was withdrawn out of our tables, marked first, so that it is not kept anew. What stands in the helpdesk is
 * write-back's, which gets the same event.
 */
export async function withdraw(event: ContentWithdrawn, ports: WithdrawPorts): Promise<void> {
  const { conversationKey, occurredAt, withdrawn } = event;
  const { traces, previews } = ports;
  switch (withdrawn.what) {
    case 'text': {
      const place = { conversationKey, message: withdrawn.message };
      await traces.withdraw(place);
      await forget(place, 'message', ports);
      return previews.forget(conversationKey, withdrawn.message);
    }
    case 'attachment':
      // Our tables hold no files; but a preview would send one that is gone.
      return previews.forget(conversationKey, withdrawn.message);
    case 'conversation':
      await traces.withdrawConversation(conversationKey, occurredAt);
      await forget(event, 'conversation', ports);
      return previews.forget(conversationKey, null);
  }
}
