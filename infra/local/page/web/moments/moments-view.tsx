import type { Moments } from '../../api.ts';

export function MomentsView({ moments }: { moments: Moments }) {
  return <p>{moments.counts.received} messages received.</p>;
}
