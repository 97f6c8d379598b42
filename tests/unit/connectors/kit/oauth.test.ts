import { describe, expect, it } from 'vitest';
import { type MintResult, tokenCache } from '../../../../connectors/kit/oauth.ts';

function minter(results: readonly (MintResult<string> | Error)[]) {
  const mint = async (): Promise<MintResult<string>> => {
    const result = results[mint.calls]!;
    mint.calls += 1;
    if (result instanceof Error) throw result;
    return result;
  };
  mint.calls = 0;
  return mint;
}
const minted = (token: string): MintResult<string> => ({
  ok: true,
  minted: { token, expiresInMs: 1_800_000 },
});

function clock(startMs = 0) {
  const now = () => new Date(now.ms);
  now.ms = startMs;
  return now;
}

describe('tokenCache', () => {
  it('mints once for callers that come together', async () => {
    // Prepare
    const mint = minter([minted('one')]);
    const cache = tokenCache(mint, clock());

    // Act
    const tokens = await Promise.all([cache.token(), cache.token(), cache.token()]);

    // Assess
    expect(tokens.map((each) => each.ok && each.token)).toEqual(['one', 'one', 'one']);
    expect(mint.calls).toBe(1);
  });

  it('renews a token a minute before it expires, not earlier', async () => {
    // Prepare
    const mint = minter([minted('one'), minted('two')]);
    const now = clock();
    const cache = tokenCache(mint, now);
    await cache.token();

    // Act
    now.ms = 1_739_999;
    const before = await cache.token();
    now.ms = 1_740_000;
    const after = await cache.token();

    // Assess
    expect([before, after]).toEqual([
      { ok: true, token: 'one' },
      { ok: true, token: 'two' },
    ]);
  });

  it('forgets a failed mint: the next caller gets a token', async () => {
    // Prepare
    const cache = tokenCache(minter([{ ok: false, failure: 'down' }, minted('one')]), clock());

    // Act
    const results = [await cache.token(), await cache.token()];

    // Assess
    expect(results).toEqual([
      { ok: false, failure: 'down' },
      { ok: true, token: 'one' },
    ]);
  });

  it('forgets a mint that threw', async () => {
    // Prepare
    const cache = tokenCache(minter([new Error('not configured'), minted('one')]), clock());

    // Act
    const first = cache.token();

    // Assess
    await expect(first).rejects.toThrow('not configured');
    expect(await cache.token()).toEqual({ ok: true, token: 'one' });
  });

  it('mints anew after the vendor refused the token', async () => {
    // Prepare
    const cache = tokenCache(minter([minted('one'), minted('two')]), clock());
    await cache.token();

    // Act
    cache.invalidate('one');

    // Assess
    expect(await cache.token()).toEqual({ ok: true, token: 'two' });
  });

  it('keeps a newer token when a slower request reports the older one', async () => {
    // Prepare
    const mint = minter([minted('one'), minted('two')]);
    const cache = tokenCache(mint, clock());
    await cache.token();
    cache.invalidate('one');
    await cache.token();

    // Act
    cache.invalidate('one');

    // Assess
    expect(await cache.token()).toEqual({ ok: true, token: 'two' });
    expect(mint.calls).toBe(2);
  });
});
