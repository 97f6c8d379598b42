import type { AccountSettings } from '../connectors/account.ts';
import type { connectorNamed } from '../connectors/registry.ts';
import type { Problem } from './problems.ts';

type Connector = NonNullable<ReturnType<typeof connectorNamed>>;

export const partnerSourceHint =
  'expected a list of names of partner event sources, each as EventBridge shows it: aws.partner/…';

/** Names of partner event sources as CreateEventBus takes them (EventBridge API reference, EventSourceName). */
const sourceName = /^aws\.partner(\/[._A-Za-z0-9-]+){2,}$/;
const maxSourceNameCharacters = 256;

/** What is wrong with an account's sources, by what its tool's are called. */
export function partnerSourceProblems(
  { partnerEventSources }: AccountSettings,
  path: readonly PropertyKey[],
  { name, partnerBus }: Connector,
): readonly Problem[] {
  const here = [...path, 'partnerEventSources'];
  if (partnerEventSources.length === 0) return [];
  if (partnerBus === undefined) {
    const message = `expected none: ${name} is no event partner of AWS, its messages come in by webhook`;
    return [{ path: here, message }];
  }
  const { sourcePrefix } = partnerBus;
  return partnerEventSources.flatMap((source, index) =>
    source.startsWith(sourcePrefix) && sourceName.test(source) && source.length <= maxSourceNameCharacters
      ? []
      : [
          {
            path: [...here, index],
            message:
              `expected the whole name of an event source of ${name}, which begins with ${sourcePrefix} ` +
              '(EventBridge → Partner event sources)',
          },
        ],
  );
}

/** A source has one bus, and an event of it belongs to one account. */
export function partnerSourcesTwice(accounts: readonly AccountSettings[]): readonly Problem[] {
  const places = accounts.flatMap(({ partnerEventSources }, account) =>
    partnerEventSources.map((source, index) => ({
      source,
      path: ['accounts', account, 'partnerEventSources', index],
    })),
  );
  return places.flatMap(({ source, path }) => {
    const first = places.find((place) => place.source === source);
    if (first === undefined || first.path === path) return [];
    return [{ path, message: `is the same source as ${first.path.join('.')}; expected each source once` }];
  });
}
