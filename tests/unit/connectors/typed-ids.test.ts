import { describe, expect, it } from 'vitest';
import { hashedAddress } from '../../../connectors/kit/hashed-address.ts';
import { customerIdOf } from '../../../connectors/request-tracker/vocabulary.ts';
import { customerKeyOf } from '../../../connectors/salesforce/whose-message.ts';
import { setUps } from '../../../connectors/set-ups.ts';

const account = '00DRM000000Fxts2AC';
/** printf ana@example.com | openssl dgst -sha256 -hmac 00DRM000000Fxts2AC */
const anasKey = 'mail-591fcd05f5406983ce126de260eef390';
type Tool = keyof typeof setUps;

describe('What a person calls a ticket', () => {
  it.each([
    ['zendesk', '5158', '5158'],
    ['zendesk', '#5158', '5158'],
    ['zendesk', ' # 5158 ', '5158'],
    ['request-tracker', '#12', '12'],
    ['salesforce', '500RM000002xyzA', '500RM000002xyzAYAQ'],
    ['salesforce', ' 500RM000002xyzAYAQ', '500RM000002xyzAYAQ'],
  ] as const)('on %s, "%s", is known in events as %s', (tool, text, id) => {
    expect(setUps[tool].ticketIdIn(text)).toMatchObject({ ok: true, id });
  });

  it.each([
    ['zendesk', 'ana@example.com', /^expected the number of a ticket/],
    ['zendesk', 'the one of Ana', /^expected the number of a ticket/],
    ['request-tracker', 'Support', /^expected the number of a ticket/],
    ['salesforce', '00001026', /^expected a case’s id .* not its number: .*500/],
    ['salesforce', '003RM000002xyzA', /^expected a case’s id/],
  ] as const)('on %s cannot be "%s", and is told where the id stands', (tool, text, expected) => {
    const reading = setUps[tool].ticketIdIn(text);

    expect(reading).toEqual({ ok: false, expected: expect.stringMatching(expected) });
    expect(JSON.stringify(reading)).not.toContain('ana@');
  });
});

describe('What a person calls a customer', () => {
  it.each([
    ['zendesk', '8447388090494', '8447388090494'],
    ['salesforce', '003RM000002xyzA', '003RM000002xyzAYAQ'],
    ['salesforce', '005RM000002xyzAYAQ', '005RM000002xyzAYAQ'],
    ['salesforce', ' Ana@Example.com', anasKey],
    ['salesforce', anasKey, anasKey],
    ['request-tracker', 'ANA@example.com', anasKey],
    ['request-tracker', anasKey, anasKey],
    ['request-tracker', 'Ana', 'ana'],
  ] as const)('on %s, "%s", is known in events as %s', (tool, text, id) => {
    expect(setUps[tool].customerIdIn(text, account)).toMatchObject({ ok: true, id });
  });

  it.each([
    ['zendesk', 'x@example.com', /^expected the number of a user.*agent\/users/],
    ['zendesk', 'Ana', /^expected the number of a user/],
    ['salesforce', 'Ana Silva', /^expected the id of a contact or user.* or an e-mail address/],
    ['salesforce', '500RM000002xyzA', /^expected the id of a contact or user/],
  ] as const)('on %s cannot be "%s", and is told where the id stands', (tool, text, expected) => {
    expect(setUps[tool].customerIdIn(text, account)).toEqual({
      ok: false,
      expected: expect.stringMatching(expected),
    });
  });

  it.each([
    ['salesforce', 'ana@example.com', 'A contact is known by the id alone'],
    ['request-tracker', 'ana@example.com', 'Whose login is no address is known by that login'],
    ['request-tracker', '42', 'is taken for a login'],
  ] as const)('on %s may be known by something else than "%s", which is said', (tool, text, hint) => {
    expect(setUps[tool].customerIdIn(text, account)).toMatchObject({
      hint: expect.stringContaining(hint),
    });
  });

  it.each(['ana@example.com', `${'a'.repeat(64)}@${'long.'.repeat(20)}example.com`])(
    'leads on Salesforce to the very id that events carry: %s',
    (address) => {
      const author = { id: null, address };

      expect(setUps.salesforce.customerIdIn(address, account)).toMatchObject({
        id: customerKeyOf({ author, ticket: '500RM000002xyzAYAQ' }, { account }),
      });
    },
  );

  it('leads on Request Tracker to the very id that events carry', () => {
    expect(setUps['request-tracker'].customerIdIn('ana@example.com', 'example.com')).toMatchObject({
      id: customerIdOf('Ana@example.com', 'example.com'),
    });
    expect(hashedAddress('ana@example.com', 'example.com')).toBe(
      customerIdOf('ana@example.com', 'example.com'),
    );
  });

  it.each(Object.keys(setUps) as Tool[])('on %s is somebody: an empty text is refused', (tool) => {
    expect([setUps[tool].ticketIdIn(' ').ok, setUps[tool].customerIdIn(' ', account).ok]).toEqual([
      false,
      false,
    ]);
  });
});
