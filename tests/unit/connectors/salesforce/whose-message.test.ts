import { describe, expect, it } from 'vitest';
import { whoseMessage } from '../../../../connectors/salesforce/whose-message.ts';
import { ids, salesforceAccount } from '../../../support/salesforce.ts';

type Facts = Parameters<typeof whoseMessage>[0];

const ofCase: Facts['case'] = {
  ...{ subject: null, status: 'New', priority: null, origin: 'Email', contact: ids.contact },
  ...{ suppliedEmail: null, locale: null, owner: null, recordType: null },
};
const customer: Facts['author'] = { type: 'customer', id: ids.contact, address: null, actor: null };
const staff: Facts['author'] = { type: 'staff', id: ids.agent, address: null, actor: null };
const facts = (changes: Partial<Facts>): Facts => ({
  record: ids.email,
  ticket: ids.case,
  author: customer,
  isPublic: true,
  isFirst: false,
  case: ofCase,
  ...changes,
});
const whose = (changes: Partial<Facts>, settings = salesforceAccount()) =>
  whoseMessage(facts(changes), settings);
const other = '003RM000004Othr';

describe('Whose message is it', () => {
  it.each([
    ['the requester', {}, { kind: 'customer', author: ids.contact, role: 'requester' }],
    [
      'the requester by mail, though they have a login as staff too',
      { author: { ...customer, id: null, address: 'ana@example.com' }, case: { ...ofCase, contact: null } },
      { kind: 'customer', author: 'mail-591fcd05f5406983ce126de260eef390', role: 'requester' },
    ],
    [
      'another participant (CC)',
      { author: { ...customer, id: other } },
      { kind: 'customer', author: other, role: 'participant' },
    ],
    [
      'another participant who is no contact',
      { author: { ...customer, id: null, address: 'Ana@example.com' } },
      { kind: 'customer', author: 'mail-591fcd05f5406983ce126de260eef390', role: 'participant' },
    ],
    [
      'the requester of a case without a contact, by the address that opened it',
      {
        author: { ...customer, id: null, address: 'Ana@example.com' },
        case: { ...ofCase, contact: null, suppliedEmail: 'ana@example.com' },
      },
      { kind: 'customer', author: 'mail-591fcd05f5406983ce126de260eef390', role: 'requester' },
    ],
    [
      'another participant of a case without a contact',
      {
        author: { ...customer, id: null, address: 'ana@example.com' },
        case: { ...ofCase, contact: null, suppliedEmail: 'luis@example.com' },
      },
      { kind: 'customer', author: 'mail-591fcd05f5406983ce126de260eef390', role: 'participant' },
    ],
    [
      'a customer whose post the portal keeps from others',
      { isPublic: false },
      { kind: 'customer', author: ids.contact, role: 'requester' },
    ],
    [
      'staff’s first words on behalf of a requester',
      { author: staff, record: ids.case, isFirst: true },
      { kind: 'skipped', reason: 'on-behalf' },
    ],
    [
      'staff’s first comment on behalf of a requester',
      { author: staff, isFirst: true },
      { kind: 'staff', author: ids.agent, otherwise: 'on-behalf' },
    ],
    ['staff, public', { author: staff }, { kind: 'staff', author: ids.agent, otherwise: 'agent-message' }],
    [
      'staff, private',
      { author: staff, isPublic: false },
      { kind: 'staff', author: ids.agent, otherwise: 'private' },
    ],
    [
      'a rule or bot',
      { author: { ...staff, type: 'automation' } },
      { kind: 'skipped', reason: 'automation' },
    ],
    [
      'a customer of whom nothing is known: a note too many is better than their sentence lost',
      { author: { ...customer, id: null }, case: { ...ofCase, contact: null } },
      { kind: 'customer', author: 'case:500RM000002xyzAYAQ', role: 'requester' },
    ],
    [
      'what was typed during a call',
      { record: ids.case, isFirst: true, case: { ...ofCase, origin: 'Phone' } },
      { kind: 'skipped', reason: 'voice' },
    ],
    [
      'a mail that came later into a case that began with a call',
      { case: { ...ofCase, origin: 'Phone' } },
      { kind: 'customer', author: ids.contact, role: 'requester' },
    ],
    [
      'our own note',
      { author: { ...staff, id: ids.us }, isPublic: false },
      { kind: 'skipped', reason: 'own-echo' },
    ],
    [
      'our own answer in an agent’s name',
      { author: { ...staff, actor: ids.us } },
      { kind: 'skipped', reason: 'own-echo' },
    ],
  ] as [string, Partial<Facts>, unknown][])('%s', (_, changes, expected) => {
    // Act
    const result = whose(changes);

    // Assess
    expect(result).toEqual(expected);
  });

  const ours = salesforceAccount({
    vendor: { email: { sender: 'help@example.org', ownAddresses: ['Support@example.org'] } },
  });
  const byMail = (address: string) => ({ author: { ...customer, id: null, address } });
  it.each([
    ['the address that answers go out from', byMail('help@example.org')],
    ['another address of ours', byMail(' SUPPORT@example.org')],
    [
      'it, in a case of which nobody knows whose it is',
      { ...byMail('help@example.org'), case: { ...ofCase, contact: null } },
    ],
    ['it, by what Salesforce knows', { author: { ...staff, id: null, address: 'sales@example.org' } }],
  ])('of what comes from %s is nobody’s: a copy led it back into the case', (_, changes) => {
    expect(whose(changes, ours)).toEqual({ kind: 'skipped', reason: 'agent-message' });
  });

  it.each([
    [{ suppliedEmail: 'support@example.org', contact: null }, byMail('support@example.org').author],
    [{ suppliedEmail: 'support@example.org' }, { ...customer, address: 'support@example.org' }],
  ])('of whom the case is about is theirs, though they write from an address of ours', (about, author) => {
    expect(whose({ author, case: { ...ofCase, ...about } }, ours)).toMatchObject({
      kind: 'customer',
      role: 'requester',
    });
  });

  it('is not decided by authorship where the runtime user answers cases, too', () => {
    const settings = salesforceAccount({ runtimeUserIsDedicated: false });

    expect(whose({ author: { ...staff, id: ids.us } }, settings)).toMatchObject({ kind: 'staff' });
  });

  it('knows the runtime user by an id of 15 characters in the settings, too', () => {
    const settings = salesforceAccount({ runtimeUserId: '005RM000001DrgM' });

    expect(whose({ author: { ...staff, id: ids.us } }, settings)).toMatchObject({ reason: 'own-echo' });
  });
});
