import { Parser } from 'htmlparser2';
import type { Inline } from '../text/guard.ts';
import {
  type Attributes,
  attributesOf,
  type ElementKind,
  isHidden,
  isKeptElement,
  kindOf,
  outputName,
  safeImageSource,
} from './allow-list.ts';
import type { Flow, InlineElement, Page } from './page.ts';
import { isEmpty, tidied, withoutOuterElements } from './run.ts';

/** Deeper elements are unwrapped: no person writes so, and each level is paid. */
const maxInlineDepth = 12;
const maxBlockDepth = 60;

export type ReadOptions = Readonly<{
  /** Whether `pre` is code; where a whole message stands in one, it is only a mail program's way to write plain text. */
  preIsCode: boolean;
}>;

/** What a block ends that was left open, whatever inline elements are open in it: as browsers have it. */
function isEndedBy(open: string, next: string): boolean {
  switch (open) {
    case 'p':
      return true;
    case 'li':
      return next === 'li';
    case 'dt':
    case 'dd':
      return next === 'dt' || next === 'dd';
    case 'td':
    case 'th':
      return /^(?:td|th|tr|tbody|thead|tfoot)$/.test(next);
    case 'tr':
      return /^(?:tr|tbody|thead|tfoot)$/.test(next);
    default:
      return false;
  }
}

type OpenElement = Readonly<{
  kind: ElementKind;
  /** The name in the output; null = not written. */
  tag: string | null;
  /** Of an inline element. */
  id: number | null;
  isKept: boolean;
  isPreformatted: boolean;
  isSeen: boolean;
}>;

const root: OpenElement = {
  kind: 'unwrapped',
  tag: null,
  id: null,
  isKept: false,
  isPreformatted: false,
  isSeen: true,
};

/** Characters that are not seen and would only come between a token's letters. */
const invisible = /[\u00ad\u200b\u2060\ufeff]/g;

/**
 * Takes HTML apart and sanitises it on the way: a short list of elements and attributes stays, comments and what is not seen
 * go, anything else is unwrapped, broken markup comes out whole. One pass without recursion, so that hostile nesting costs
 * nothing. A break divides a text like a block's border; elements over a border are closed before and opened after it.
 */
export function readHtml(html: string, { preIsCode }: ReadOptions): Page {
  const flow: Flow[] = [];
  const texts: (readonly Inline[])[] = [];
  const elements = new Map<number, InlineElement>();
  const stack: OpenElement[] = [];
  const openInline: number[] = [];
  let run: Inline[] = [];
  const openBlocks: OpenElement[] = [];
  const endedEarly = new Set<OpenElement>();
  let isInImpliedBlock = false;
  let hasPreformatted = false;
  let lastId = 0;

  const current = () => stack.at(-1) ?? root;
  const nextId = () => {
    lastId += 1;
    return lastId;
  };

  /** What stands outside of every block gets one, so that each text has a place for its direction. */
  const beInBlock = () => {
    if (openBlocks.length > 0 || isInImpliedBlock) return;
    flow.push({ kind: 'open', tag: 'div', attributes: '' });
    isInImpliedBlock = true;
  };
  const leaveImpliedBlock = () => {
    if (isInImpliedBlock) flow.push({ kind: 'close', tag: 'div' });
    isInImpliedBlock = false;
  };

  const tagOf = (id: number, side: 'open' | 'close'): Flow => {
    const element = elements.get(id);
    return { kind: 'tag', html: element?.kind === 'element' ? element[side] : '' };
  };

  const addText = (inline: readonly Inline[]) => {
    texts.push(inline);
    return texts.length - 1;
  };

  const endRun = (isPreformatted = false) => {
    const closed: Inline[] = [
      ...run,
      ...openInline.toReversed().map((id) => ({ kind: 'close', id }) as const),
    ];
    run = openInline.map((id) => ({ kind: 'open', id }));
    const tidy = isPreformatted ? closed : tidied(closed);
    if (isEmpty(tidy)) return;
    beInBlock();
    const { outer, inner } = withoutOuterElements(tidy);
    for (const id of outer) flow.push(tagOf(id, 'open'));
    flow.push({ kind: 'text', index: addText(inner) });
    for (const id of outer.toReversed()) flow.push(tagOf(id, 'close'));
  };

  const addBreak = () => {
    endRun(current().isPreformatted);
    beInBlock();
    flow.push({ kind: 'tag', html: '<br>' });
  };

  const openBlock = (tag: string, attributes: string) => {
    endRun();
    leaveImpliedBlock();
    for (let last = openBlocks.at(-1); last?.tag && isEndedBy(last.tag, tag); last = openBlocks.at(-1)) {
      flow.push({ kind: 'close', tag: last.tag });
      endedEarly.add(last);
      openBlocks.pop();
    }
    flow.push({ kind: 'open', tag, attributes });
  };

  const addImage = ({ src = '', alt = '', width = '', height = '' }: Attributes) => {
    const source = safeImageSource(src);
    const isPixel = /^[01](?:px)?$/.test(width.trim()) || /^[01](?:px)?$/.test(height.trim());
    const words = alt.replace(invisible, '').replace(/\s+/g, ' ').trim();
    if (words === '' && (source === null || isPixel)) return;
    const id = nextId();
    const isKept = current().isKept;
    elements.set(id, {
      kind: 'image',
      source,
      alt: words === '' ? null : addText([{ kind: 'text', text: words, isKept }]),
    });
    run.push({ kind: 'void', id });
  };

  const entered = (tag: string, attributes: Attributes): OpenElement => {
    const outer = current();
    const kind = kindOf(tag);
    const isPreformatted = outer.isPreformatted || kind === 'preformatted';
    const isSeen = outer.isSeen && kind !== 'unseen' && !isHidden(attributes);
    const isKept = outer.isKept || (isKeptElement(tag, attributes) && (tag !== 'pre' || preIsCode));
    return { kind, tag: null, id: null, isKept, isPreformatted, isSeen };
  };

  const open = (tag: string, attributes: Attributes): OpenElement => {
    const element = entered(tag, attributes);
    if (!element.isSeen) return element;
    switch (element.kind) {
      case 'block':
      case 'preformatted': {
        if (element.kind === 'preformatted') hasPreformatted = true;
        if (openBlocks.length >= maxBlockDepth) {
          endRun();
          return element;
        }
        const name = element.kind === 'preformatted' ? (preIsCode ? 'pre' : 'div') : outputName(tag);
        openBlock(name, attributesOf(tag, attributes));
        const block = { ...element, tag: name };
        openBlocks.push(block);
        return block;
      }
      case 'inline': {
        const written = attributesOf(tag, attributes);
        if (openInline.length >= maxInlineDepth || (tag === 'a' && written === '')) return element;
        const id = nextId();
        elements.set(id, { kind: 'element', open: `<${tag}${written}>`, close: `</${tag}>` });
        openInline.push(id);
        run.push({ kind: 'open', id });
        return { ...element, id };
      }
      case 'break':
        addBreak();
        return element;
      case 'rule':
        endRun();
        leaveImpliedBlock();
        flow.push({ kind: 'tag', html: '<hr>' });
        return element;
      case 'image':
        addImage(attributes);
        return element;
      case 'unseen':
      case 'unwrapped':
        return element;
    }
  };

  const close = (element: OpenElement) => {
    const { kind, tag, id, isSeen, isPreformatted } = element;
    if (!isSeen) return;
    if (id !== null) {
      openInline.pop();
      run.push({ kind: 'close', id });
      return;
    }
    if (kind !== 'block' && kind !== 'preformatted') return;
    endRun(isPreformatted && preIsCode);
    leaveImpliedBlock();
    if (tag === null || endedEarly.has(element)) return;
    flow.push({ kind: 'close', tag });
    openBlocks.pop();
  };

  const addCharacters = (text: string) => {
    const { isSeen, isKept, isPreformatted } = current();
    if (!isSeen) return;
    const visible = text.replace(invisible, '');
    if (!isPreformatted || preIsCode) {
      run.push({ kind: 'text', text: visible, isKept });
      return;
    }
    for (const [index, line] of visible.split(/\r?\n/).entries()) {
      if (index > 0) addBreak();
      if (line !== '') run.push({ kind: 'text', text: line, isKept });
    }
  };

  const parser = new Parser({
    onopentag: (tag, attributes) => stack.push(open(tag, attributes)),
    ontext: addCharacters,
    onclosetag() {
      const element = stack.pop();
      if (element !== undefined) close(element);
    },
  });
  parser.end(html);
  endRun();
  leaveImpliedBlock();
  return { flow, texts, elements, hasPreformatted };
}
