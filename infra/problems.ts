import type * as z from 'zod';

/** A file that people write is not as it should be. `lines` are for the person: file, path, expectation; never a stack trace. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly lines: readonly string[];
  constructor(lines: readonly string[], options?: ErrorOptions) {
    super(lines.join('\n'), options);
    this.lines = lines;
  }
}

/** Something wrong at one place of a file. */
export type Problem = Readonly<{ path: readonly PropertyKey[]; message: string }>;

/** `settings/prod.json: accounts.0.baseUrl: expected …`. */
export function problemLine(file: string, problem: Problem): string {
  return [file, problem.path.map(String).join('.'), problem.message].filter((part) => part !== '').join(': ');
}

/** What a kind of JSON value is called by people who do not program. */
const kindNames: Readonly<Record<string, string>> = {
  string: 'text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a group { … }',
  record: 'a group { … }',
  array: 'a list [ … ]',
};

/**
 * Words zod's issues for people. `hints` gives the expectation of a setting by its name, whatever is wrong with it.
 * Answers undefined where zod's own English sentence will do.
 */
export function issueWording(hints: Readonly<Record<string, string>>) {
  return (issue: z.core.$ZodRawIssue): string | undefined => {
    const names = issue.path?.filter((part) => typeof part === 'string') ?? [];
    // A wrong key is what its group expects.
    const name = names.at(issue.code === 'invalid_key' ? -2 : -1);
    const expectation = (name === undefined ? undefined : hints[name]) ?? expectationOf(issue);
    if (expectation === undefined) return undefined;
    return issue.input === undefined ? `is missing; ${expectation}` : expectation;
  };
}

function expectationOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${kindNames[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `expected ${sizeOf('at least', issue.minimum, issue.origin)}`;
    case 'too_big':
      return `expected ${sizeOf('at most', issue.maximum, issue.origin)}`;
    default:
      return undefined;
  }
}

function sizeOf(bound: string, size: number | bigint, origin: string): string {
  if (origin === 'string') return `${bound} ${size} character${size === 1 ? '' : 's'}`;
  if (origin === 'array') return `${bound} ${size} entr${size === 1 ? 'y' : 'ies'}`;
  return `${bound} ${size}`;
}

/**
 * What stands in `input` and is not in `parsed`, the same value after an object schema has dropped what it does not
 * know: settings that are misspelt, and would otherwise silently do nothing.
 */
export function unknownSettings(
  input: unknown,
  parsed: unknown,
  path: readonly PropertyKey[] = [],
): readonly Problem[] {
  if (!isObject(input) || !isObject(parsed)) return [];
  return Object.entries(input).flatMap(([name, value]) => {
    const here = [...path, Array.isArray(input) ? Number(name) : name];
    if (!Object.hasOwn(parsed, name))
      return [{ path: here, message: 'is not a setting (settings/README.md lists them)' }];
    return unknownSettings(value, parsed[name], here);
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
