import { type Guarded, type Part, plainOf } from './guard.ts';
import { wordCharacter } from './scripts.ts';
import { segmentsOf } from './segments.ts';
import type { TokenKind } from './tokens.ts';

const word = new RegExp(`^${wordCharacter}$`, 'v');
const endsInWord = new RegExp(`${wordCharacter}$`, 'v');
const startsWithWord = new RegExp(`^${wordCharacter}`, 'v');
/** Would make another number, another emoji or another letter of what stands before it. */
const gluedAfterNumber = /^(?:[\-\/.,'’_:]?\p{Nd}|[\p{M}\u200d\ufe0f\p{Emoji_Modifier}])/v;
const gluedBeforeNumber = /(?:\p{Nd}[\-\/.,'’_:]?|\u200d)$/v;
const gluedAfterSign = /^(?:\p{Nd}|[\p{M}\u200d\ufe0f\p{Emoji_Modifier}])/v;
const gluedBeforeSign = /(?:\p{Nd}|\u200d)$/v;
const regionalIndicator = /\p{Regional_Indicator}/v;

const firstCharacter = (text: string) => String.fromCodePoint(text.codePointAt(0) ?? 0);
const lastCharacter = (text: string) => /.$/su.exec(text)?.[0] ?? '';
/** Enough of a text beside a place to see what touches it. */
const nearby = 4;

/** Whether what stands before a value makes it a part of something longer. */
function isGluedBefore(text: string, start: number, value: string): boolean {
  const left = text.slice(Math.max(0, start - nearby), start);
  const first = firstCharacter(value);
  if (regionalIndicator.test(first)) return regionalIndicator.test(lastCharacter(left));
  return word.test(first)
    ? endsInWord.test(left) || gluedBeforeNumber.test(left)
    : gluedBeforeSign.test(left);
}

function isGluedAfter(text: string, end: number, value: string): boolean {
  const right = text.slice(end, end + nearby);
  const last = lastCharacter(value);
  if (regionalIndicator.test(last)) return regionalIndicator.test(firstCharacter(right));
  return word.test(last)
    ? startsWithWord.test(right) || gluedAfterNumber.test(right)
    : gluedAfterSign.test(right);
}

/** How a value stands in the original: its author may have written something straight after it ("4711er"). */
type Wanted = { value: string; order: string; gluedBefore: boolean; gluedAfter: boolean };

/** The values of tokens by their first UTF-16 unit, the longest first. */
export type Wants = ReadonlyMap<string, readonly Wanted[]>;

/** Kinds that take each other's place without a reader's noticing. */
const orderOf = (kind: TokenKind | undefined): string => {
  switch (kind) {
    case 'reference':
    case 'phone':
    case 'number':
    case 'iban':
    case 'card':
      return 'number';
    case 'url':
    case 'email':
    case 'mention':
      return 'address';
    default:
      return kind ?? 'token';
  }
};

/** What must be found in a translation of these texts. */
export function wantsOf(parts: readonly Part[]): Wants {
  const text = plainOf(parts);
  const byValue = new Map<string, Wanted>();
  let at = 0;
  for (const part of parts) {
    if (!('text' in part)) continue;
    const end = at + part.text.length;
    if (part.kind === 'token') {
      const wanted = byValue.get(part.text) ?? {
        value: part.text,
        order: orderOf(part.of),
        gluedBefore: false,
        gluedAfter: false,
      };
      wanted.gluedBefore ||= isGluedBefore(text, at, part.text);
      wanted.gluedAfter ||= isGluedAfter(text, end, part.text);
      byValue.set(part.text, wanted);
    }
    at = end;
  }
  return Map.groupBy(
    [...byValue.values()].sort((one, other) => other.value.length - one.value.length),
    ({ value }) => value.charAt(0),
  );
}

/** Something that must keep its place: a token, or where an element begins. */
type Landmark = Readonly<{ at: number; name: string; order: string }>;

function landmarksOf(parts: readonly Part[], wants: Wants, others: Wants): readonly Landmark[] {
  const text = plainOf(parts);
  const landmarks: Landmark[] = [];
  /** Which element a stretch of the text is in. */
  const stretches: { from: number; element: number | null }[] = [{ from: 0, element: null }];
  const open: number[] = [];
  let at = 0;
  for (const part of parts) {
    if ('text' in part) {
      at += part.text.length;
      continue;
    }
    if (part.kind !== 'close')
      landmarks.push({ at, name: `${part.kind} ${part.id} in ${open.at(-1)}`, order: 'element' });
    if (part.kind === 'open') open.push(part.id);
    if (part.kind === 'close') open.pop();
    stretches.push({ from: at, element: open.at(-1) ?? null });
  }
  let stretch = 0;
  for (let place = 0; place < text.length; ) {
    const found = foundAt(text, place, wants) ?? foundAt(text, place, others);
    if (found === undefined) {
      place += 1;
      continue;
    }
    while ((stretches[stretch + 1]?.from ?? Number.POSITIVE_INFINITY) <= place) stretch += 1;
    const name = `token ${found.value} in ${stretches[stretch]?.element}`;
    landmarks.push({ at: place, name, order: found.order });
    place += found.value.length;
  }
  return landmarks.sort((one, other) => one.at - other.at);
}

function foundAt(text: string, place: number, wants: Wants): Wanted | undefined {
  return wants
    .get(text.charAt(place))
    ?.find(
      ({ value, gluedBefore, gluedAfter }) =>
        text.startsWith(value, place) &&
        (gluedBefore || !isGluedBefore(text, place, value)) &&
        (gluedAfter || !isGluedAfter(text, place + value.length, value)),
    );
}

/** The landmarks together for each sentence of the text. */
function bySentence(
  landmarks: readonly Landmark[],
  text: string,
  language: string,
): readonly (readonly Landmark[])[] {
  const groups: Landmark[][] = [];
  let next = 0;
  for (const { segment, index } of segmentsOf(text, language, 'sentence')) {
    const group: Landmark[] = [];
    for (let mark = landmarks[next]; mark && mark.at < index + segment.length; mark = landmarks[next]) {
      group.push(mark);
      next += 1;
    }
    groups.push(group);
  }
  const rest = landmarks.slice(next);
  return rest.length > 0 ? [...groups, rest] : groups;
}

const runsOf = (parts: readonly Part[]) =>
  parts.reduce<string[]>((runs, part, index) => {
    if (part.kind !== 'token') return runs;
    if (parts[index - 1]?.kind === 'token') runs.push(`${runs.pop() ?? ''}${part.text}`);
    else runs.push(part.text);
    return runs;
  }, []);

const sameMembers = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length &&
  [...some].sort().every((name, index) => name === [...others].sort()[index]);

/** Elements that have something to read in them; a bold without its word is lost. */
function filledElements(parts: readonly Part[]): ReadonlySet<number> {
  const filled = new Set<number>();
  const open: number[] = [];
  for (const part of parts) {
    if (part.kind === 'open') open.push(part.id);
    else if (part.kind === 'close') open.pop();
    else if (!('text' in part) || /[\p{L}\p{N}]/u.test(part.text)) for (const id of open) filled.add(id);
  }
  return filled;
}

const wireWords = /translate\s*=\s*\W{0,6}no\b|<\s*\/?\s*span\b|\/\s*span\s*>/gi;
const countOf = (text: string, what: RegExp | string) =>
  typeof what === 'string' ? text.split(what).length - 1 : (text.match(what)?.length ?? 0);

export type FaithfulnessOptions = Readonly<{
  /** BCP 47, for sentence ends of the original. */
  language: string;
  /** Whether the two languages name things in the same order. */
  alikeInOrder: boolean;
  /** Tokens of the rest of the message: none of them may turn up here. */
  others: Wants;
}>;

/** The members of a group are all there; of a kind in their order, if the languages are alike in that. */
function isGroup(wanted: readonly Landmark[], found: readonly Landmark[], alikeInOrder: boolean): boolean {
  const names = (landmarks: readonly Landmark[]) => landmarks.map(({ name }) => name);
  if (!sameMembers(names(wanted), names(found))) return false;
  if (!alikeInOrder) return true;
  const inOrder = (landmarks: readonly Landmark[]) =>
    names(
      landmarks.toSorted((one, other) => (one.order < other.order ? -1 : Number(one.order > other.order))),
    );
  const order = inOrder(found);
  return inOrder(wanted).every((name, index) => name === order[index]);
}

/**
 * Whether a translation has every token and every element of the original, each as often, with the same value and in its
 * place. Word order differs between languages, the order of sentences does not. So the rule for "in place" is: going through
 * the translation from its beginning, first come all tokens and elements of the original's first sentence, then all of its
 * second, and so on; and each stands in the same element as before. Within a sentence a date may change places with an order
 * number, but two order numbers may not, unless the languages turn sentences round (areAlikeInOrder). Where the engine did not
 * give our marks back, nothing shows that it moved a token knowingly, so the order must be the original's.
 */
export function isFaithful(
  original: Guarded,
  translated: readonly Part[],
  { language, alikeInOrder, others }: FaithfulnessOptions,
): boolean {
  const { parts, wholes } = original;
  const [before, after] = [plainOf(parts), plainOf(translated)];
  const wants = wantsOf(parts);
  const wanted = landmarksOf(parts, wants, others);
  const found = landmarksOf(translated, wants, others);
  if (wanted.length !== found.length) return false;
  const hasOurMarks = sameMembers(runsOf(parts), runsOf(translated));
  const groups = hasOurMarks ? bySentence(wanted, before, language) : wanted.map((landmark) => [landmark]);
  let next = 0;
  for (const group of groups) {
    if (!isGroup(group, found.slice(next, next + group.length), alikeInOrder)) return false;
    next += group.length;
  }
  const filled = filledElements(translated);
  return (
    saysSomething(translated) === saysSomething(parts) &&
    [...filledElements(parts)].every((id) => filled.has(id)) &&
    wholes.every((value) => countOf(after, value) === countOf(before, value)) &&
    countOf(after, wireWords) === countOf(before, wireWords)
  );
}

/** Whether anything stands beside the tokens. */
const saysSomething = (parts: readonly Part[]) =>
  parts.some((part) => part.kind === 'text' && /[\p{L}\p{N}\p{S}]/u.test(part.text));
