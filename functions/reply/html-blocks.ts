import { DomUtils, parseDocument } from 'htmlparser2';
import { textOfHtml } from '../../connectors/kit/html-text.ts';

type Document = ReturnType<typeof parseDocument>;
type Node = Document['children'][number];

const blockTags = new Set(
  'address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
/** Blocks that only hold others: what stands in them is taken out, so that a paragraph is a block of its own. */
const wrappers = new Set(['div', 'section', 'article', 'main', 'center', 'body', 'html']);

const isBlock = (node: Node) => 'name' in node && blockTags.has(node.name);
const outer = (nodes: readonly Node[]) => nodes.map((node) => DomUtils.getOuterHTML(node)).join('');

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);

/** Plain text as HTML: a paragraph where a line is left empty, a break elsewhere. */
export function htmlOfText(text: string): string {
  return text
    .trim()
    .split(/(?:\r?\n[ \t]*){2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${escapeHtml(paragraph.trim()).replaceAll(/\r?\n/g, '<br>')}</p>`)
    .join('');
}

/** What a block reads like, on one or more lines. */
export function textOf(html: string): string {
  return textOfHtml(html)
    .replaceAll(/[ \u00a0]+/g, ' ')
    .trim();
}

/** Whether there is nothing to see: neither text nor an image nor a rule. */
export function isBlank(html: string): boolean {
  return textOf(html) === '' && !/<(?:img|hr)\b/i.test(html);
}

/** What is not seen: blanks, and characters that only steer how text is set. */
const unseen = /[\s\p{Cf}]/gu;
const leadingUnseen = /^[ \u00a0\u3000\p{Cf}]+/u;

/**
 * Takes a text from the beginning of the markup, however it is spread over elements, with the breaks that it leaves there.
 * White space counts as equal, and a heading may have swallowed the mark (`# translate` is a heading in Markdown).
 */
export function dropTextStart(html: string, start: string): string {
  const document = parseDocument(html);
  let left = start.replaceAll(unseen, '');
  const first = textOf(html).replaceAll(unseen, '');
  if (!first.startsWith(left)) left = left.replace(/^[#!＃！]/, '');
  if (!first.startsWith(left)) return html;
  for (const node of textNodes(document.children)) {
    if (left === '') {
      node.data = node.data.replace(leadingUnseen, '');
      if (node.data !== '') break;
      continue;
    }
    const kept = afterStart(node.data, left);
    left = kept.left;
    node.data = kept.rest;
    if (left === '' && kept.rest !== '') break;
  }
  dropLeadingBreaks(document.children);
  return outer(document.children);
}

/** Takes away the breaks before the first thing to be seen; true = that has been met. */
function dropLeadingBreaks(nodes: readonly Node[]): boolean {
  for (const node of [...nodes]) {
    if (node.type === 'text' && 'data' in node) {
      if (node.data.trim() !== '') return true;
    } else if ('name' in node && node.name === 'br') DomUtils.removeElement(node);
    else if ('name' in node && (node.name === 'img' || node.name === 'hr')) return true;
    else if ('children' in node && dropLeadingBreaks(node.children)) return true;
  }
  return false;
}

/** As much of `wanted` as the text begins with is taken off; white space in the text is passed over. */
function afterStart(text: string, wanted: string): Readonly<{ left: string; rest: string }> {
  let left = wanted;
  let at = 0;
  while (at < text.length && left !== '') {
    const unit = text.charAt(at);
    if (!/[\s\p{Cf}]/u.test(unit)) left = left.slice(1);
    at += 1;
  }
  return { left, rest: left === '' ? text.slice(at).replace(leadingUnseen, '') : '' };
}

function* textNodes(nodes: readonly Node[]): Generator<{ data: string }> {
  for (const node of nodes) {
    if (node.type === 'text' && 'data' in node) yield node;
    else if ('children' in node) yield* textNodes(node.children);
  }
}

/**
 * The paragraphs, lists, tables of a text as separate blocks. Inline content that stands between blocks becomes a
 * paragraph; elements that only wrap blocks are left out.
 */
export function topBlocks(html: string): readonly string[] {
  return blocksOf(parseDocument(html).children).filter((block) => !isBlank(block));
}

function blocksOf(nodes: readonly Node[]): string[] {
  const blocks: string[] = [];
  let inline: Node[] = [];
  const closeParagraphs = () => {
    blocks.push(...paragraphsOf(outer(inline)));
    inline = [];
  };
  for (const node of nodes) {
    if (!isBlock(node)) {
      inline.push(node);
      continue;
    }
    closeParagraphs();
    if ('children' in node && 'name' in node && wrappers.has(node.name))
      blocks.push(...blocksOf(node.children));
    else blocks.push(DomUtils.getOuterHTML(node));
  }
  closeParagraphs();
  return blocks;
}

/** Two breaks in a row are how rich text editors leave a line empty. */
function paragraphsOf(inline: string): string[] {
  return inline
    .split(/(?:<br\s*\/?>\s*){2,}/i)
    .filter((part) => !isBlank(part))
    .map((part) => `<p>${part.trim()}</p>`);
}

const bare = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** A text and the signature that stood under it, both as markup; null = there was none. */
export type Signed = Readonly<{ html: string; signatureHtml: string | null }>;

/**
 * The markup without the signature under it: what the helpdesk knows as the author's signature, or what stands below a
 * line of two dashes. Only blocks at the end are taken.
 */
export function withoutSignatureEnd(html: string, signature: string | null, mark: RegExp): Signed {
  const blocks = [...topBlocks(html)];
  const marked = blocks.findIndex((block) => mark.test(textOf(block)));
  if (marked >= 0) {
    const [before = '', ...after] = textOf(blocks[marked] ?? '').split(mark);
    return {
      html: [...blocks.slice(0, marked), htmlOfText(before)].join(''),
      signatureHtml: [htmlOfText(after.join('')), ...blocks.slice(marked + 1)].join(''),
    };
  }
  const wanted = bare(signature ?? '');
  if (wanted === '') return { html, signatureHtml: null };
  for (let from = blocks.length - 1; from >= 1; from -= 1) {
    const end = blocks.slice(from);
    if (bare(end.map(textOf).join(' ')) === wanted) {
      return { html: blocks.slice(0, from).join(''), signatureHtml: end.join('') };
    }
  }
  return { html, signatureHtml: null };
}
