import type { LanguageTag } from '../../../events/language.ts';

/** Which text a classifier reads, and the classifier's own code for its language. */
export type Route = Readonly<
  | { kind: 'source'; code: string }
  | { kind: 'agent'; code: string }
  /** By way of English: one translation more. */
  | { kind: 'pivot'; code: string }
  | { kind: 'none' }
>;

export type RouteFacts = Readonly<{
  source: LanguageTag;
  agent: LanguageTag;
  /** The classifier's code for a language; null = not supported. */
  codeOf: (tag: LanguageTag) => string | null;
  englishPivot: boolean;
}>;

/** The source if the classifier reads it, else the agent's language, else English if the settings allow, else nothing. */
export function routeFor({ source, agent, codeOf, englishPivot }: RouteFacts): Route {
  const sourceCode = codeOf(source);
  if (sourceCode !== null) return { kind: 'source', code: sourceCode };
  const agentCode = codeOf(agent);
  if (agentCode !== null) return { kind: 'agent', code: agentCode };
  const pivotCode = englishPivot ? codeOf('en') : null;
  return pivotCode === null ? { kind: 'none' } : { kind: 'pivot', code: pivotCode };
}
