import type { AgentNote } from '../../connectors/contract.ts';
import { dropTextStart, htmlOfText, isBlank, textOf, topBlocks, withoutSignatureEnd } from './html-blocks.ts';

/** A paragraph, list or table of the agent's text, with what it reads like. */
export type OutgoingBlock = Readonly<{ html: string; text: string }>;

/** The agent's own words, ready to be translated. */
export type Outgoing = Readonly<
  | { kind: 'text'; blocks: readonly OutgoingBlock[]; signatureHtml: string | null }
  | { kind: 'empty' }
  /** `placeholder`: what would have stood in the customer's mail as it is. */
  | { kind: 'unresolved'; placeholder: string }
>;

/** A Liquid tag that the helpdesk has not filled in: `{{ticket.id}}`, `{% if … %}`, also one left open. */
const liquid = /\{\{[^{}\n]{0,80}(?:\}\})?|\{%[^%\n]{0,80}(?:%\})?/;

/** RFC 3676 4.3: two dashes and a space begin a signature. */
const signatureMark = /^--[ \u00a0]?$/m;

/**
 * What an agent's note says after its command: markup kept, the signature cut (it goes back untranslated, once), nothing
 * unresolved in it. `prefix` is the command as it was written. Pure.
 */
export function outgoingOf(note: Pick<AgentNote, 'text' | 'html' | 'author'>, prefix: string): Outgoing {
  const markup = note.html === null ? htmlOfText(note.text) : note.html;
  const said = dropTextStart(markup, prefix);
  const { html, signatureHtml } = withoutSignatureEnd(said, note.author.signature, signatureMark);
  const blocks = topBlocks(html)
    .map((block) => ({ html: block, text: textOf(block) }))
    .filter(({ html: block, text }) => text !== '' || !isBlank(block));
  const unresolved = blocks.map(({ text }) => liquid.exec(text)?.[0]).find((found) => found !== undefined);
  if (unresolved !== undefined) return { kind: 'unresolved', placeholder: unresolved.trim() };
  return blocks.length === 0 ? { kind: 'empty' } : { kind: 'text', blocks, signatureHtml };
}

/** What the customer gets: the answer, the signature as it was written, the footer if the brand has one. */
export function assembled(
  blocks: readonly string[],
  signatureHtml: string | null,
  footerHtml: string | null,
): string {
  return [...blocks, signatureHtml ?? '', footerHtml ?? ''].join('');
}
