import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { splitMarkup } from '../language/markup.ts';
import type { TranslateEngine } from '../ports.ts';
import { ApertiumPipeline, escapeStream, unescapeStream } from './apertium-pipeline.ts';

export const apertiumModes = '/usr/share/apertium/modes';

/** One direction of one of Apertium's pairs, and the Debian package it comes in. */
type Step = Readonly<{ from: string; to: string; mode: string; package: string }>;

const step = (from: string, to: string, mode: string, packageName: string): Step => ({
  from,
  to,
  mode,
  package: packageName,
});

/** What Debian 12 has for Translate's codes; French, Portuguese and Italian reach English by way of Spanish. */
const steps: readonly Step[] = [
  step('es', 'en', 'spa-eng', 'apertium-eng-spa'),
  step('en', 'es', 'eng-spa', 'apertium-eng-spa'),
  step('ca', 'en', 'cat-eng', 'apertium-eng-cat'),
  step('en', 'ca', 'eng-cat', 'apertium-eng-cat'),
  step('hr', 'en', 'hbs-eng', 'apertium-hbs-eng'),
  step('bs', 'en', 'hbs-eng', 'apertium-hbs-eng'),
  step('sr', 'en', 'hbs-eng', 'apertium-hbs-eng'),
  step('fr', 'es', 'fr-es', 'apertium-fr-es'),
  step('es', 'fr', 'es-fr', 'apertium-fr-es'),
  step('pt', 'es', 'pt-es', 'apertium-es-pt'),
  step('es', 'pt', 'es-pt_BR', 'apertium-es-pt'),
  step('pt-PT', 'es', 'pt-es', 'apertium-es-pt'),
  step('es', 'pt-PT', 'es-pt', 'apertium-es-pt'),
  step('it', 'es', 'ita-spa', 'apertium-spa-ita'),
  step('es', 'it', 'spa-ita', 'apertium-spa-ita'),
];

/** The steps from one language to another: one, or two over a bridge. Null = Apertium cannot. */
export function routeBetween(source: string, target: string): readonly Step[] | null {
  const direct = steps.find(({ from, to }) => from === source && to === target);
  if (direct) return [direct];
  for (const first of steps.filter(({ from }) => from === source)) {
    const second = steps.find(({ from, to }) => from === first.to && to === target);
    if (second) return [first, second];
  }
  return null;
}

/** A piece of markup travels as a blank with its number in it, which no program of the pipeline looks into. */
const numberedBlank = /\[(?<number>\d+)\]/gu;

function toStream(text: string): { stream: string; markup: readonly string[] } {
  const markup: string[] = [];
  const stream = splitMarkup(text)
    .map((piece) => (piece.kind === 'text' ? escapeStream(piece.raw) : `[${markup.push(piece.raw) - 1}]`))
    .join('');
  return { stream, markup };
}

/** Null when a blank got lost or doubled on the way. */
function fromStream(stream: string, markup: readonly string[]): string | null {
  const numbers = Array.from(stream.matchAll(numberedBlank), ({ groups }) => Number(groups?.number));
  const isComplete = numbers.length === markup.length && markup.every((_, index) => numbers.includes(index));
  if (!isComplete) return null;
  return stream
    .split(/(\[\d+\])/u)
    .map((part, index) =>
      index % 2 === 1 ? (markup[Number(part.slice(1, -1))] ?? '') : unescapeStream(part),
    )
    .join('');
}

async function translateStep(pipeline: ApertiumPipeline, text: string): Promise<string> {
  const { stream, markup } = toStream(text);
  const whole = fromStream(await pipeline.translate(stream), markup);
  if (whole !== null) return whole;
  const pieces = splitMarkup(text).map(async (piece) =>
    piece.kind === 'text' && piece.raw.trim() !== ''
      ? unescapeStream(await pipeline.translate(escapeStream(piece.raw)))
      : piece.raw,
  );
  return (await Promise.all(pieces)).join('');
}

/**
 * Rule-based machine translation by an installed Apertium: real, offline, and only good enough to get the gist. Words it does
 * not know come out with a `*` or `#` before them.
 * @throws Error if Apertium is not installed; `translate` does if the package of a pair is missing.
 */
export function createApertiumEngine(modes: string = apertiumModes): TranslateEngine {
  if (!existsSync(modes)) {
    throw new Error(
      'Apertium is not installed. On Debian: apt-get install apertium apertium-eng-spa (and apertium-eng-cat, apertium-hbs-eng, apertium-fr-es, apertium-es-pt, apertium-spa-ita for more languages).',
    );
  }
  const pipelines = new Map<string, ApertiumPipeline>();
  const pipelineFor = ({ mode, package: packageName }: Step): ApertiumPipeline => {
    const modeFile = join(modes, `${mode}.mode`);
    if (!existsSync(modeFile)) {
      throw new Error(`Apertium lacks the pair ${mode}. On Debian: apt-get install ${packageName}`);
    }
    const pipeline = pipelines.get(mode) ?? new ApertiumPipeline(modeFile);
    pipelines.set(mode, pipeline);
    return pipeline;
  };
  return {
    name: 'apertium',
    translate: async ({ text, source, target }) => {
      const route = routeBetween(source, target);
      if (route === null) return null;
      let translated = text;
      for (const next of route) translated = await translateStep(pipelineFor(next), translated);
      return { text: translated, engine: 'apertium' };
    },
    stop: async () => {
      await Promise.all(Array.from(pipelines.values(), (pipeline) => pipeline.stop()));
    },
  };
}
