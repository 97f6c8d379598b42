import { isMade, isOwn, stageOfClient, stageOfMark } from './own.ts';
import type { ListedClient, Webhook } from './wire-admin.ts';
import type { Part } from './work.ts';

/**
 * The other stages that are connected to this Zendesk: each has a client and a webhook of its own. Fields, macro, view, user and
 * triggers' conditions are made by the first and used by all, so that a mark on one of those says who made it and not who is there.
 */
export function otherStages(
  stage: string,
  there: Readonly<{ webhooks: readonly Webhook[]; clients: readonly ListedClient[] }>,
): readonly string[] {
  const stages = [
    ...there.webhooks.map(({ description }) => stageOfMark(description)),
    ...there.clients.map(({ identifier }) => stageOfClient(identifier)),
  ];
  const others = stages.flatMap((one) => (one === null || one === stage ? [] : [one]));
  return [...new Set(others)].toSorted();
}

/** What a removal would take, where other stages still use it: it stays, and the diff says so. */
export function leftFor(others: readonly string[], part: Part): Part {
  if (others.length === 0) return part;
  const users = `${others.length === 1 ? 'the stage' : 'the stages'} ${others.join(', ')}`;
  const why = `stays, since it serves ${users} (when that is gone, the same command takes it)`;
  return { unchanged: (part.work ?? []).map(({ change }) => `${change.what} ${why}`) };
}

type Described = Readonly<{ what: string; description: string | null }>;

/** What was made for another stage is not this one's to take; the diff says whose it is. */
export function madeForOthers(stage: string, described: readonly Described[]): Part {
  const others = described.filter(({ description }) => isMade(description) && !isOwn(description, stage));
  return {
    unchanged: others.map(({ what, description }) => {
      const maker = stageOfMark(description) ?? 'another one';
      return `${what} stays, since it was made for the stage ${maker}: its removal takes it`;
    }),
  };
}
