/** An event pattern that EventBridge, or this matcher, does not take. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
  /** Where in the pattern, keys joined by dots; empty = the pattern itself. */
  readonly path: string;
  /** The operator that is refused or wrongly used; null = the fault is in the pattern's build. */
  readonly operator: string | null;
  constructor(path: string, operator: string | null, problem: string) {
    super(`Event pattern, ${path === '' ? 'top level' : `at "${path}"`}: ${problem}`);
    this.path = path;
    this.operator = operator;
  }
}
