import { malformedQuery } from '../errors.ts';
import type { Caller } from '../records/context.ts';
import type { Condition, FieldPath, Query } from './query.ts';

/** Fields that must be equal to something, or among a list, for the query to be true. */
function fixedFields(condition: Condition | null): readonly FieldPath[] {
  if (condition === null) return [];
  if (condition.kind === 'and') return condition.conditions.flatMap(fixedFields);
  if (condition.kind === 'in' && !condition.negated) return [condition.path];
  return condition.kind === 'compare' && condition.comparison === '=' ? [condition.path] : [];
}

function isFixed({ where }: Query, ...names: readonly string[]): boolean {
  const fixed = fixedFields(where).map((path) => path.join('.').toLowerCase());
  return names.some((name) => fixed.includes(name.toLowerCase()));
}

/**
 * Some objects cannot be asked for at large. Posts by anything but their id need "View All Data"; the posts of a case are
 * found by way of CaseFeed, replies only among the fields of their posts:
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_feeditem.htm
 */
export function checkRestrictions(query: Query, object: string, caller: Caller): void {
  if (object === 'ContentDocumentLink' && !isFixed(query, 'ContentDocumentId', 'LinkedEntityId')) {
    throw malformedQuery(
      'Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or ' +
        "LinkedEntityId using the equals operator or multiple Id's using the IN operator.",
    );
  }
  if (object === 'FeedItem' && !caller.access.has('ViewAllData') && !isFixed(query, 'Id'))
    throw malformedQuery('Implementation restriction: FeedItem requires a filter by Id');
  if (object === 'FeedComment' && !caller.access.has('ViewAllData'))
    throw malformedQuery('Implementation restriction: FeedComment is not to be queried by itself');
  if (object === 'FeedItem' && query.fields === 'count')
    throw malformedQuery('FeedItem does not support aggregate functions');
}
