import { useState } from 'react';
import { revisionOfAll, type StreamState } from '../stream/reducer.ts';
import type { Pane } from './address.ts';

type Seen = Readonly<{ way: number; ticket: number }>;

/** The panes in which something happened since they were last shown; what was there when the page opened is not new. */
export function useNews(shown: Pane, stream: StreamState): readonly Pane[] {
  const now: Seen = { way: stream.ways.length, ticket: revisionOfAll(stream) };
  const [seen, setSeen] = useState<Seen | null>(null);
  if (seen === null) {
    if (stream.runId !== null) setSeen(now);
    return [];
  }
  if (shown !== 'customer' && seen[shown] !== now[shown]) setSeen({ ...seen, [shown]: now[shown] });
  return (['way', 'ticket'] as const).filter((pane) => pane !== shown && seen[pane] !== now[pane]);
}
