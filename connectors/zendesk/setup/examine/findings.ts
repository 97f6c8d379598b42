import * as ofAnyTool from '../../../kit/set-up/findings.ts';
import type { Finding } from '../../../set-up.ts';

/** What was looked at and is well. */
export const well = (check: string, what: string): Finding => ofAnyTool.fine(`zendesk.${check}`, what);

/** What is not as it should be, or ought to be known. */
export const trouble = (
  check: string,
  severity: Parameters<typeof ofAnyTool.trouble>[1],
  words: Parameters<typeof ofAnyTool.trouble>[2],
): Finding => ofAnyTool.trouble(`zendesk.${check}`, severity, words);

/** The command that mends most of it. */
export const connectCommand = (stage: string): string => `npm run connect -- zendesk --stage ${stage}`;

export const doctorCommand = (stage: string): string => `npm run doctor -- --stage ${stage}`;

/** `a, b, c and 4 more` */
export function someOf(names: readonly string[], shown = 3): string {
  const rest = names.length - shown;
  return `${names.slice(0, shown).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
