import type { AccountSettings } from '../../connectors/account.ts';
import type { Interpretation } from '../../connectors/contract.ts';
import { messageReceived } from '../../events/message-received.v1.ts';
import { publication } from '../_shared/bus.ts';
import { commandEventOf } from '../_shared/commands/event.ts';
import { eventOf, type FirstEvent } from '../ingest/event-of.ts';

export type { FirstEvent };

/**
 * The event that begins the way of what was found; null = it asks nothing of us. The same as a delivery's, but for where it
 * comes from. Throws EventShapeError if a connector gave nonsense. Pure.
 */
export function firstEventOf(found: Interpretation, settings: AccountSettings): FirstEvent | null {
  switch (found.kind) {
    case 'skipped':
      return null;
    case 'staff-comment': {
      const asked = commandEventOf(found.comment, settings);
      return asked === null ? null : { envelope: asked.event, publication: asked.publication };
    }
    case 'message':
    case 'hint': {
      const { envelope, publication: told } = eventOf(found, settings);
      const detail = { ...messageReceived.parse(JSON.parse(told.entry.Detail)), origin: 'catch-up' as const };
      return { envelope, publication: publication(messageReceived, detail) };
    }
    case 'command':
    case 'withdrawal':
      return eventOf(found, settings);
  }
}
