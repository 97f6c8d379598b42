/**
 * AWS's list prices for us-east-1 in dollars, without free tiers, as of November 2026; docs/price.md works with the
 * same: https://aws.amazon.com/translate/pricing/, https://aws.amazon.com/comprehend/pricing/ (units of 100 characters, at
 * least 3 per text), https://aws.amazon.com/lex/pricing/ (text requests).
 */
export const usd = {
  translateCharacter: 15 / 1_000_000,
  comprehendUnit: 0.0001,
  comprehendUnitCharacters: 100,
  lexRequest: 0.00075,
} as const;

/**
 * What reading one message costs beside its translation, for one of 600 characters as in the table of docs/price.md: six units to tell
 * its language, eight for its sentiment (two pieces), one request for its intent.
 */
export const usdPerMessageRead = (6 + 8) * usd.comprehendUnit + usd.lexRequest;
