import type { AccountSettings } from '../../../connectors/account.ts';
import type { Interpretation } from '../../../connectors/contract.ts';
import { commandOf } from './command-of.ts';
import type { Skipped } from './ending.ts';
import { eventOf, type FirstEvent, type Origin } from './event-of.ts';

/**
 * What an interpretation asks of us: an event to be published, or nothing. Throws EventShapeError if a connector gave
 * nonsense. Pure.
 */
export function firstEventOf(
  meant: Interpretation,
  settings: AccountSettings,
  origin: Origin,
): FirstEvent | Skipped {
  switch (meant.kind) {
    case 'skipped':
      return meant;
    case 'staff-comment':
      return commandOf(meant.comment, settings);
    case 'message':
    case 'hint':
    case 'command':
    case 'withdrawal':
      return eventOf(meant, settings, origin);
  }
}
