import { styleText } from 'node:util';
import type { ReplayOutput } from '../replay/output.ts';
import type { Scene } from './story.ts';

const shownCharacters = 300;
const indent = '   ';

const plainText = (html: string) =>
  html
    .replaceAll(/<br>/g, '\n')
    .replaceAll(/<\/p>/g, '\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim();

function shorten(text: string): string {
  const characters = [...text];
  if (characters.length <= shownCharacters) return text;
  return `${characters.slice(0, shownCharacters).join('')} … (${characters.length} characters)`;
}

const indented = (text: string) =>
  text
    .split('\n')
    .map((line) => `${indent}${line}`)
    .join('\n');

/** The note with its middle left out when it is long: the first and the last line are what agents look at. */
function shownNote(html: string): string {
  const lines = plainText(html)
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (lines.length <= 6) return lines.map(shorten).join('\n');
  const left = lines.length - 4;
  return [...lines.slice(0, 2), `… ${left} lines …`, ...lines.slice(-2)].map(shorten).join('\n');
}

/** What the customer reads, and which files came along. */
function shownReply({
  html,
  attachments,
}: Extract<ReplayOutput['writes'][number], { kind: 'reply' }>): string {
  const files = attachments.map(({ name }) => name);
  return [shorten(plainText(html)), ...(files.length === 0 ? [] : [`with ${files.join(', ')}`])].join('\n');
}

function fieldsLine(output: ReplayOutput): string | null {
  const values = output.writes.flatMap((write) =>
    write.kind === 'fields' ? Object.values(write.values) : [],
  );
  return values.length === 0 ? null : `fields: ${values.join(', ')}`;
}

function costLine(output: ReplayOutput): string {
  const { translate, comprehend, lex, helpdesk } = output.calls;
  const known = output.savedCharacters > 0 ? 'translation known already' : 'no translation';
  const engine = output.engine.length === 0 ? known : `engine ${output.engine.join(', ')}`;
  return [
    `${output.ms} ms`,
    engine,
    `${output.billedCharacters} characters billed`,
    ...(output.savedCharacters > 0 ? [`${output.savedCharacters} saved`] : []),
    `calls: Translate ${translate}, Comprehend ${comprehend}, Lex ${lex}, helpdesk ${helpdesk}`,
  ].join(' · ');
}

/** What the agent now sees in the ticket, and what it took. */
export function printScene(scene: Scene, output: ReplayOutput, problems: readonly string[]): string {
  const notes = output.writes.filter((write) => write.kind === 'note');
  const replies = output.writes.filter((write) => write.kind === 'reply');
  const reason = output.reason === null ? '' : `: ${output.reason}`;
  const fields = fieldsLine(output);
  return [
    styleText('bold', `#${output.ticket} ${scene.title}`),
    styleText('dim', indented(shorten(scene.line.text))),
    ...replies.map((reply) => indented(styleText('cyan', `to the customer: ${shownReply(reply)}`))),
    ...(notes.length + replies.length === 0
      ? [indented(styleText('yellow', `no note (${output.outcome}${reason})`))]
      : notes.map((note) => indented(styleText('green', shownNote(note.html))))),
    ...(fields === null ? [] : [indented(fields)]),
    indented(styleText('dim', costLine(output))),
    ...problems.map((problem) => indented(styleText('red', `✗ ${problem}`))),
    '',
  ].join('\n');
}
