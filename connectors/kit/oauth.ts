/** A token as it came from the vendor. */
export type MintedToken = Readonly<{ token: string; expiresInMs: number }>;
export type MintResult<Failure> = Readonly<
  { ok: true; minted: MintedToken } | { ok: false; failure: Failure }
>;
export type TokenResult<Failure> = Readonly<{ ok: true; token: string } | { ok: false; failure: Failure }>;

export type TokenCache<Failure> = Readonly<{
  /** The token in hand, or a fresh one. Callers that come while one is being minted wait for that one. */
  token(): Promise<TokenResult<Failure>>;
  /** The vendor refused this token. A newer one, minted in the meantime for another request, stays. */
  invalidate(refused: string): void;
}>;

/** A token is renewed this long before it expires, so that it does not expire on the way. */
const expiryMarginMs = 60_000;

/**
 * Keeps one access token. A mint that fails is told to those who wait for it and forgotten: the next caller tries anew.
 * What `mint` throws is thrown on.
 */
export function tokenCache<Failure>(
  mint: () => Promise<MintResult<Failure>>,
  now: () => Date,
): TokenCache<Failure> {
  let held: Readonly<{ token: string; goodUntilMs: number }> | null = null;
  let minting: Promise<TokenResult<Failure>> | null = null;

  async function mintAndHold(): Promise<TokenResult<Failure>> {
    const askedAtMs = now().getTime();
    const result = await mint();
    if (!result.ok) return result;
    const { token, expiresInMs } = result.minted;
    held = { token, goodUntilMs: askedAtMs + expiresInMs - Math.min(expiryMarginMs, expiresInMs / 2) };
    return { ok: true, token };
  }

  return {
    async token() {
      if (held !== null && now().getTime() < held.goodUntilMs) return { ok: true, token: held.token };
      minting ??= mintAndHold().finally(() => {
        minting = null;
      });
      return minting;
    },
    invalidate(refused) {
      if (held?.token === refused) held = null;
    },
  };
}
