import { escapeHtml } from '../kit/inert.ts';
import { splitByHtmlBytes } from '../kit/split-html.ts';
import { withoutReferences } from './composite-text.ts';
import { type Block, type Direction, isolates, popIsolate, type Run } from './note-lines.ts';

const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\p{Script=Samaritan}\p{Script=Mandaic}]/u;

/** Attributes of direction do not survive: marks do. None where a line reads right without. */
function marksOf(direction: Direction, text: string): readonly [string, string] {
  const isNeeded = text !== '' && (direction === 'rtl' || rightToLeft.test(text));
  return isNeeded ? [isolates[direction], popIsolate] : ['', ''];
}

const textOf = ({ runs }: Block) => runs.map(({ text }) => text).join('');

function runHtml({ text, styles, href }: Run): string {
  const tags = [...(href === null ? [] : [`a href="${escapeHtml(href)}"`]), ...styles];
  const opening = tags.map((tag) => `<${tag}>`).join('');
  const closing = tags
    .toReversed()
    .map((tag) => `</${tag.split(' ', 1)[0] ?? tag}>`)
    .join('');
  return `${opening}${escapeHtml(text)}${closing}`;
}

const lineHtml = (block: Block): string => {
  const [start, end] = marksOf(block.direction, textOf(block));
  return `${start}${block.runs.map(runHtml).join('')}${end}`;
};

/**
 * Lines as the HTML that a post of a feed takes: p, a, b, i, u, s, code, ul, li; an empty line is `<p>&nbsp;</p>`.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_feeditem.htm
 */
export function feedHtml(blocks: readonly Block[]): string {
  const html = blocks
    .map((block, index) => {
      if (block.kind === 'p') return `<p>${block.runs.length === 0 ? '&nbsp;' : lineHtml(block)}</p>`;
      const start = blocks[index - 1]?.kind === 'li' ? '' : '<ul>';
      const end = blocks[index + 1]?.kind === 'li' ? '' : '</ul>';
      return `${start}<li>${lineHtml(block)}</li>${end}`;
    })
    .join('');
  return withoutReferences(html);
}

/** Lines as plain text, for comments and fields. A link's address stands behind it where it is not its text. */
export function plainText(blocks: readonly Block[]): string {
  const lines = blocks
    .map((block) => {
      const text = block.runs
        .map(({ text: words, href }) => (href === null || href === words ? words : `${words} (${href})`))
        .join('');
      const [start, end] = marksOf(block.direction, text);
      return `${block.kind === 'li' ? '• ' : ''}${start}${text}${end}`;
    })
    .join('\n');
  return withoutReferences(lines);
}

/** How long a piece would be, in what its place counts. */
export type Measure = (blocks: readonly Block[]) => number;

/** What the mark of a part takes, and the tags of a list that goes on in the next one. */
const roomForMarks = 40;

/**
 * Lines in pieces that each measure at most `max`, marked 1/2, 2/2 where there are several. A line that alone is longer is
 * cut between sentences, words, graphemes.
 */
export function piecesOf(
  blocks: readonly Block[],
  max: number,
  measure: Measure,
): readonly (readonly Block[])[] {
  if (measure(blocks) <= max) return [blocks];
  const room = max - roomForMarks;
  const pieces: Block[][] = [];
  let piece: Block[] = [];
  for (const block of blocks.flatMap((each) =>
    measure([each]) <= room ? [each] : cut(each, room, measure),
  )) {
    if (piece.length > 0 && measure([...piece, block]) > room) {
      pieces.push(piece);
      piece = [];
    }
    // An empty line parts two others; at the beginning it parts nothing.
    if (piece.length > 0 || block.runs.length > 0) piece.push(block);
  }
  pieces.push(piece);
  return pieces.map((each, index) => [...each, partMark(index + 1, pieces.length)]);
}

const partMark = (number: number, count: number): Block => ({
  kind: 'p',
  direction: 'auto',
  runs: [{ text: `${number}/${count}`, styles: ['i'], href: null }],
});

/** One line in several, each with its share of the stretches of text. */
function cut(block: Block, room: number, measure: Measure): readonly Block[] {
  const costOf = (run: Run) => measure([{ ...block, runs: [run] }]);
  const runs = block.runs.flatMap((run) =>
    costOf(run) <= room / 2 ? [run] : shortRuns(run, room / 2, costOf),
  );
  const lines: Run[][] = [];
  let line: Run[] = [];
  for (const run of runs) {
    if (line.length > 0 && measure([{ ...block, runs: [...line, run] }]) > room) {
      lines.push(line);
      line = [];
    }
    line.push(run);
  }
  lines.push(line);
  return lines.map((each, index) => ({ ...block, kind: index === 0 ? block.kind : 'p', runs: each }));
}

function shortRuns(run: Run, room: number, costOf: (run: Run) => number): readonly Run[] {
  const frame = costOf({ ...run, text: '' });
  // Escaping is what may make a text longer than it is, whether characters or bytes are counted.
  const stored = (text: string) => withoutReferences(escapeHtml(text));
  const pieces = splitByHtmlBytes(run.text, Math.max(room - frame, 1), stored, (text) => text);
  return pieces.map((text) => ({ ...run, text }));
}
