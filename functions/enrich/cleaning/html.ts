import { Parser } from 'htmlparser2';
import { type MailPart, type RawKind, type RawPart, resolveParts } from './mail-parts.ts';

const blockTags = new Set(
  'address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
const unseenTags = new Set(['head', 'script', 'style', 'template', 'title']);

/** `class` values of quoted history, by the programs that write them. */
const quoteClasses = new Set([
  'gmail_attr',
  'yahoo_quoted',
  'moz-cite-prefix',
  'protonmail_quote',
  'tutanota_quote',
  'zmail_extra',
  'OutlookMessageHeader',
]);
const signatureClasses = new Set([
  'gmail_signature',
  'gmail_signature_prefix',
  'moz-signature',
  'protonmail_signature_block',
  'tutanota_signature',
]);
const signatureIds = /^(?:x_)?(?:Signature|AppleMailSignature|ms-outlook-mobile-signature)$/;
/** From here to the end all is history: Outlook for the web, phones and the new desktop. */
const historyIds = /^(?:x_)?(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container)$/;
/** Desktop Outlook draws this line above the header of the message it answers. */
const outlookLine = /border-top\s*:\s*solid\s+#(?:e1e1e1|b5c4df)\b/i;
const hiddenStyle = /display\s*:\s*none|mso-hide\s*:\s*all/i;

type Attributes = Readonly<Record<string, string>>;

/** What an element begins by its structure; null = nothing of its own. */
function kindOf(
  tag: string,
  { class: classNames = '', id = '', style = '', type = '' }: Attributes,
): RawKind | null {
  const classes = classNames.split(/\s+/);
  if (historyIds.test(id)) return 'history';
  if (outlookLine.test(style)) return 'history-if-header';
  if (tag === 'blockquote' && (type.toLowerCase() === 'cite' || classes.includes('gmail_quote')))
    return 'quote';
  if (classes.some((name) => quoteClasses.has(name))) return 'quote';
  // Around Gmail's quote: what stands in it outside the blockquote is an answer between the lines, or a forwarded body.
  if (classes.includes('gmail_quote')) return 'around-quote';
  if (classes.some((name) => signatureClasses.has(name)) || signatureIds.test(id)) return 'signature';
  return null;
}

const isHidden = ({ style = '', hidden }: Attributes) => hidden !== undefined || hiddenStyle.test(style);

/** While collecting, U+2029 is a block's edge and U+2028 a break: the source's own line ends mean nothing in HTML. */
const edge = '\u2029';
const lineBreak = '\u2028';

function asLines(text: string): string {
  return text
    .replace(/[ \t]*\u2029[\u2029 \t]*/g, '\n')
    .replace(/\u2028/g, '\n')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n[ \t]+/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

type OpenElement = Readonly<{ kind: RawKind; seen: boolean; preformatted: boolean }>;

/**
 * The text of an HTML mail in parts, cut by structure: quotes (Gmail, Apple, Thunderbird, Yahoo, Outlook, Proton and
 * others), forwarded messages and signatures are told apart from what the author wrote. Works in one pass without
 * recursion, so that hostile nesting costs nothing.
 */
export function partsOfHtml(html: string): readonly MailPart[] {
  const parts: RawPart[] = [];
  const stack: OpenElement[] = [];
  let history: RawKind | null = null;
  const root: OpenElement = { kind: 'own', seen: true, preformatted: false };
  const current = () => stack.at(-1) ?? root;

  const add = (text: string, startsAnew = false) => {
    const { kind, seen } = current();
    if (!seen) return;
    const effective = history ?? kind;
    const last = parts.at(-1);
    if (last && last.kind === effective && !startsAnew) last.text += text;
    else parts.push({ kind: effective, text });
  };

  const parser = new Parser({
    onopentag(tag, attributes) {
      const outer = current();
      const begun = outer.kind === 'own' || outer.kind === 'around-quote' ? kindOf(tag, attributes) : null;
      if (begun === 'history' || begun === 'history-if-header') history ??= begun;
      stack.push({
        kind: begun ?? outer.kind,
        seen: outer.seen && !unseenTags.has(tag) && !isHidden(attributes),
        preformatted: outer.preformatted || tag === 'pre',
      });
      if (begun !== null) add(edge, true);
      else if (blockTags.has(tag)) add(edge);
      if (tag === 'br') add(lineBreak);
      if (tag === 'li') add('- ');
    },
    ontext(text) {
      add(current().preformatted ? text.replaceAll('\n', lineBreak) : text.replace(/[ \t\r\n\f]+/g, ' '));
    },
    onclosetag(tag) {
      if (tag === 'td' || tag === 'th') add(' ');
      if (blockTags.has(tag)) add(edge);
      // A paragraph stands apart, a div is only the next line.
      if (tag === 'p') add(lineBreak);
      stack.pop();
    },
  });
  parser.end(html);
  return resolveParts(parts.map(({ kind, text }) => ({ kind, text: asLines(text) })));
}
