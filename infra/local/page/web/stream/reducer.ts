import type { Moments, StreamMessage, Way } from '../../api.ts';
import { keeping } from '../../keeping.ts';

/** `lost`: the server does not answer; the browser tries again by itself. */
export type Connection = 'connecting' | 'live' | 'lost';

export type StreamState = Readonly<{
  connection: Connection;
  /** Which run of the server told the latest snapshot; null = none was told yet. */
  runId: string | null;
  /** Newest first. */
  ways: readonly Way[];
  /** Null = nothing was told yet. */
  moments: Moments | null;
  /** How often something changed in the helpdesk that could be in any ticket. */
  changesAnywhere: number;
  changesByTicket: Readonly<Record<string, number>>;
}>;

export type StreamAction = StreamMessage | Readonly<{ kind: 'lost' }>;

export const beforeTheFirstMessage: StreamState = {
  connection: 'connecting',
  runId: null,
  ways: [],
  moments: null,
  changesAnywhere: 0,
  changesByTicket: {},
};

const newestFirst = (one: Way, other: Way) => other.startedAtMs - one.startedAtMs;

function withWay(ways: readonly Way[], way: Way): readonly Way[] {
  const index = ways.findIndex(({ traceId }) => traceId === way.traceId);
  if (index >= 0) return ways.with(index, way);
  const keep = keeping();
  return [way, ...ways].sort(newestFirst).flatMap((each) => keep(each) ?? []);
}

/** What the page knows after one more message of the stream. Pure. */
export function afterMessage(state: StreamState, action: StreamAction): StreamState {
  switch (action.kind) {
    case 'lost':
      return { ...state, connection: 'lost' };
    case 'snapshot':
      // What changed in the helpdesk while nobody listened is not told, so everything is read again.
      return {
        ...state,
        connection: 'live',
        runId: action.runId,
        ways: action.ways.toSorted(newestFirst),
        moments: action.moments,
        changesAnywhere: state.changesAnywhere + 1,
      };
    case 'way':
      return { ...state, ways: withWay(state.ways, action.way) };
    case 'moments':
      return { ...state, moments: action.moments };
    case 'helpdesk-changed':
      return afterChange(state, action.ticket);
  }
}

function afterChange(state: StreamState, ticket: string | null): StreamState {
  if (ticket === null) return { ...state, changesAnywhere: state.changesAnywhere + 1 };
  const before = state.changesByTicket[ticket] ?? 0;
  return { ...state, changesByTicket: { ...state.changesByTicket, [ticket]: before + 1 } };
}

/** A number that grows whenever the ticket may have changed. */
export function revisionOf({ changesAnywhere, changesByTicket }: StreamState, ticket: string): number {
  return changesAnywhere + (changesByTicket[ticket] ?? 0);
}

/** A number that grows whenever any ticket may have changed. */
export function revisionOfAll({ changesAnywhere, changesByTicket }: StreamState): number {
  return Object.values(changesByTicket).reduce((sum, count) => sum + count, changesAnywhere);
}
