const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** `es` → `Spanish`; `und` and whatever is no tag → null. */
export function languageName(tag: string | null): string | null {
  if (tag === null || tag === 'und') return null;
  try {
    return languageNames.of(tag) ?? null;
  } catch {
    return null;
  }
}

/** A name in Pascal case as words: `OrderStatus` → `Order status`. */
export function wordsOf(name: string): string {
  const words = name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** At most two letters that stand for a name: `Marta Agent` → `MA`. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0]);
  return letters.join('').toUpperCase();
}

const maxTitleLength = 80;

/** How a text begins, for want of a subject: its first line, of at most 80 characters. */
export function beginningOf(text: string): string {
  const [line = ''] = text.trim().split('\n');
  const characters = [...line];
  return characters.length > maxTitleLength
    ? `${characters.slice(0, maxTitleLength).join('').trimEnd()}…`
    : line;
}
