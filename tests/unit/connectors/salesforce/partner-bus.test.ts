import { describe, expect, it } from 'vitest';
import type { PartnerEvent } from '../../../../connectors/contract.ts';
import { salesforce } from '../../../../connectors/salesforce/index.ts';
import { callout, ids, interpret, interpretRelayed, relayedEvent } from '../../../support/salesforce.ts';

const { decode, sourcePrefix } = salesforce.partnerBus;
const problems = (event: PartnerEvent) => {
  const decoded = decode(event);
  return decoded.ok ? [] : decoded.error;
};

describe('a relayed event of the package', () => {
  it('means what the callout of the same message means, so that the two ways are one message', () => {
    expect(interpretRelayed(relayedEvent('relayed-message'))).toEqual(interpret(callout()));
  });

  it.each([
    `${sourcePrefix}00DRM000000Fxts2AC/0YLRM0000004Dfg4AE`,
    `${sourcePrefix}00DRM000000Fxts/0YLRM0000004Dfg4AE`,
    `${sourcePrefix}00DRM000000Fxts2AC/ChangeEvents`,
  ])('is of the organisation that the source %s names', (source) => {
    const decoded = decode({ ...relayedEvent('relayed-message'), source });

    expect(decoded.ok && decoded.value.account).toBe('00DRM000000Fxts2AC');
  });

  it.each([
    'aws.partner/zendesk.com/1/default',
    sourcePrefix,
    `${sourcePrefix}acme/0YL`,
    `${sourcePrefix}005RM000001DrgMYAS/0YL`,
  ])('from the source %s is refused', (source) => {
    expect(problems({ ...relayedEvent('relayed-message'), source })).toEqual([
      { path: 'source', expected: 'aws.partner/salesforce.com/<organization>/<channel>' },
    ]);
  });

  it('of the wrong shape is refused, and what is wrong is named by its path in the event', () => {
    const event = relayedEvent('relayed-message', ({ payload }) => delete payload.Case_Id__c);

    expect(problems(event)).toEqual([{ path: 'detail.payload.Case_Id__c', expected: 'string' }]);
  });

  it.each([null, {}, { payload: 'text' }])('with the detail %j is refused', (detail) => {
    expect(
      problems({ ...relayedEvent('relayed-message'), detail }).map(({ path }) => path.split('.')[0]),
    ).toEqual(['detail']);
  });

  it('of another kind asks nothing of us', () => {
    const event = { ...relayedEvent('relayed-message'), detailType: 'CaseChangeEvent' };

    expect(interpretRelayed(event)).toMatchObject({ kind: 'skipped', reason: 'unknown-event' });
  });
});

describe('a change event of an e-mail', () => {
  const changed = (change: (payload: any) => void) =>
    interpretRelayed(relayedEvent('email-created', ({ payload }) => change(payload)));

  it('that came in is a hint: the event says nothing of the case', () => {
    expect(changed(() => {})).toMatchObject({
      kind: 'hint',
      hint: {
        ticket: ids.case,
        message: ids.email,
        occurredAt: '2026-01-09T08:21:07.000Z',
        about: 'message-id',
        ticketFacts: { status: null },
      },
    });
  });

  it.each([
    [
      'went out',
      (payload: any) => {
        payload.Incoming = false;
      },
      'agent-message',
    ],
    [
      'was written by us',
      (payload: any) => {
        payload.ChangeEventHeader.commitUser = '005RM000001DrgM';
      },
      'own-echo',
    ],
    [
      'was written by a call of ours, whoever’s name it has',
      (payload: any) => {
        payload.ChangeEventHeader.changeOrigin = 'com/salesforce/api/rest/67.0;client=dragoman';
      },
      'own-echo',
    ],
    [
      'was deleted',
      (payload: any) => {
        payload.ChangeEventHeader.changeType = 'DELETE';
      },
      'unknown-event',
    ],
    [
      'was deleted, with nothing but the header',
      (payload: any) => {
        payload.ChangeEventHeader.changeType = 'GAP_DELETE';
      },
      'unknown-event',
    ],
    [
      'is one of too many changes',
      (payload: any) => {
        Object.assign(payload.ChangeEventHeader, {
          changeType: 'GAP_OVERFLOW',
          recordIds: ['000000000000000AAA'],
        });
      },
      'unknown-event',
    ],
    [
      'is one of too many changes, and names none',
      (payload: any) => {
        Object.assign(payload.ChangeEventHeader, { changeType: 'GAP_OVERFLOW', recordIds: [] });
      },
      'unknown-event',
    ],
    [
      'was only read',
      (payload: any) => {
        payload.ChangeEventHeader.changeType = 'UPDATE';
        delete payload.ParentId;
        delete payload.Incoming;
      },
      'unknown-event',
    ],
    [
      'belongs to an account',
      (payload: any) => {
        payload.ParentId = '001RM000003Acct';
      },
      'unknown-event',
    ],
  ])('that %s asks nothing of us', (_, change, reason) => {
    expect(changed(change)).toMatchObject({ kind: 'skipped', reason });
  });

  it('that another tool made is no echo, though its name ends like ours', () => {
    const meaning = changed((payload) => {
      payload.ChangeEventHeader.changeOrigin = 'com/salesforce/api/rest/66.0;client=notdragoman';
    });

    expect(meaning.kind).toBe('hint');
  });

  it('that was moved into a case is a hint, though its text came as a difference', () => {
    const meaning = changed((payload) => {
      Object.assign(payload.ChangeEventHeader, {
        changeType: 'UPDATE',
        changedFields: ['ParentId', 'TextBody'],
        diffFields: ['TextBody'],
      });
      payload.TextBody = '--- \n+++ \n@@ -1 +1 @@';
    });

    expect(meaning).toMatchObject({ kind: 'hint', hint: { ticket: ids.case, message: ids.email } });
  });

  it('of which there is only the header is a hint that does not know its case', () => {
    const meaning = changed((payload) => {
      payload.ChangeEventHeader.changeType = 'GAP_CREATE';
      for (const name of Object.keys(payload)) if (name !== 'ChangeEventHeader') delete payload[name];
    });

    expect(meaning).toMatchObject({ kind: 'hint', hint: { ticket: ids.email, message: ids.email } });
  });

  it('of several e-mails is about the first; the catch-up finds the others', () => {
    const meaning = changed(({ ChangeEventHeader: header }) => {
      header.recordIds = ['02sRM00000a1B2c', '02sRM00000a1B2d'];
    });

    expect(meaning).toMatchObject({ kind: 'hint', hint: { message: ids.email } });
  });

  it.each([
    ['recordIds', null],
    ['commitTimestamp', '2026-01-09'],
  ])('with the %s %j is refused by its path', (name, value) => {
    const event = relayedEvent('email-created', ({ payload }) => {
      payload.ChangeEventHeader[name] = value;
    });

    expect(problems(event).map(({ path }) => path)).toEqual([`detail.payload.ChangeEventHeader.${name}`]);
  });
});
