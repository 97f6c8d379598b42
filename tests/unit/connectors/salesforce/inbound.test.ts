import { describe, expect, it } from 'vitest';
import { salesforce } from '../../../../connectors/salesforce/index.ts';
import { callout, deliveryOf, ids, interpret, salesforceAccount } from '../../../support/salesforce.ts';

const problems = (body: unknown) => {
  const decoded = salesforce.inbound.decode(deliveryOf(body));
  return decoded.ok ? [] : decoded.error;
};

describe('a callout', () => {
  it('of a customer’s message is that message, with what is known of its case in our words', () => {
    // Act
    const meaning = interpret(callout());

    // Assess
    expect(meaning).toEqual({
      kind: 'message',
      message: {
        ticket: ids.case,
        message: ids.email,
        occurredAt: '2026-01-09T08:21:07.000Z',
        ticketFacts: {
          subject: 'Paquete perdido',
          status: 'new',
          priority: 'normal',
          channel: 'email',
          tags: [],
          brand: null,
          group: ids.queue,
          form: null,
          requester: ids.contact,
          requesterLocale: 'es-ES',
        },
        content: {
          author: { id: ids.contact, role: 'requester' },
          text: 'Hola, ¿dónde está mi pedido #10023456?',
          html: null,
          attachmentCount: 2,
          channel: 'email',
          isFirst: false,
          machineMade: null,
        },
      },
    });
  });

  it('that could not hold the whole text is a hint to be read back', () => {
    // Act
    const meaning = interpret(callout({ Is_Whole__c: false, Body__c: 'Hola, ¿dónde' }));

    // Assess
    expect(meaning).toMatchObject({ kind: 'hint', hint: { message: ids.email, about: 'message-id' } });
  });

  it('that tells of the contact’s words from an address of ours that opened the case is a hint: only the case knows', () => {
    // Prepare
    const settings = salesforceAccount({ vendor: { email: { ownAddresses: ['support@example.org'] } } });
    const fromOurs = callout({
      Author_Address__c: 'Support@example.org',
      Case_Email__c: 'support@example.org',
    });

    // Act
    const meaning = interpret(fromOurs, settings);

    // Assess
    expect(meaning).toMatchObject({ kind: 'hint', hint: { message: ids.email, about: 'message-id' } });
  });

  it('of a description that is too long hints at the case’s first message', () => {
    // Act
    const meaning = interpret(
      callout({ Record_Id__c: ids.case, Is_Whole__c: false, Is_First__c: true, Case_Origin__c: 'Web' }),
    );

    // Assess
    expect(meaning).toMatchObject({
      kind: 'hint',
      hint: { message: `first:${ids.case}`, about: 'first-message' },
    });
  });

  it('with ids of 15 characters names the same record as one with 18', () => {
    // Act
    const meaning = interpret(
      callout({
        Case_Id__c: '500RM000002xyzA',
        Record_Id__c: '02sRM00000a1B2c',
        Contact_Id__c: '003RM000004CntC',
      }),
    );

    // Assess
    expect(meaning).toMatchObject({
      message: { ticket: ids.case, message: ids.email, ticketFacts: { requester: ids.contact } },
    });
  });

  it('belongs to the organisation that its signed body names, in 18 characters', () => {
    // Act
    const decoded = salesforce.inbound.decode(
      deliveryOf({ ...callout(), organizationId: '00DRM000000Fxts' }),
    );

    // Assess
    expect(decoded.ok && decoded.value.account).toBe(ids.org);
  });

  it.each([
    [
      { ...callout(), organizationId: 'acme' },
      'organizationId',
      'expected a Salesforce id of 15 or 18 characters',
    ],
    [{ ...callout(), payload: [] }, 'payload', 'record'],
    [callout({ Kind__c: null }), 'payload.Kind__c', 'string'],
    [callout({ Case_Id__c: 'x' }), 'payload.Case_Id__c', 'expected a Salesforce id of 15 or 18 characters'],
    [callout({ Occurred_At__c: 'yesterday' }), 'payload.Occurred_At__c', 'expected an RFC 3339 time'],
    [callout({ Is_Public__c: 'yes' }), 'payload.Is_Public__c', 'boolean'],
    [
      callout({ Author_Type__c: 'robot' }),
      'payload.Author_Type__c',
      'expected customer, staff or automation',
    ],
    [callout({ Kind__c: 'field', Field_Name__c: null }), 'payload.Field_Name__c', 'string'],
  ])('of the wrong shape is refused, and what is wrong is named by its path', (body, path, expected) => {
    expect(problems(body)).toEqual([{ path, expected }]);
  });

  it('names no value in its problems, which might be a customer’s words', () => {
    expect(JSON.stringify(problems(callout({ Author_Type__c: 'Hola, soy Ana' })))).not.toContain('Ana');
  });

  it.each([
    ['of another event', { ...callout(), event: 'Casework_Event__e' }],
    ['of a kind that only a newer package knows', callout({ Kind__c: 'milestone' })],
  ])('%s asks nothing of us', (_, body) => {
    expect(interpret(body)).toEqual({ kind: 'skipped', reason: 'unknown-event', place: null });
  });
});

describe('a correction', () => {
  const corrected = (changes: Readonly<Record<string, unknown>>) =>
    interpret(
      callout({
        Kind__c: 'field',
        Record_Id__c: ids.case,
        Author_Id__c: ids.agent,
        Author_Type__c: 'staff',
        Field_Name__c: 'Dragoman_Language__c',
        Field_Value__c: 'pt-br',
        ...changes,
      }),
    );

  it('by a member of staff is a command, named by case, field and time', () => {
    expect(corrected({})).toMatchObject({
      kind: 'command',
      command: {
        message: `field:${ids.case}:Dragoman_Language__c:2026-01-09T08:21:07.000Z`,
        actor: ids.agent,
        command: { name: 'field-edited', field: 'language', value: 'pt-BR' },
      },
    });
  });

  it.each([
    ['Dragoman_Language__c', 'pt_BR', 'language', 'pt-BR'],
    ['Dragoman_Language__c', ' German ', 'language', 'German'],
    ['Dragoman_Language__c', 'Portugiesisch, glaube ich', 'language', 'Portugiesisch, glaube ich'],
    ['Dragoman_Language__c', null, 'language', null],
    ['Dragoman_Sentiment__c', 'negative', 'sentiment', 'NEGATIVE'],
    ['Dragoman_Sentiment__c', 'so so', 'sentiment', null],
    ['dragoman_intent__c', ' Refund ', 'intent', 'Refund'],
  ])('of %s to %j is the %s %j', (name, value, field, expected) => {
    expect(corrected({ Field_Name__c: name, Field_Value__c: value })).toMatchObject({
      command: { command: { field, value: expected } },
    });
  });

  it.each([
    ['by ourselves', { Author_Id__c: ids.us }, 'own-echo'],
    ['by a rule', { Author_Type__c: 'automation' }, 'automation'],
    ['by nobody that is known', { Author_Id__c: null }, 'automation'],
    ['by the customer', { Author_Type__c: 'customer' }, 'unknown-event'],
    ['of a field that is not ours', { Field_Name__c: 'Severity__c' }, 'unknown-event'],
    ['of a field that holds text', { Field_Name__c: 'Dragoman_Subject__c' }, 'unknown-event'],
  ])('%s corrects nothing', (_, changes, reason) => {
    expect(corrected(changes)).toMatchObject({ kind: 'skipped', reason });
  });
});

describe('a deletion', () => {
  const deleted = (changes: Readonly<Record<string, unknown>>) =>
    interpret(callout({ Kind__c: 'deleted', Author_Id__c: ids.agent, Author_Type__c: 'staff', ...changes }));

  it('of a case withdraws the conversation, in scope or not', () => {
    const body = callout({ Kind__c: 'deleted', Record_Id__c: ids.case, Author_Id__c: ids.agent });
    const settings = salesforceAccount({ scope: { include: { channels: ['web'] } } });

    expect(interpret(body, settings)).toMatchObject({
      kind: 'withdrawal',
      withdrawal: {
        message: `deleted:${ids.case}:2026-01-09T08:21:07.000Z`,
        actor: ids.agent,
        withdrawn: { what: 'conversation' },
      },
    });
  });

  it('of a message withdraws its text', () => {
    expect(deleted({ Record_Id__c: ids.email })).toMatchObject({
      withdrawal: { withdrawn: { what: 'text', message: ids.email } },
    });
  });

  it('by ourselves is an echo', () => {
    expect(deleted({ Record_Id__c: ids.post, Author_Id__c: ids.us })).toMatchObject({ reason: 'own-echo' });
  });
});
