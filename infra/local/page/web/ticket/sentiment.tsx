import { wordsOf } from '../format/words.ts';
import { Icon } from '../layout/icon.tsx';
import type { IconName } from '../layout/icon-paths.ts';

const icons: ReadonlyMap<string, IconName> = new Map([
  ['POSITIVE', 'smile'],
  ['NEUTRAL', 'flat'],
  ['NEGATIVE', 'frown'],
  ['MIXED', 'mixed'],
]);

/** A face, a colour and the word: none of them alone has to be understood. */
export function Sentiment({ label }: Readonly<{ label: string | null }>) {
  if (label === null) return null;
  return (
    <span className={`sentiment sentiment-${label.toLowerCase()}`}>
      <Icon name={icons.get(label) ?? 'flat'} />
      {wordsOf(label.toLowerCase())}
    </span>
  );
}
