import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { type AccountSettings, agentLanguageFor } from '../../../connectors/account.ts';
import { type ContentWithdrawn, contentWithdrawn } from '../../../events/content-withdrawn.v1.ts';
import { firstEnvelope } from '../../../events/envelope.ts';
import { CommandError } from '../../commands/shell.ts';
import { eventBusName } from '../../names.ts';

/** The `message` of the event that forgets all up to then (RFC 3339): its work in the ledger is found by it. */
export const withdrawalId = (until: string): string => `withdrawal:forget:${until}`;

/**
 * The event that has the deployed functions forget a conversation: the very one that the helpdesk's deletion of a ticket
 * becomes. What is written after `until` (RFC 3339) is a new beginning. Pure.
 */
export function withdrawalOf(settings: AccountSettings, ticket: string, until: string): ContentWithdrawn {
  const { connector, account } = settings;
  const { detailType } = contentWithdrawn;
  return {
    ...firstEnvelope(detailType, {
      connector,
      account,
      ticket,
      message: withdrawalId(until),
      occurredAt: until,
      customerKey: null,
      agentLanguage: agentLanguageFor(settings, { group: null, brand: null }),
    }),
    type: detailType,
    actor: null,
    withdrawn: { what: 'conversation' },
  };
}

/** PutEvents takes at most 10 entries. */
const maxEntries = 10;

/** Puts the events on the bus of a stage. Throws CommandError if it does not take one: then all may be put once more. */
export async function publishWithdrawals(
  events: EventBridgeClient,
  stage: string,
  withdrawals: readonly ContentWithdrawn[],
): Promise<void> {
  for (let from = 0; from < withdrawals.length; from += maxEntries) {
    const Entries = withdrawals
      .slice(from, from + maxEntries)
      .map((event) => ({ ...contentWithdrawn.entry(event), EventBusName: eventBusName(stage) }));
    const { FailedEntryCount = 0, Entries: results = [] } = await events.send(
      new PutEventsCommand({ Entries }),
    );
    const code = results.find(({ ErrorCode }) => ErrorCode !== undefined)?.ErrorCode;
    if (FailedEntryCount > 0)
      throw new CommandError(
        `The bus did not take ${FailedEntryCount} of ${Entries.length} withdrawals (${code}): run the command again, which does no harm.`,
      );
  }
}
