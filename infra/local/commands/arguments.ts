import { InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import { languageTag } from '../../../events/language.ts';
import { defaultDesk, deskNames } from '../desks/index.ts';
import { FaultSpecError, parseFaults } from '../faults.ts';

/** `--connector`: which of the helpdesks is run. */
export const connectorOption = new Option('--connector <name>', 'the helpdesk')
  .choices(deskNames)
  .default(defaultDesk);

/** A BCP 47 tag as people type it (`NL`, `pt-br`), made canonical. */
export function languageArgument(text: string): string {
  try {
    const [tag = ''] = Intl.getCanonicalLocales(text);
    return z.parse(languageTag, tag);
  } catch {
    throw new InvalidArgumentError('Expected a language such as en, nl or pt-BR.');
  }
}

/** A TCP port; 0 = any free one. */
export function portArgument(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new InvalidArgumentError('Expected a port from 0 to 65535; 0 = any free one.');
  return port;
}

/** A factor from 1 to 10,000. */
export function scaleArgument(text: string): number {
  const scale = Number(text);
  if (!(scale >= 1 && scale <= 10_000)) throw new InvalidArgumentError('Expected a number from 1 to 10000.');
  return scale;
}

/** One more fault beside those given before, if it is one. */
export function faultArgument(spec: string, before: readonly string[]): readonly string[] {
  try {
    parseFaults([spec]);
  } catch (error) {
    if (!(error instanceof FaultSpecError)) throw error;
    throw new InvalidArgumentError(error.message);
  }
  return [...before, spec];
}
