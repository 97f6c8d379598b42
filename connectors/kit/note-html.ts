import { Parser } from 'htmlparser2';
import { inertHtml } from './inert.ts';
import { splitByHtmlBytes } from './split-html.ts';

export type NoteHtmlOptions = Readonly<{
  /** UTF-8 bytes that one piece may have. */
  maxBytes: number;
  /** The direction of the outermost blocks; `pre` finds its own. */
  direction: 'ltr' | 'rtl' | 'auto';
  /** How text is made harmless; its output may be longer than `inertHtml`'s, not shorter. */
  inert?: (text: string) => string;
}>;

const blocks: ReadonlySet<string> = new Set(
  'blockquote caption dd div dl dt h1 h2 h3 h4 h5 h6 li ol p pre table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const inline: ReadonlySet<string> = new Set(
  'a b cite code del em i ins kbd mark q s samp small strike strong sub sup tt u var'.split(' '),
);
/** Their content is no text. */
const dropped: ReadonlySet<string> = new Set(
  'embed head iframe math noscript object script select style svg template textarea title'.split(' '),
);
const wordJoiner = '\u2060';
const utf8Bytes = (text: string) => Buffer.byteLength(text, 'utf8');

type Attributes = Readonly<Record<string, string>>;
/** Of a list: how many items have begun, so that a list that goes on counts on. */
type Element = { readonly name: string; readonly attributes: Attributes; items: number };

type Event = Readonly<
  | { kind: 'open'; name: string; attributes: Attributes }
  | { kind: 'close'; name: string }
  | { kind: 'void'; html: string }
  | { kind: 'text'; text: string }
>;

/** HTML in the order in which it is read, with nothing in it but what a note takes. Balanced whatever comes in. */
function eventsOf(html: string): readonly Event[] {
  const events: Event[] = [];
  let droppedDepth = 0;
  const isKept = (name: string) => blocks.has(name) || inline.has(name);
  const add = (event: Event) => {
    if (droppedDepth === 0) events.push(event);
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      if (dropped.has(name)) droppedDepth += 1;
      if (isKept(name)) add({ kind: 'open', name, attributes });
      if (name === 'br' || name === 'hr') add({ kind: 'void', html: `<${name}>` });
      // The message stands above the note with its images; fetched once more they would tell who reads.
      const alt = attributes.alt?.trim() ?? '';
      if (name === 'img' && alt !== '') add({ kind: 'text', text: `[${alt}]` });
    },
    ontext: (text) => add({ kind: 'text', text }),
    onclosetag(name) {
      if (dropped.has(name)) droppedDepth -= 1;
      if (isKept(name)) add({ kind: 'close', name });
    },
  });
  parser.end(html);
  return events;
}

/** Words that stand in no block get one, so that they have a direction too; it holds whatever is inline up to the next block. */
function inBlocks(events: readonly Event[]): readonly Event[] {
  const result: Event[] = [];
  let depth = 0;
  let isLoose = false;
  const end = () => {
    if (isLoose) result.push({ kind: 'close', name: looseBlock });
    isLoose = false;
  };
  for (const event of events) {
    if (depth === 0) {
      if (event.kind === 'open' && blocks.has(event.name)) end();
      else if (!isLoose && !isBlank(event)) {
        result.push({ kind: 'open', name: looseBlock, attributes: {} });
        isLoose = true;
      }
    }
    if (event.kind === 'open') depth += 1;
    if (event.kind === 'close') depth -= 1;
    result.push(event);
  }
  end();
  return result;
}

/** Not a `p`: an inline element may have blocks in it, which a paragraph must not. */
const looseBlock = 'div';
const isBlank = (event: Event) =>
  event.kind === 'void' || (event.kind === 'text' && event.text.trim() === '');

/** What stands between two borders of blocks: opening tags, text, closing tags. Between chunks a note may end. */
function chunksOf(events: readonly Event[]): readonly (readonly Event[])[] {
  const chunks: Event[][] = [[]];
  let hasContent = false;
  for (const event of events) {
    const opensBlock = event.kind === 'open' && blocks.has(event.name);
    const closesBlock = event.kind === 'close' && blocks.has(event.name);
    const last = chunks.at(-1)?.at(-1);
    const afterBlock = last?.kind === 'close' && blocks.has(last.name);
    const afterBreak = last?.kind === 'void';
    if ((hasContent && opensBlock) || (afterBlock && !closesBlock) || (afterBreak && event.kind === 'text')) {
      chunks.push([]);
      hasContent = false;
    }
    if (event.kind !== 'open') hasContent = true;
    chunks.at(-1)?.push(event);
  }
  return chunks.filter((chunk) => chunk.length > 0);
}

function linkOf(href: string): string {
  const address = href.replace(/[\s\p{Cc}\p{Cf}]/gu, '');
  if (!/^(?:https?:\/\/|mailto:|tel:)/i.test(address)) return '';
  // A browser reads an encoded brace in an address as the brace, a placeholder engine does not.
  const inert = address.replaceAll('{', '%7B').replaceAll('}', '%7D');
  return ` href="${inertAttribute(inert)}" rel="noopener noreferrer nofollow"`;
}

const inertAttribute = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const number = (value: string | undefined) => (/^\d{1,4}$/.test(value ?? '') ? Number(value) : null);

function attributesHtml({ name, attributes }: Element): string {
  const numeric = (attribute: string) => {
    const value = number(attributes[attribute]);
    return value === null ? '' : ` ${attribute}="${value}"`;
  };
  switch (name) {
    case 'a':
      return linkOf(attributes.href ?? '');
    case 'td':
    case 'th':
      return numeric('colspan') + numeric('rowspan');
    default:
      return '';
  }
}

/** `isAgain`: the element was closed at the end of the note before. */
function openingTag(element: Element, depth: number, direction: string, isAgain: boolean): string {
  const { name, attributes } = element;
  const dir = depth === 0 && blocks.has(name) ? ` dir="${name === 'pre' ? 'auto' : direction}"` : '';
  const first = number(attributes.start) ?? 1;
  const start = first + (isAgain ? element.items : 0);
  return `<${name}${attributesHtml(element)}${name === 'ol' && start !== 1 ? ` start="${start}"` : ''}${dir}>`;
}

/** What `inert` adds to a text must not take more than half of the room. */
function inertPieces(text: string, maxBytes: number, inert: (text: string) => string): readonly string[] {
  const addedBytes = utf8Bytes(inert(text)) - utf8Bytes(inertHtml(text));
  if (addedBytes > maxBytes / 2) return splitByHtmlBytes(text, maxBytes, inertHtml);
  return splitByHtmlBytes(text, maxBytes - addedBytes, inertHtml, inert);
}

/**
 * HTML of a message as it may stand in a helpdesk's note: only harmless markup, all text inert (see inert.ts), images as their
 * alternative text, a direction on each outermost block (words outside of any block get one). In pieces of at most `maxBytes`, cut between blocks, a block that is
 * longer between sentences, words, graphemes; what is open at a cut is closed before it and opened again after it. A
 * single grapheme with its markup that is larger stands alone.
 */
export function splitNoteHtml(
  html: string,
  { maxBytes, direction, inert = inertHtml }: NoteHtmlOptions,
): readonly string[] {
  const pieces: string[] = [];
  const open: Element[] = [];
  let piece = '';
  let bytes = 0;
  let isBegun = false;
  let lastCharacter = '';

  const closings = (elements: readonly Element[]) =>
    elements
      .toReversed()
      .map(({ name }) => `</${name}>`)
      .join('');
  /** The opening tags of what is open, once more. An item that goes on has the number that it had. */
  const reopened = () =>
    open
      .map((element, index) => {
        const begun = open[index + 1]?.name === 'li' ? element.items - 1 : element.items;
        return openingTag({ ...element, items: begun }, index, direction, true);
      })
      .join('');
  const begin = () => {
    piece = reopened();
    bytes = utf8Bytes(piece);
    isBegun = false;
  };
  const write = (markup: string) => {
    piece += markup;
    bytes += utf8Bytes(markup);
    isBegun = true;
  };
  const end = () => {
    if (isBegun) pieces.push(piece + closings(open));
    begin();
  };

  /** Braces and mentions that tags stand between are still seen as one by whatever takes the tags away. */
  const joinerBefore = (text: string): string => {
    const goesOn =
      (lastCharacter === '{' && /^[{%]/.test(text)) ||
      (lastCharacter === '@' && /^[\p{L}\p{N}_]/u.test(text));
    return goesOn ? wordJoiner : '';
  };

  const addEvent = (event: Event) => {
    switch (event.kind) {
      case 'open': {
        const element = { name: event.name, attributes: event.attributes, items: 0 };
        const list = open.at(-1);
        if (event.name === 'li' && list !== undefined) list.items += 1;
        write(openingTag(element, open.length, direction, false));
        open.push(element);
        return;
      }
      case 'close':
        open.pop();
        write(`</${event.name}>`);
        return;
      case 'void':
        write(event.html);
        return;
      case 'text':
        addText(event.text);
    }
  };

  const addText = (text: string) => {
    const joiner = joinerBefore(text);
    const room = () => maxBytes - bytes - utf8Bytes(closings(open));
    const whole = joiner + inert(text);
    if (utf8Bytes(whole) <= room()) write(whole);
    else {
      const frameBytes = utf8Bytes(reopened()) + utf8Bytes(closings(open)) + utf8Bytes(wordJoiner);
      const [first = '', ...rest] = inertPieces(text, maxBytes - frameBytes, inert);
      if (utf8Bytes(joiner + first) > room()) end();
      write(joiner + first);
      for (const part of rest) {
        end();
        write(part);
      }
    }
    lastCharacter = text.at(-1) ?? lastCharacter;
  };

  /** What a chunk would need: its own markup, and the closing tags of what is open after it. */
  const cost = (chunk: readonly Event[]): number => {
    const elements = [...open];
    let sum = 0;
    let most = 0;
    for (const event of chunk) {
      if (event.kind === 'open') {
        const element = { name: event.name, attributes: event.attributes, items: 0 };
        sum += utf8Bytes(openingTag(element, elements.length, direction, false));
        elements.push(element);
      } else if (event.kind === 'close') {
        elements.pop();
        sum += event.name.length + 3;
      } else sum += utf8Bytes(event.kind === 'void' ? event.html : inert(event.text));
      most = Math.max(most, sum + closings(elements).length);
    }
    return most;
  };

  begin();
  for (const chunk of chunksOf(inBlocks(eventsOf(html)))) {
    if (isBegun && bytes + cost(chunk) > maxBytes) end();
    chunk.forEach(addEvent);
  }
  end();
  return pieces;
}
