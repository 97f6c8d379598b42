/** Invisible, has no width and allows no line break. */
const wordJoiner = '\u2060';

/**
 * A text for a body within a composite call, where `@{ref.field}` stands for what an earlier part gave, wherever it is written:
 * what a customer writes like that would make the whole call fail. Broken invisibly.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/using_composite_resources.htm
 */
export const withoutReferences = (text: string): string => text.replaceAll('@{', `@${wordJoiner}{`);
