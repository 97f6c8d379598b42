import { splitMarkup } from '../language/markup.ts';
import type { TranslateEngine } from '../ports.ts';

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
  const core = run.trim();
  if (core === '') return run;
  const from = run.length - run.trimStart().length;
  return `${run.slice(0, from)}⟦${target}:${core}⟧${run.slice(from + core.length)}`;
}

/** An engine for every pair that never pretends: it only shows which characters it was given. */
export function createPseudoEngine(): TranslateEngine {
  return {
    name: 'pseudo',
    translate: async ({ text, target }) => ({ text: pseudoTranslate(text, target), engine: 'pseudo' }),
    stop: async () => {},
  };
}
