/**
 * AWS's list prices in dollars for us-east-1, from the services' pricing pages; other regions differ by a little. What a stage
 * really costs is on the bill: these make estimates.
 */
export const usdPerTranslatedCharacter = 15 / 1_000_000;

/** Comprehend counts units of 100 characters, at least three per request. */
const usdPerComprehendUnit = 0.000_1;
const usdPerLexRequest = 0.000_75;

/**
 * What reading one message costs beside its translation, for one of 600 characters: six units to tell its language, eight for
 * its sentiment (two pieces), one request for its intent. The README's table of prices says the same.
 */
export const usdPerMessageRead = (6 + 8) * usdPerComprehendUnit + usdPerLexRequest;
