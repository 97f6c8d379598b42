import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { contentWithdrawn } from '../../../../../events/content-withdrawn.v1.ts';
import { publishWithdrawals, withdrawalOf } from '../../../../../infra/operate/forget/withdrawal.ts';
import { anAccount } from '../../../../support/factories.ts';

const until = '2026-01-09T09:00:00.000Z';
const client = new EventBridgeClient({ region: 'eu-west-1' });

describe('the withdrawal of a ticket', () => {
  it('is the event of a deletion, up to now, and names nobody', () => {
    const event = withdrawalOf(anAccount(), '5158', until);

    expect(contentWithdrawn.parse(event)).toEqual(event);
    expect(event).toMatchObject({
      connector: 'zendesk',
      account: '22129848',
      ticket: '5158',
      conversationKey: 'zendesk:22129848:5158',
      occurredAt: until,
      customerKey: null,
      actor: null,
      withdrawn: { what: 'conversation' },
    });
  });

  it('is another event each time, so that what came in between is forgotten as well', () => {
    const again = withdrawalOf(anAccount(), '5158', '2026-01-10T09:00:00.000Z');

    expect(again.eventId).not.toBe(withdrawalOf(anAccount(), '5158', until).eventId);
  });

  it('goes onto the bus of the stage, ten at a time', async () => {
    // Prepare
    const events = mockClient(client);
    events.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [] });
    const withdrawals = Array.from({ length: 12 }, (_, index) =>
      withdrawalOf(anAccount(), `${index}`, until),
    );

    // Act
    await publishWithdrawals(client, 'test', withdrawals);

    // Assess
    const entries = events.commandCalls(PutEventsCommand).map(({ args: [{ input }] }) => input.Entries!);
    expect(entries.map(({ length }) => length)).toEqual([10, 2]);
    expect(entries[0]![0]).toMatchObject({
      EventBusName: 'dragoman-test',
      DetailType: 'content.withdrawn.v1',
    });
  });

  it('that the bus does not take ends the command, which may be run again', async () => {
    // Prepare
    mockClient(client)
      .on(PutEventsCommand)
      .resolves({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'ThrottlingException' }] });

    // Act
    const publishing = publishWithdrawals(client, 'test', [withdrawalOf(anAccount(), '1', until)]);

    // Assess
    await expect(publishing).rejects.toThrow(
      'The bus did not take 1 of 1 withdrawals (ThrottlingException): run the command again, which does no harm.',
    );
  });
});
