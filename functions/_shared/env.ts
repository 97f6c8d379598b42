import * as z from 'zod/mini';
import { accountSettings } from '../../connectors/account.ts';

/** The environment of a function is not what it needs. Names every variable that is wrong, never a value. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

const text = z.string().check(z.minLength(1));

/** A variable that holds JSON, checked by `schema` after parsing. */
export function jsonOf<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.pipe(
    z.pipe(
      text,
      z.transform((value, context): unknown => {
        try {
          return JSON.parse(value);
        } catch {
          context.issues.push({ code: 'custom', message: 'expected JSON', input: undefined });
          return z.NEVER;
        }
      }),
    ),
    schema,
  );
}

/** A variable that holds a whole number above zero; `''`, `NaN` and fractions are refused. */
export const positiveInteger = z.pipe(
  text.check(z.regex(/^[1-9][0-9]{0,15}$/, 'expected a whole number above zero')),
  z.transform(Number),
);

/** What every function gets. */
export const sharedEnvShape = {
  /** Stage name, part of physical names and of secret names. */
  STAGE: text,
  EVENT_BUS_NAME: text,
  /** JSON array of account settings, below 3 KB (checked at synth). */
  ACCOUNTS: jsonOf(z.array(accountSettings)),
};

/** Parses a function's environment. Throws EnvironmentError with the name and the expectation for each wrong variable. */
export function parseEnv<Schema extends z.ZodMiniType>(
  schema: Schema,
  env: Readonly<Record<string, string | undefined>>,
): z.infer<Schema> {
  const parsed = z.safeParse(schema, env);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const name = issue.path.map(String).join('.') || '(environment)';
    const missing = issue.path.length === 1 && env[String(issue.path[0])] === undefined;
    return `${name}: ${missing ? 'is not set' : issue.message}`;
  });
  throw new EnvironmentError(`The function's environment is wrong: ${problems.join('; ')}`);
}
