import { describe, expect, it } from 'vitest';
import {
  advicesOn,
  ageOf,
  factsOf,
  tableOf,
  unseenIn,
  watchingOf,
} from '../../../../../infra/operate/redrive/report.ts';
import { aParkedMessage } from '../../../../support/parked.ts';

const now = new Date('2026-01-11T10:30:00Z');
const parked = aParkedMessage();

describe('the list of what is parked', () => {
  it('has a row for each, and not a word of the text', () => {
    expect(tableOf([parked], now)).toEqual([
      'id        queue               stage       reason        account           ticket  message        parked  seen',
      '1b9d6bcd  write-back-zendesk  write-back  unauthorised  zendesk 22129848  5158    8447388090777  2 d     3',
    ]);
  });

  it('as JSON has the same, whole ids, and no body', () => {
    expect(factsOf(parked, now, false)).toEqual({
      id: '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed',
      queue: 'write-back-zendesk',
      stage: 'write-back',
      reason: 'unauthorised',
      eventType: 'message.enriched.v1',
      connector: 'zendesk',
      account: '22129848',
      ticket: '5158',
      message: '8447388090777',
      customerKey: 'zendesk:22129848:8447388090494',
      occurredAt: '2026-01-09T08:21:07.394Z',
      parkedAt: '2026-01-09T08:00:00.000Z',
      ageSeconds: 181_800,
      receiveCount: 3,
      resend: 'dragoman-test-write-back-zendesk.fifo',
    });
  });

  it('as JSON has the text where that was asked for', () => {
    expect(factsOf(parked, now, true)).toHaveProperty('body', parked.body);
  });

  it.each([
    ['2026-01-11T10:29:31Z', '0 min'],
    ['2026-01-11T09:31:00Z', '59 min'],
    ['2026-01-10T11:00:00Z', '23 h'],
    ['2026-01-09T10:00:00Z', '2 d'],
    ['2026-01-11T10:31:00Z', '0 min'],
  ])('gives what was parked at %s the age %s', (parkedAt, age) => {
    expect(ageOf(new Date(parkedAt), now)).toBe(age);
  });

  it('says what to see to first, once for each reason, and nothing where it knows nothing', () => {
    const others = [
      parked,
      parked,
      { ...parked, reason: 'crashed' },
      { ...parked, reason: 'NO_PERMISSIONS' },
    ];

    expect(advicesOn(others).map((line) => line.split(':')[0])).toEqual(['crashed', 'unauthorised']);
  });

  it('says how many of a queue it could not show', () => {
    expect(
      unseenIn([
        { queue: 'enrich', count: 12, messages: [parked] },
        { queue: 'reply', count: 1, messages: [parked] },
      ]).map((line) => line.slice(0, 21)),
    ).toEqual(['enrich: about 11 more']);
  });

  it('names the log of each function that then works on them', () => {
    const place = { stage: 'prod', region: 'eu-west-1' };

    expect(watchingOf([parked, { ...parked, queue: 'enrich' }, parked], place)).toEqual([
      `aws logs tail /dragoman/prod/write-back --follow --since 5m --filter-pattern '{ $.message = "ended" }' --region eu-west-1`,
      `aws logs tail /dragoman/prod/enrich --follow --since 5m --filter-pattern '{ $.message = "ended" }' --region eu-west-1`,
    ]);
  });
});
