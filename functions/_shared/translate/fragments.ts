import { type Guarded, isTag, type Part, plainOf, type Stretch, slice } from '../text/guard.ts';
import { writesSpaces } from '../text/scripts.ts';
import { segmentsOf } from '../text/segments.ts';

/** The stretches of a text between the tags of its elements, and the tags between them. */
export function betweenTags({ parts, masked }: Guarded): readonly (Guarded | Part)[] {
  const result: (Guarded | Part)[] = [];
  let run: Stretch[] = [];
  const flush = () => {
    if (run.length > 0) result.push({ parts: run, masked, wholes: [] });
    run = [];
  };
  for (const part of parts) {
    if (isTag(part)) {
      flush();
      result.push(part);
    } else run.push(part);
  }
  flush();
  return result;
}

/** Sentences with a token in them one by one, those without together: what is damaged is to be as short as possible. */
export function bySentences(text: Guarded, language: string): readonly Guarded[] {
  const plain = plainOf(text.parts);
  const tokens = placesOfTokens(text.parts);
  const ends: number[] = [];
  let start = 0;
  let hadToken = true;
  for (const { segment, index } of segmentsOf(plain, language, 'sentence')) {
    const end = index + segment.length;
    if (tokens.some((token) => token.start < end && end < token.end)) continue;
    const hasToken = tokens.some((token) => start <= token.start && token.start < end);
    if (!hasToken && !hadToken) ends.pop();
    ends.push(end);
    start = end;
    hadToken = hasToken;
  }
  if (start < plain.length) ends.push(plain.length);
  return ends.map((end, index) => ({ ...text, parts: slice(text.parts, ends[index - 1] ?? 0, end) }));
}

/** Where the tokens stand in the plain text: UTF-16 offsets, `end` excluded. */
export function placesOfTokens(parts: readonly Part[]): readonly { start: number; end: number }[] {
  let at = 0;
  return parts.flatMap((part) => {
    if (isTag(part)) return [];
    const start = at;
    at += part.text.length;
    return part.kind === 'token' ? [{ start, end: at }] : [];
  });
}

/** Punctuation at a fragment's edges belongs to the sentence around it, not to the fragment. */
const edges =
  /^(?<before>[\s,.;:!?)\]}»”’、。，！？；：）」』،؛؟…–—-]*)(?<core>.*?)(?<after>[\s([{«“‘（「『]*)$/su;

/** A fragment of a sentence, as far as possible without what only makes sense with the rest of it. */
export function edgesOf(text: string): { before: string; core: string; after: string } {
  const { before = '', core = '', after = '' } = edges.exec(text)?.groups ?? {};
  return { before, core, after };
}

const fullWidth: Readonly<Record<string, string>> = {
  '、': ', ',
  '，': ', ',
  '。': '. ',
  '！': '! ',
  '？': '? ',
  '；': '; ',
  '：': ': ',
  '（': ' (',
  '）': ') ',
};
const arabic: Readonly<Record<string, string>> = { '،': ',', '؛': ';', '؟': '?' };

/** Punctuation between tokens as the target writes it. */
export function punctuationFor(text: string, target: string): string {
  const isArabic = /^(?:ar|fa|ps|ur)/.test(target);
  return text
    .replace(/[、，。！？；：（）]/gu, (mark) => (writesSpaces(target) ? (fullWidth[mark] ?? mark) : mark))
    .replace(/[،؛؟]/gu, (mark) => (isArabic ? mark : (arabic[mark] ?? mark)));
}

const endsWord = /[\p{L}\p{N}]$/u;
const endsClause = /[\p{L}\p{N},.;:!?)]$/u;
const beginsWord = /^[\p{L}\p{N}]/u;

/** Fragments and tokens in turns, with a space where the target needs one and the source wrote none. */
export function joinedFragments(
  parts: readonly Stretch[],
  { source, target }: Readonly<{ source: string; target: string }>,
): readonly Stretch[] {
  if (!writesSpaces(target)) return parts;
  const ends = writesSpaces(source) ? endsWord : endsClause;
  return parts.flatMap((part, index) => {
    const left = parts[index - 1];
    if (left === undefined || left.kind === part.kind) return [part];
    const isSewn = ends.test(left.text) && beginsWord.test(part.text);
    return isSewn ? [{ kind: 'text', text: ' ' } as const, part] : [part];
  });
}
