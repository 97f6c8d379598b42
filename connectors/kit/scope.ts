import type { TicketFacts } from '../../events/message-received.v1.ts';
import type { AccountSettings } from '../account.ts';

type ScopeSide = AccountSettings['scope']['include'];
type Place = Pick<TicketFacts, 'brand' | 'group' | 'form' | 'channel' | 'tags'>;

/**
 * Whether a conversation takes part. Every list under `include` that is not empty must name it; one list under `exclude`
 * that names it is enough to leave it out. What the vendor did not say is in no list.
 */
export function inScope(scope: AccountSettings['scope'], place: Place): boolean {
  const included = namedBy(scope.include, place).every((named) => named !== false);
  const excluded = namedBy(scope.exclude, place).some((named) => named === true);
  return included && !excluded;
}

/** Per list: whether it names the conversation; null = the list is empty and so says nothing. */
function namedBy(side: ScopeSide, place: Place): readonly (boolean | null)[] {
  const dimensions: readonly (readonly [readonly string[], readonly (string | null)[]])[] = [
    [side.brands, [place.brand]],
    [side.groups, [place.group]],
    [side.forms, [place.form]],
    [side.channels, [place.channel]],
    [side.tags, place.tags],
  ];
  return dimensions.map(([listed, values]) =>
    listed.length === 0 ? null : values.some((value) => value !== null && listed.includes(value)),
  );
}
