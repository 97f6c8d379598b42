/** What an element becomes in the output. */
export type ElementKind =
  | 'block'
  | 'inline'
  | 'preformatted'
  | 'break'
  | 'rule'
  | 'image'
  | 'unseen'
  | 'unwrapped';

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const blocks = names(
  'blockquote caption dd div dl dt h1 h2 h3 h4 h5 h6 li ol p table tbody td tfoot th thead tr ul',
);
/** Blocks that say nothing to a reader of a mail but "a block". */
const plainBlocks = names(
  'address article aside center details fieldset figcaption figure footer form header main nav section summary',
);
const inline = names('a b cite code del em i ins kbd mark q s samp small strike strong sub sup tt u var');
const unseen = names(
  'audio canvas embed frame frameset head iframe math noembed noframes noscript object option script select style svg template textarea title video',
);
/** A text in one of these is meant letter by letter. */
const keptElements = names('code kbd samp tt var pre');

export function kindOf(tag: string): ElementKind {
  if (blocks.has(tag) || plainBlocks.has(tag)) return 'block';
  if (inline.has(tag)) return 'inline';
  if (unseen.has(tag)) return 'unseen';
  switch (tag) {
    case 'pre':
    case 'xmp':
    case 'listing':
      return 'preformatted';
    case 'br':
      return 'break';
    case 'hr':
      return 'rule';
    case 'img':
      return 'image';
    default:
      return 'unwrapped';
  }
}

export function outputName(tag: string): string {
  return plainBlocks.has(tag) ? 'div' : tag;
}

export type Attributes = Readonly<Record<string, string>>;

export function isKeptElement(tag: string, { translate = '', class: classes = '' }: Attributes): boolean {
  return (
    keptElements.has(tag) || translate.toLowerCase() === 'no' || classes.split(/\s+/).includes('notranslate')
  );
}

export function isHidden({ style = '', hidden }: Attributes): boolean {
  return hidden !== undefined || /display\s*:\s*none|mso-hide\s*:\s*all/i.test(style);
}

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;');
}

/** Browsers pass over white space and control characters in an address, so a check must as well. */
const invisible = /[\s\p{Cc}\p{Cf}]/gu;

/** An address that a click may open; null = none. */
function safeHref(href: string): string | null {
  const address = href.replace(invisible, '');
  return /^(?:https?:\/\/|mailto:|tel:)[^:]/i.test(address) ? address : null;
}

/** An address that an image may be fetched from; null = none (inline attachments, data). */
export function safeImageSource(source: string): string | null {
  const address = source.replace(invisible, '');
  return /^https?:\/\//i.test(address) ? address : null;
}

const spans = ['colspan', 'rowspan'] as const;
const isSmallNumber = (value: string) => /^\d{1,4}$/.test(value);

/** The attributes that stay, ready to be put into a tag: a leading space before each. */
export function attributesOf(tag: string, attributes: Attributes): string {
  const kept = (name: string) => {
    const value = attributes[name];
    return value !== undefined && isSmallNumber(value) ? ` ${name}="${value}"` : '';
  };
  switch (tag) {
    case 'a': {
      const href = safeHref(attributes.href ?? '');
      return href === null ? '' : ` href="${escapeAttribute(href)}"`;
    }
    case 'td':
    case 'th':
      return spans.map(kept).join('');
    case 'ol':
      return kept('start');
    default:
      return '';
  }
}
