import { describe, expect, it } from 'vitest';
import { parkAttributes } from '../../../../../functions/_shared/park.ts';
import { attributeNames } from '../../../../../infra/operate/redrive/parked.ts';
import { anEnrichedMessage } from '../../../../support/factories.ts';
import { aParkedMessage } from '../../../../support/parked.ts';

const event = {
  version: '0',
  source: 'dragoman',
  'detail-type': 'message.enriched.v1',
  detail: anEnrichedMessage(),
};
const targetArn = 'arn:aws:sqs:eu-west-1:111122223333:dragoman-test-write-back-zendesk.fifo';

describe('a parked message', () => {
  it('is read by the names that park gives it', () => {
    expect(attributeNames).toEqual({ reason: parkAttributes.reason, stage: parkAttributes.stage });
  });

  it('says whose it is, where it was, why, and since when', () => {
    expect(aParkedMessage()).toMatchObject({
      id: '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed',
      queue: 'write-back-zendesk',
      stage: 'write-back',
      reason: 'unauthorised',
      eventType: 'message.enriched.v1',
      connector: 'zendesk',
      account: '22129848',
      ticket: '5158',
      message: '8447388090777',
      parkedAt: new Date('2026-01-09T08:00:00Z'),
      receiveCount: 3,
    });
  });

  it('goes back to the queue that it came from, byte for byte and in its group', () => {
    expect(aParkedMessage({ Body: '{ "as": "it" , "came" : 1 }' }).destination).toEqual({
      kind: 'queue',
      physicalName: 'dragoman-test-write-back-zendesk.fifo',
      body: '{ "as": "it" , "came" : 1 }',
      groupId: 'zendesk:22129848:5158',
    });
  });

  it('without a reason has crashed, at the stage of its queue', () => {
    expect(aParkedMessage({}, {}, 'enrich')).toMatchObject({ stage: 'enrich', reason: 'crashed' });
  });

  it.each(['not JSON', '[]', '{"type":"message.enriched.v1"}'])(
    'that cannot be read (%s) has its id and place all the same',
    (Body) => {
      expect(aParkedMessage({ Body })).toMatchObject({
        connector: null,
        ticket: null,
        reason: 'unauthorised',
        destination: { kind: 'queue' },
      });
    },
  );
});

describe('what EventBridge could not hand over', () => {
  const undelivered = (body: unknown, attributes: Readonly<Record<string, string>>) =>
    aParkedMessage(
      { Body: JSON.stringify(body), Attributes: { SentTimestamp: '0' } },
      attributes,
      'undeliverable',
    );

  it('goes to the queue that it was meant for, as the rule would have put it there', () => {
    expect(undelivered(event, { TARGET_ARN: targetArn, ERROR_CODE: 'NO_PERMISSIONS' })).toMatchObject({
      stage: 'bus',
      reason: 'NO_PERMISSIONS',
      ticket: '5158',
      destination: {
        kind: 'queue',
        physicalName: 'dragoman-test-write-back-zendesk.fifo',
        body: JSON.stringify(anEnrichedMessage()),
        groupId: 'zendesk:22129848:5158',
      },
    });
  });

  it('goes onto the bus once more where nobody says which queue it was meant for', () => {
    expect(undelivered(event, {}).destination).toEqual({
      kind: 'bus',
      detailType: 'message.enriched.v1',
      detail: JSON.stringify(anEnrichedMessage()),
    });
  });

  it.each([
    [
      'a failed run of a schedule',
      { version: '1.0', requestContext: {}, requestPayload: { source: 'aws.events' } },
    ],
    ['the event of a schedule', { source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} }],
    ['a mail of an alarm', { Type: 'Notification', Message: 'ALARM' }],
  ])('stays where it is: %s', (_title, body) => {
    expect(undelivered(body, {}).destination.kind).toBe('nowhere');
  });
});
