import * as z from 'zod';
import { arnTest, globTest, isWholeArn, resourceTest } from './glob.ts';

/** A policy uses something that is not enforced here; running it would prove less than it seems to. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  constructor(policy: string, problem: string) {
    super(`Policy ${policy}: ${problem}`);
  }
}

/** Who asks: a role of the account, or an AWS service on its own behalf. */
export type Caller =
  | Readonly<{ kind: 'role'; arn: string; accountId: string }>
  | Readonly<{ kind: 'service'; service: string }>;

/** Condition keys in lower case (`aws:sourcearn`) and their values. */
export type ConditionContext = ReadonlyMap<string, string>;

/** What a statement says about a call: nothing, or its effect and whether it names the caller itself. */
export type Statement = Readonly<{
  effect: 'Allow' | 'Deny';
  /** Null in an identity policy, whose holder is the principal. */
  principal: ((caller: Caller) => PrincipalMatch) | null;
  covers(action: string, resourceArn: string, context: ConditionContext): boolean;
}>;

/**
 * `account` = only the caller's account is named (its id or root): a Deny hits, an Allow just lets the account's own
 * identity policies decide.
 */
export type PrincipalMatch = 'caller' | 'account' | 'none';

const strings = z.union([z.string().transform((text) => [text]), z.array(z.string()).min(1)]);
const conditionValues = z.union([
  z.union([z.string(), z.boolean()]).transform((value) => [String(value)]),
  z.array(z.union([z.string(), z.boolean()]).transform(String)),
]);
const principalShape = z.union([
  z.literal('*'),
  z.strictObject({ AWS: strings.optional(), Service: strings.optional() }),
]);
const statementShape = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: principalShape.optional(),
  Action: strings,
  Resource: strings.optional(),
  Condition: z.record(z.string(), z.record(z.string(), conditionValues)).optional(),
});
const documentShape = z.strictObject({
  Version: z.string().optional(),
  Id: z.string().optional(),
  Statement: z.union([statementShape.transform((statement) => [statement]), z.array(statementShape)]),
});
type StatementShape = z.infer<typeof statementShape>;

/** How each condition operator reads one wanted value. Several values of a key are alternatives. */
const conditionOperators: ReadonlyMap<string, (wanted: string) => (value: string) => boolean> = new Map([
  ['StringEquals', (wanted) => (value) => value === wanted],
  ['StringLike', (wanted) => globTest(wanted)],
  ['ArnEquals', arnTest],
  ['ArnLike', arnTest],
  ['Bool', (wanted) => (value) => value.toLowerCase() === wanted.toLowerCase()],
]);

type Test<Subject> = (subject: Subject) => boolean;
const anyOf =
  <Subject>(tests: readonly Test<Subject>[]): Test<Subject> =>
  (subject) =>
    tests.some((test) => test(subject));

function conditionOf(condition: StatementShape['Condition'], policy: string): Test<ConditionContext> {
  const tests = Object.entries(condition ?? {}).flatMap(([name, keys]) => {
    const operator = conditionOperators.get(name);
    if (!operator) throw new PolicyError(policy, `the condition operator "${name}" is not supported.`);
    return Object.entries(keys).map(([key, wanted]): Test<ConditionContext> => {
      const matches = anyOf(wanted.map(operator));
      return (context) => {
        const value = context.get(key.toLowerCase());
        return value !== undefined && matches(value);
      };
    });
  });
  return (context) => tests.every((test) => test(context));
}

function awsPrincipalMatch(name: string, caller: Caller): PrincipalMatch {
  if (name === '*') return 'caller';
  if (caller.kind !== 'role') return 'none';
  if (name === caller.arn) return 'caller';
  const isAccount = name === caller.accountId || name.endsWith(`::${caller.accountId}:root`);
  return isAccount ? 'account' : 'none';
}

function principalOf(principal: z.infer<typeof principalShape>): (caller: Caller) => PrincipalMatch {
  if (principal === '*') return () => 'caller';
  const { AWS: aws = [], Service: services = [] } = principal;
  return (caller) => {
    if (caller.kind === 'service' && services.includes(caller.service)) return 'caller';
    const matches = aws.map((name) => awsPrincipalMatch(name, caller));
    if (matches.includes('caller')) return 'caller';
    return matches.includes('account') ? 'account' : 'none';
  };
}

function statementOf(shape: StatementShape, policy: string, kind: PolicyKind): Statement {
  if (kind === 'identity' && shape.Principal)
    throw new PolicyError(policy, 'an identity policy has no "Principal".');
  if (kind === 'resource' && !shape.Principal)
    throw new PolicyError(policy, 'a statement of a resource policy needs a "Principal".');
  if (!shape.Resource) throw new PolicyError(policy, 'a statement needs a "Resource".');
  const variable = shape.Resource.find((resource) => resource.includes('${'));
  if (variable) throw new PolicyError(policy, `policy variables are not supported: ${variable}`);
  const incomplete = shape.Resource.find((resource) => resource !== '*' && !isWholeArn(resource));
  if (incomplete) throw new PolicyError(policy, `the resource "${incomplete}" is no whole ARN.`);
  const action = anyOf(shape.Action.map((glob) => globTest(glob, { ignoreCase: true })));
  const resource = anyOf(shape.Resource.map(resourceTest));
  const condition = conditionOf(shape.Condition, policy);
  return {
    effect: shape.Effect,
    principal: shape.Principal ? principalOf(shape.Principal) : null,
    covers: (calledAction, resourceArn, context) =>
      action(calledAction) && resource(resourceArn) && condition(context),
  };
}

export type PolicyKind = 'identity' | 'resource';

/** The first thing that is wrong with a document: an unknown key such as `NotAction` is called by its name. */
function problemOf(error: z.core.$ZodError): string {
  const issues = error.issues.flatMap((issue) =>
    issue.code === 'invalid_union' ? [issue, ...issue.errors.flat()] : [issue],
  );
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys');
  if (unknown?.code === 'unrecognized_keys')
    return `${unknown.keys.map((key) => `"${key}"`).join(', ')} is not supported.`;
  return issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`).join('; ');
}

/** Reads a policy document, intrinsics resolved. Throws PolicyError for everything that would not be enforced here. */
export function statementsOf(document: unknown, policy: string, kind: PolicyKind): readonly Statement[] {
  const parsed = documentShape.safeParse(document);
  if (!parsed.success) throw new PolicyError(policy, problemOf(parsed.error));
  return parsed.data.Statement.map((statement) => statementOf(statement, policy, kind));
}
