import { type Part, plainOf } from './guard.ts';

const reads = /[\p{L}\p{N}]/u;
const isLetter = /\p{L}/u;
const isSpace = (character: string) => /\s/u.test(character);

/** The borders at which the original has white space, each by the thing it borders on and its side. */
function spacedBorders(parts: readonly Part[]): ReadonlySet<string> {
  const text = plainOf(parts);
  const spaced = new Set<string>();
  const glued = new Set<string>();
  let at = 0;
  for (const part of parts) {
    const from = at;
    if ('text' in part) at += part.text.length;
    for (const [name, place] of bordersOf(part, from, at)) {
      const isSpaced = isSpace(text.charAt(place - 1)) || isSpace(text.charAt(place));
      (isSpaced ? spaced : glued).add(name);
    }
  }
  return spaced.difference(glued);
}

function bordersOf(part: Part, from: number, to: number): readonly (readonly [string, number])[] {
  switch (part.kind) {
    case 'text':
      return [];
    case 'token':
      return [
        [`before ${part.text}`, from],
        [`after ${part.text}`, to],
      ];
    case 'open':
    case 'close':
    case 'void':
      return [[`${part.kind} ${part.id}`, from]];
  }
}

/**
 * Puts a space back where the original has one beside a token or tag and the engine sewed two words together. Everything
 * else about an engine's spacing is its own business.
 */
export function mendSpaces(original: readonly Part[], translated: readonly Part[]): readonly Part[] {
  const spaced = spacedBorders(original);
  const text = plainOf(translated);
  /** Two digits that were not beside each other are no spacing, but a damage. */
  const isSewn = (place: number) => {
    const [left, right] = [text.charAt(place - 1), text.charAt(place)];
    return reads.test(left) && reads.test(right) && (isLetter.test(left) || isLetter.test(right));
  };
  /** What was sewn to a token. */
  const isForeignLetter = (name: string, place: number) =>
    isLetter.test(text.charAt(name.startsWith('before') ? place - 1 : place));
  const mended: Part[] = [];
  const mendedPlaces = new Set<number>();
  let at = 0;
  for (const part of translated) {
    const from = at;
    if ('text' in part) at += part.text.length;
    const places = bordersOf(part, from, at)
      .filter(([name, place]) => spaced.has(name) && isSewn(place) && !mendedPlaces.has(place))
      .filter(([name, place]) => part.kind !== 'token' || isForeignLetter(name, place))
      .map(([, place]) => place);
    for (const place of places) mendedPlaces.add(place);
    const space: Part = { kind: 'text', text: ' ' };
    const isAfter = part.kind === 'close';
    if (places.includes(from) && !isAfter) mended.push(space);
    mended.push(part);
    if ('text' in part ? places.includes(at) : isAfter && places.length > 0) mended.push(space);
  }
  return mended;
}
