import { describe, expect, it } from 'vitest';
import { hashedAddress } from '../../../../connectors/kit/hashed-address.ts';

describe('Whom an address names', () => {
  it('is a hash of it that is keyed with the account, whatever the case it is written in', () => {
    // printf 'ana@example.com' | openssl dgst -sha256 -hmac 00DRM000000Fxts2AC
    const expected = 'mail-591fcd05f5406983ce126de260eef390';

    expect(
      ['ana@example.com', ' Ana@Example.COM '].map((address) => hashedAddress(address, '00DRM000000Fxts2AC')),
    ).toEqual([expected, expected]);
  });

  it('is another one in another account', () => {
    // printf 'ana@example.com' | openssl dgst -sha256 -hmac 00DRM000000Other2A
    expect(hashedAddress('ana@example.com', '00DRM000000Other2A')).toBe(
      'mail-80f2cb48b4b7814dbaad0fa0cfe761e7',
    );
  });
});
