import type { LanguageTag } from '../../../events/language.ts';
import { languageNamed } from '../language/named.ts';
import { type CommandName, commandNames, openingOf } from './vocabulary.ts';

/** What the agent asks for. */
export type Command = Readonly<
  | { name: 'translate'; language: LanguageTag | null }
  | { name: 'preview'; language: LanguageTag | null }
  | { name: 'send' }
  | { name: 'pause' }
  | { name: 'resume' }
  | { name: 'retry' }
  | { name: 'help' }
  | { name: 'lang'; language: LanguageTag }
  | { name: 'history'; count: number }
>;

/** Why something that looks like a command is none that can be carried out. */
export type Misunderstanding = 'near-miss' | 'unknown-language' | 'bad-count' | 'empty';

export type ParsedNote = Readonly<
  | { kind: 'no-command' }
  /** `prefix`: what stands before the text, as written. */
  | { kind: 'command'; command: Command; prefix: string }
  | { kind: 'not-understood'; word: string; meant: CommandName; why: Misunderstanding; prefix: string }
>;

export const defaultHistoryCount = 10;
export const maxHistoryCount = 50;

/** Four-letter commands are near to too many ordinary words for two slips (`#late`, `#hello`). */
const maxSlips = (name: string) => (name.length <= 4 ? 1 : 2);

/** Edit distance in which two swapped neighbours are one slip (optimal string alignment). */
export function editDistance(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of a.entries()) {
    const current = [row + 1];
    for (const [column, facing] of b.entries()) {
      const swapped = row > 0 && column > 0 && letter === b[column - 1] && a[row - 1] === facing;
      const costs = [
        (last[column + 1] ?? 0) + 1,
        (current[column] ?? 0) + 1,
        (last[column] ?? 0) + (letter === facing ? 0 : 1),
        ...(swapped ? [(beforeLast[column - 1] ?? 0) + 1] : []),
      ];
      current.push(Math.min(...costs));
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

function nearestCommand(word: string): CommandName | null {
  const near = commandNames
    .map((name) => ({ name, slips: editDistance(word, name) }))
    .filter(({ name, slips }) => slips <= maxSlips(name))
    .sort((one, other) => one.slips - other.slips);
  return near[0]?.name ?? null;
}

const restOfLine = (text: string) => text.split('\n', 1)[0]?.trim() ?? '';

type Args = Readonly<{ afterColon: string | undefined; rest: string; agentLanguage: LanguageTag }>;
type Read = Command | Misunderstanding;

function readLanguage(name: 'translate' | 'preview', { afterColon, agentLanguage }: Args): Read {
  if (afterColon === undefined) return { name, language: null };
  const language = languageNamed(afterColon, agentLanguage);
  return language === null ? 'unknown-language' : { name, language };
}

function readLang({ afterColon, rest, agentLanguage }: Args): Read {
  const word = afterColon ?? restOfLine(rest);
  if (word === '') return 'empty';
  const language = languageNamed(word, agentLanguage);
  return language === null ? 'unknown-language' : { name: 'lang', language };
}

function readHistory({ afterColon, rest }: Args): Read {
  const written = afterColon ?? restOfLine(rest);
  if (written === '') return { name: 'history', count: defaultHistoryCount };
  const count = /^\d{1,3}$/.test(written) ? Number(written) : 0;
  return count >= 1 && count <= maxHistoryCount ? { name: 'history', count } : 'bad-count';
}

function read(name: CommandName, args: Args): Read {
  switch (name) {
    case 'translate':
    case 'preview':
      return readLanguage(name, args);
    case 'lang':
      return readLang(args);
    case 'history':
      return readHistory(args);
    case 'send':
    case 'pause':
    case 'resume':
    case 'retry':
    case 'help':
      return { name };
  }
}

/**
 * Reads the first line of a note for a command: `#` or `!` (full-width too), a word, and for some a language or a number.
 * `#12345`, `#refund` and other words are no command; a near miss of one is told apart, so that it can be answered.
 */
export function parseNote(text: string, agentLanguage: LanguageTag): ParsedNote {
  const opening = openingOf(text);
  if (opening === null) return { kind: 'no-command' };
  const { prefix, word, afterColon, name: known } = opening;
  if (known === null) {
    const meant = nearestCommand(word);
    return meant === null
      ? { kind: 'no-command' }
      : { kind: 'not-understood', word, meant, why: 'near-miss', prefix };
  }
  const args = { afterColon, rest: text.slice(prefix.length), agentLanguage };
  const outcome = read(known, args);
  return typeof outcome === 'string'
    ? { kind: 'not-understood', word: wordOf(outcome, args, word), meant: known, why: outcome, prefix }
    : { kind: 'command', command: outcome, prefix };
}

const maxWordCharacters = 40;

/** What the agent wrote that is not understood: a language that is none, else the command's own word. */
function wordOf(why: Misunderstanding, { afterColon, rest }: Args, word: string): string {
  return why === 'near-miss' || why === 'empty'
    ? word
    : (afterColon ?? restOfLine(rest)).slice(0, maxWordCharacters);
}
