import { Parser } from 'htmlparser2';
import type { PlaceholderValues } from './placeholders.ts';

const keptTags = new Set(
  'a b blockquote br caption code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre s small span strong sub sup table tbody td tfoot th thead tr u ul'.split(
    ' ',
  ),
);
const keptAttributes = new Set(
  'alt class colspan dir height href lang name rel rowspan src style target title width'.split(' '),
);
/** Elements whose content is no text of the comment. */
const droppedWithContent = new Set(
  'applet embed head iframe noscript object script style template title'.split(' '),
);
const voidTags = new Set(['br', 'col', 'hr', 'img']);
const lineBreakingTags = new Set(
  'blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tr ul'.split(' '),
);
const safeLink = /^(https?:|mailto:|tel:|cid:|#|\/)/i;

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function keptAttributesOf(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .filter(([name]) => keptAttributes.has(name))
    .filter(([name, value]) => (name !== 'href' && name !== 'src') || safeLink.test(value.trim()))
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join('');
}

type Rebuilding = Readonly<{
  /** What becomes of a run of text; `marked` = it stands within `<redact>`. */
  text: (text: string, marked: boolean) => string;
  /** Whether a tag goes, while what it encloses stays. */
  dropsTag: (attributes: Readonly<Record<string, string>>) => boolean;
}>;

const asItIs: Rebuilding = { text: (text) => text, dropsTag: () => false };

/** Writes HTML anew with only what Zendesk keeps of it. */
function rebuildHtml(html: string, { text: rewrite, dropsTag }: Rebuilding): string {
  let out = '';
  let pendingText = '';
  let droppedDepth = 0;
  let markedDepth = 0;
  const keptOfOpen: boolean[] = [];
  const flush = () => {
    if (pendingText !== '') out += escapeHtml(rewrite(pendingText, markedDepth > 0));
    pendingText = '';
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      flush();
      if (droppedWithContent.has(name)) droppedDepth += 1;
      if (name === 'redact') markedDepth += 1;
      const isKept = droppedDepth === 0 && keptTags.has(name) && !dropsTag(attributes);
      keptOfOpen.push(isKept);
      if (isKept) out += `<${name}${keptAttributesOf(attributes)}>`;
    },
    ontext(text) {
      if (droppedDepth === 0) pendingText += text;
    },
    onclosetag(name) {
      flush();
      if (droppedWithContent.has(name)) droppedDepth -= 1;
      if (name === 'redact') markedDepth -= 1;
      if (keptOfOpen.pop() === true && !voidTags.has(name)) out += `</${name}>`;
    },
  });
  parser.write(html);
  parser.end();
  flush();
  return out;
}

/** What is left of a comment's HTML once Zendesk has stored it: no scripts, handlers, frames or odd link schemes. */
export function sanitiseHtml(html: string): string {
  return rebuildHtml(html, asItIs);
}

/** Zendesk puts a block in the place of each character that it redacts. */
export function blockedOut(text: string): string {
  return text.replace(/\S/gu, '▇');
}

/**
 * Redacts what is marked: the text within `<redact>`, and the tags with an attribute `redact` (their text stays).
 * `sources` = the addresses of the images that went.
 */
export function redactMarked(html: string): Readonly<{ html: string; sources: readonly string[] }> {
  const sources: string[] = [];
  const redacted = rebuildHtml(html, {
    text: (text, marked) => (marked ? blockedOut(text) : text),
    dropsTag: (attributes) => {
      if (attributes.redact === undefined) return false;
      if (attributes.src !== undefined) sources.push(attributes.src);
      return true;
    },
  });
  return { html: redacted, sources };
}

/** Redacts each occurrence of a string in the text. One that runs over a tag is not found, as in Zendesk. */
export function redactString(html: string, secret: string): string {
  return rebuildHtml(html, {
    text: (text) => text.replaceAll(secret, blockedOut(secret)),
    dropsTag: () => false,
  });
}

/** Zendesk hands each comment's HTML out inside a block of its own. */
export function wrapComment(html: string): string {
  return html.startsWith('<div class="zd-comment"')
    ? html
    : `<div class="zd-comment" dir="auto">${html}</div>`;
}

/** The HTML of a comment that came as plain text. */
export function htmlFromText(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => `<p dir="auto">${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('');
}

/** The plain text of a comment's HTML: one line per block, entities resolved. */
export function plainFromHtml(html: string): string {
  let out = '';
  const breakLine = (name: string) => {
    if (lineBreakingTags.has(name) && out !== '' && !out.endsWith('\n')) out += '\n';
  };
  const parser = new Parser({
    onopentag(name) {
      if (name === 'br') out += '\n';
      else breakLine(name);
    },
    ontext(text) {
      out += text;
    },
    onclosetag(name) {
      if (name !== 'br') breakLine(name);
    },
  });
  parser.write(html);
  parser.end();
  return out.trim();
}

const placeholder = /\{\{([\s\S]*?)\}\}|\{%[\s\S]*?%\}/g;

export function hasPlaceholder(text: string): boolean {
  return text.search(placeholder) !== -1;
}

/**
 * Zendesk renders its placeholders in an agent's comment, also in one that came by the API. They are Liquid, in which an
 * unknown one becomes nothing; so does here each tag (`{% … %}`), and one with a filter.
 */
export function renderPlaceholders(html: string, values: PlaceholderValues): string {
  return html.replace(placeholder, (_whole, name = '') => escapeHtml(values.get(name.trim()) ?? ''));
}
