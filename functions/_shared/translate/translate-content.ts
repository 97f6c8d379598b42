import type { Engine } from '../services/ports.ts';
import type { TranslationOutcome, TranslationTask } from './task.ts';
import { translateText } from './translate.ts';
import { translateHtml } from './translate-html.ts';

/** Translates a text with its markup if it has some, else the text. A damage that the markup brings on costs only the markup. */
export async function translateContent(task: TranslationTask, engine: Engine): Promise<TranslationOutcome> {
  const { html } = task;
  if (html === undefined || html === null) return translateText(task, engine);
  const outcome = await translateHtml({ ...task, html }, engine);
  const isDamaged = outcome.kind === 'failed' && outcome.failure === 'damaged';
  return isDamaged ? translateText(task, engine) : outcome;
}
