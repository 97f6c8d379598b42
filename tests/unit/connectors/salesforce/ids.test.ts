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
    // printf 'ana@example.com' | openssl dgst -sha256 -hmac 00DRM000000Fxts2AC
    const expected = 'mail-591fcd05f5406983ce126de260eef390';

    expect(
      ['ana@example.com', ' Ana@Example.COM '].map((address) => mailAuthorKey(address, '00DRM000000Fxts2AC')),
    ).toEqual([expected, expected]);
  });
});
