import { splitMarkup } from '../language/markup.ts';
import type { TranslateEngine } from '../ports.ts';

/** One line's worth of touchable text: leading space, the text itself, trailing space. */
const line = /^(?<before>\s*)(?<core>.*?)(?<after>\s*)$/su;

/**
 * Marks what an engine would have been allowed to change, and changes nothing else: each run of text becomes
 * `⟦target:run⟧`. Line breaks, tags, character references and elements with translate="no" stay outside the brackets.
 */
export function pseudoTranslate(text: string, target: string): string {
  return splitMarkup(text)
    .map((piece) =>
      piece.kind === 'text'
        ? piece.raw
            .split(/(\r?\n)/u)
            .map((run) => markRun(run, target))
            .join('')
        : piece.raw,
    )
    .join('');
}

function markRun(run: string, target: string): string {
  const { before = '', core = '', after = '' } = line.exec(run)?.groups ?? {};
  return core === '' ? run : `${before}⟦${target}:${core}⟧${after}`;
}

/** An engine for every pair that never pretends: it only shows which characters it was given. */
export function createPseudoEngine(): TranslateEngine {
  return {
    name: 'pseudo',
    translate: async ({ text, target }) => ({ text: pseudoTranslate(text, target), engine: 'pseudo' }),
    stop: async () => {},
  };
}
