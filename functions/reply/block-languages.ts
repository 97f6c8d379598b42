import { type LanguageTag, sameLanguage } from '../../events/language.ts';
import { tagOfServiceCode } from '../_shared/language/codes.ts';
import { readLocally } from '../_shared/language/local.ts';
import type { Services } from '../_shared/services/ports.ts';
import { beginningOf, letterCount } from '../_shared/text/letters.ts';
import type { OutgoingBlock } from './outgoing.ts';

/** A run of neighbouring blocks in one language. `source` null = in the customer's language already, or nothing to read. */
export type Run = Readonly<{ source: LanguageTag | null; html: string; text: string }>;

export type BlockLanguageFacts = Readonly<{
  agentLanguage: LanguageTag;
  target: LanguageTag;
  /** A reading counts from this score on. */
  confident: number;
  shortTextLetters: number;
}>;

/** A note of many paragraphs in doubt is not worth a call for each: the rest counts as the agent's language. */
const maxDetectedBlocks = 8;
const maxDetectedCharacters = 500;

/**
 * The language of each paragraph of an agent's text: what is certain by itself, else Comprehend's confident word, else the
 * agent's own language. Paragraphs in the customer's language (dynamic content, macros) are told apart, so that they go
 * as they are.
 */
export async function runsOf(
  blocks: readonly OutgoingBlock[],
  facts: BlockLanguageFacts,
  detectLanguage: Services['detectLanguage'],
): Promise<readonly Run[]> {
  let asked = 0;
  const languages = await Promise.all(
    blocks.map(({ text }) => {
      const letters = letterCount(text);
      if (letters === 0) return null;
      const local = readLocally(text);
      if (local.kind === 'certain') return ownTag(local.code, facts.agentLanguage);
      if (letters < facts.shortTextLetters || asked >= maxDetectedBlocks) return facts.agentLanguage;
      asked += 1;
      return detected(text, facts, detectLanguage);
    }),
  );
  return joined(blocks, languages, facts.target);
}

/** The agent's own tag is more exact than what a reading says of the same language. */
const ownTag = (tag: LanguageTag, agentLanguage: LanguageTag) =>
  sameLanguage(tag, agentLanguage) ? agentLanguage : tag;

async function detected(
  text: string,
  { agentLanguage, confident }: BlockLanguageFacts,
  detectLanguage: Services['detectLanguage'],
): Promise<LanguageTag> {
  const answer = await detectLanguage(beginningOf(text, maxDetectedCharacters));
  const best = answer.ok ? answer.value[0] : undefined;
  const tag = best === undefined || best.score < confident ? null : tagOfServiceCode(best.code);
  return tag === null ? agentLanguage : ownTag(tag, agentLanguage);
}

function joined(
  blocks: readonly OutgoingBlock[],
  languages: readonly (LanguageTag | null)[],
  target: LanguageTag,
): readonly Run[] {
  const runs: { source: LanguageTag | null; html: string; text: string }[] = [];
  // What has nothing to read (an image) goes along with its neighbours, so that it does not cut a call in two.
  let known: LanguageTag | null = languages.find((language) => language !== null) ?? null;
  for (const [index, { html, text }] of blocks.entries()) {
    known = languages[index] ?? known;
    const source = known === null || sameLanguage(known, target) ? null : known;
    const last = runs.at(-1);
    if (last !== undefined && last.source === source) {
      last.html += html;
      last.text += `\n\n${text}`;
    } else runs.push({ source, html, text });
  }
  return runs;
}
