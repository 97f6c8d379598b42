import { describe, expect, it } from 'vitest';
import { requestTrackerSettingsOf } from '../../../../connectors/request-tracker/settings.ts';
import {
  channelWord,
  customerIdOf,
  finalityOf,
  machineKindOf,
  priorityWord,
  statusWord,
} from '../../../../connectors/request-tracker/vocabulary.ts';
import { requestTrackerAccount } from '../../../support/request-tracker-connector.ts';

const settings = requestTrackerSettingsOf(requestTrackerAccount());
const settingsWith = (vendor: Record<string, unknown>) =>
  requestTrackerSettingsOf(requestTrackerAccount({ vendor }));

describe('a status in our words', () => {
  it.each([
    ['new', 'new', null],
    ['Open', 'open', null],
    ['stalled', 'pending', null],
    ['resolved', 'solved', null],
    ['rejected', 'closed', 'ticket-closed'],
    ['deleted', 'deleted', 'ticket-deleted'],
    ['in-repair', 'in-repair', null],
  ])('of %s is %s', (status, word, finality) => {
    // Assess
    expect(statusWord(status, settings)).toBe(word);
    expect(finalityOf(status, settings)).toBe(finality);
  });

  it('follows a lifecycle of one’s own, which cannot bring deleted tickets back', () => {
    // Prepare
    const own = settingsWith({ statuses: { shipped: 'closed', resolved: 'closed', deleted: 'open' } });

    // Act
    const finalities = ['shipped', 'resolved', 'deleted', 'rejected'].map((status) =>
      finalityOf(status, own),
    );

    // Assess
    expect(finalities).toEqual(['ticket-closed', 'ticket-closed', 'ticket-deleted', null]);
  });
});

describe('a priority in our words', () => {
  it.each([
    ['0', null],
    ['Low', null],
    ['-5', null],
    ['1', 'low'],
    ['49', 'low'],
    ['50', 'normal'],
    ['medium', 'normal'],
    ['99', 'normal'],
    ['100', 'high'],
    ['High', 'high'],
    ['250', 'high'],
    ['VIP', null],
    [null, null],
  ])('of %s is %s', (priority, word) => {
    // Assess
    expect(priorityWord(priority, settings)).toBe(word);
  });

  it('knows urgent where it has a number of its own', () => {
    // Prepare
    const own = settingsWith({ priorities: { high: 70, urgent: 90, labels: { vip: 95 } } });

    // Act
    const words = ['69', '70', '90', 'VIP'].map((priority) => priorityWord(priority, own));

    // Assess
    expect(words).toEqual(['normal', 'high', 'urgent', 'urgent']);
  });
});

describe('other words', () => {
  it.each([
    ['Email', 'email'],
    ['Web', 'web'],
    ['REST', 'api'],
    ['REST2', 'api'],
    ['Mobile', 'mobile'],
    [null, null],
  ])('channel %s is %s', (rtInterface, word) => {
    // Assess
    expect(channelWord(rtInterface)).toBe(word);
  });

  it.each([
    ['auto-replied', 'auto-submitted'],
    ['Auto-Generated; owner-email="ana@example.org"', 'auto-submitted'],
    ['no', null],
    ['No (really)', null],
    ['', null],
    [null, null],
  ])('Auto-Submitted: %s is %s', (header, kind) => {
    // Assess
    expect(machineKindOf(header)).toBe(kind);
  });
});

describe('a customer’s name in events', () => {
  it('is a hash where the login is an address, whatever its case, and differs between accounts', () => {
    // Act
    const ids = [
      customerIdOf('ana@example.org', 'example.com'),
      customerIdOf('Ana@Example.org', 'example.com'),
      customerIdOf('ana@example.org', 'example.net'),
    ];

    // Assess
    expect(ids[0]).toBe('mail-d427195668ab6672de696940e7dd7351');
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('is the login where that is none', () => {
    // Assess
    expect(customerIdOf('Ana77', 'example.com')).toBe('ana77');
  });
});

describe('names of fields', () => {
  it.each(['Lang}uage', "It's", 'a "b"', '', 'x'.repeat(65)])('such as %j are refused', (language) => {
    // Assess
    expect(() => settingsWith({ fields: { language } })).toThrow();
  });

  it('may be null: not kept in this account', () => {
    // Assess
    expect(settingsWith({ fields: { subject: null } }).fields).toMatchObject({
      subject: null,
      language: 'Dragoman Language',
    });
  });
});
