import { autoPalette, pattern, patterns } from 'recharts';
import { momentCounts, troubleCounts } from '../../../../moments.ts';
import { initialsOf, wordsOf } from '../format/words.ts';
import type { SentimentLabel, Trouble } from './buckets.ts';

/** What is drawn in one colour. Colour is never the only sign: beside it stands a texture, a dash or a mark. */
export type Series = Readonly<{
  key: string;
  name: string;
  color: string;
  texture?: ReturnType<typeof pattern>;
  dash?: string;
  /** Two letters or so, drawn on it where there is room. */
  mark?: string;
}>;

const textureOf = (shape: (typeof patterns)[keyof typeof patterns]) =>
  pattern({ ...shape, color: 'var(--surface-raised)', opacity: 0.75 });

/** From the bottom of a bar to its top: what needs somebody first. */
export const sentimentSeries: readonly (Series & Readonly<{ key: SentimentLabel }>)[] = [
  { key: 'NEGATIVE', name: 'Negative', color: 'var(--negative)' },
  { key: 'MIXED', name: 'Mixed', color: 'var(--mixed)', texture: textureOf(patterns.crosshatch) },
  { key: 'NEUTRAL', name: 'Neutral', color: 'var(--neutral)', texture: textureOf(patterns.dots) },
  { key: 'POSITIVE', name: 'Positive', color: 'var(--positive)', texture: textureOf(patterns.diagonal) },
];

const troubleDrawings: Readonly<Record<Trouble, Omit<Series, 'key' | 'name'>>> = {
  retries: { color: 'var(--neutral)', texture: textureOf(patterns.dots) },
  gaps: { color: 'var(--mixed)', texture: textureOf(patterns.diagonal) },
  parked: { color: 'var(--negative)' },
};

/** From what mends itself to what waits for somebody. */
export const troubleSeries: readonly (Series & Readonly<{ key: Trouble }>)[] = troubleCounts.map((key) => ({
  key,
  name: momentCounts[key].label,
  ...troubleDrawings[key],
}));

/** The key of messages whose intent was not sure (see `Moments`). */
const noIntent = 'none';

/** A series per intent, always in the same order, whatever is most common now. */
export function intentSeries(intents: Iterable<string>): readonly Series[] {
  const names = [...new Set(intents)].filter((name) => name !== noIntent).sort();
  const marks = marksOf(names.map(wordsOf));
  const known = names.map((key, index) => ({
    key,
    name: wordsOf(key),
    color: autoPalette[index % autoPalette.length] ?? 'var(--accent)',
    mark: marks[index] ?? '',
  }));
  const unsure = { key: noIntent, name: 'No intent sure', color: 'var(--neutral)', mark: '–' };
  return [...known, ...([...intents].includes(noIntent) ? [unsure] : [])];
}

/** Initials, with a number where two would have the same. */
function marksOf(names: readonly string[]): readonly string[] {
  const initials = names.map(initialsOf);
  return initials.map((mark, index) => {
    const before = initials.slice(0, index).filter((other) => other === mark).length;
    return before === 0 ? mark : `${mark}${before + 1}`;
  });
}
