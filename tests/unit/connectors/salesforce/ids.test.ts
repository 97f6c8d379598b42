import { describe, expect, it } from 'vitest';
import { id18, mailAuthorKey } from '../../../../connectors/salesforce/ids.ts';

describe('ids', () => {
  it.each([
    ['00570000001ZwTi', '00570000001ZwTiAAK'],
    ['001A0000006Vm9u', '001A0000006Vm9uIAC'],
    ['500RM000002xyzA', '500RM000002xyzAYAQ'],
    ['00570000001ZwTiAAK', '00570000001ZwTiAAK'],
    ['000000000000000', '000000000000000AAA'],
    ['not an id', 'not an id'],
  ])('%s is %s in 18 characters', (id, expected) => {
    expect(id18(id)).toBe(expected);
  });

  it('a customer who is no contact is known by their address, which is not to be read from the key', () => {
    // printf 'ana@example.com' | sha256sum
    const expected = 'mail:8e43ca37701228e74983efdbd0cff5c1';

    expect([mailAuthorKey('ana@example.com'), mailAuthorKey(' Ana@Example.COM ')]).toEqual([
      expected,
      expected,
    ]);
  });
});
