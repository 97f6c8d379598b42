import { type ApiResult, isUnknownField } from './errors.ts';

/**
 * `FeedItem.Visibility` is there only in an org with Digital Experiences; in another one everything in a feed is internal.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_feeditem.htm
 */
export type FeedVisibility = Readonly<{
  /**
   * Asks with the field, and once more without it where the org does not know it. From then on only without, so that it costs
   * one call once. `resultOf`: of the answer that part in which the field was named.
   */
  ask<Answer>(
    attempt: (hasVisibility: boolean) => Promise<Answer>,
    resultOf: (answer: Answer) => ApiResult<unknown>,
  ): Promise<Answer>;
}>;

/** What one account's clients know of it. */
export function feedVisibility(): FeedVisibility {
  let isMissing = false;
  return {
    async ask(attempt, resultOf) {
      if (isMissing) return attempt(false);
      const first = await attempt(true);
      if (!isUnknownField(resultOf(first))) return first;
      const second = await attempt(false);
      // It may have been another field: then the second one fails, too, and says nothing of this one.
      isMissing = resultOf(second).kind === 'ok';
      return second;
    },
  };
}

/** Of several fields those that the org has. */
export const fieldsWith = (fields: readonly string[], hasVisibility: boolean): readonly string[] =>
  hasVisibility ? fields : fields.filter((name) => name !== 'Visibility');
