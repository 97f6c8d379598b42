import {
  type Caller,
  type ConditionContext,
  type PrincipalMatch,
  type Statement,
  statementsOf,
} from './iam/statement.ts';
import { ServiceError } from './ports.ts';

export { PolicyError } from './iam/statement.ts';

export type IdentityPolicy = Readonly<{ name: string; roleArn: string; document: unknown }>;
export type ResourcePolicy = Readonly<{ name: string; resourceArns: readonly string[]; document: unknown }>;
/** One AWS::Lambda::Permission. `sourceArn` may hold `*` and `?`. */
export type LambdaPermission = Readonly<{
  functionArn: string;
  action: string;
  /** A service (`events.amazonaws.com`) or an account id, a role's ARN or `*`. */
  principal: string;
  sourceArn: string | null;
  sourceAccount: string | null;
}>;

/** Every policy of the stack, with intrinsics resolved. */
export type Policies = Readonly<{
  identity: readonly IdentityPolicy[];
  resource: readonly ResourcePolicy[];
  lambdaPermissions: readonly LambdaPermission[];
}>;

export type IdentityRequest = Readonly<{
  roleArn: string;
  action: string;
  resourceArn: string;
  /** Further condition keys, by their IAM names. */
  context?: Readonly<Record<string, string>>;
}>;
export type ServiceRequest = Readonly<{
  /** `events.amazonaws.com` */
  service: string;
  action: string;
  resourceArn: string;
  sourceArn: string;
  sourceAccount: string;
}>;

type ResourceStatement = Readonly<{ appliesTo: (resourceArn: string) => boolean; statement: Statement }>;

/** An AWS::Lambda::Permission is one Allow statement of the function's resource policy. */
function documentOf(permission: LambdaPermission): unknown {
  const isService = permission.principal.endsWith('.amazonaws.com');
  return {
    Statement: {
      Effect: 'Allow',
      Principal: { [isService ? 'Service' : 'AWS']: permission.principal },
      Action: permission.action,
      Resource: permission.functionArn,
      Condition: {
        ...(permission.sourceArn === null ? {} : { ArnLike: { 'aws:SourceArn': permission.sourceArn } }),
        ...(permission.sourceAccount === null
          ? {}
          : { StringEquals: { 'aws:SourceAccount': permission.sourceAccount } }),
      },
    },
  };
}

function contextOf(values: Readonly<Record<string, string>>): ConditionContext {
  // Loopback stands for TLS: a statement that denies plain HTTP must not deny every local call.
  const all = { 'aws:SecureTransport': 'true', ...values };
  return new Map(Object.entries(all).map(([key, value]) => [key.toLowerCase(), value]));
}

const accountOf = (arn: string) => arn.split(':')[4] ?? '';

/**
 * Decides calls by the template's own policies: identity policies of roles, policies of queues, permissions of functions.
 * Within one account either an identity or a resource policy may allow; an explicit deny in any of them wins.
 * Not judged: KMS, SCPs, permission boundaries, session policies, quotas, TLS (`aws:SecureTransport` is always true).
 */
export class Authorizer {
  readonly #identity = new Map<string, Statement[]>();
  readonly #resource: readonly ResourceStatement[];

  /** Throws PolicyError, naming the policy, for anything in a document that would not be enforced. */
  constructor(policies: Policies) {
    for (const { name, roleArn, document } of policies.identity) {
      const statements = this.#identity.get(roleArn) ?? [];
      this.#identity.set(roleArn, [...statements, ...statementsOf(document, name, 'identity')]);
    }
    this.#resource = [
      ...policies.resource,
      ...policies.lambdaPermissions.map((permission) => ({
        name: `of the function ${permission.functionArn}`,
        resourceArns: [permission.functionArn],
        document: documentOf(permission),
      })),
    ].flatMap(({ name, resourceArns, document }) =>
      statementsOf(document, name, 'resource').map((statement) => ({
        appliesTo: (resourceArn) => resourceArns.includes(resourceArn),
        statement,
      })),
    );
  }

  /** A role's own call. Throws ServiceError AccessDeniedException, naming role, action and resource, unless allowed. */
  authorizeIdentity({ roleArn, action, resourceArn, context = {} }: IdentityRequest): void {
    const caller: Caller = { kind: 'role', arn: roleArn, accountId: accountOf(roleArn) };
    const conditions = contextOf({ 'aws:PrincipalArn': roleArn, ...context });
    const identity = (this.#identity.get(roleArn) ?? []).filter((statement) =>
      statement.covers(action, resourceArn, conditions),
    );
    const resource = this.#resourceStatements(caller, action, resourceArn, conditions);
    const deny = (reason: string) => accessDenied(roleArn, action, resourceArn, reason);
    if (identity.some(({ effect }) => effect === 'Deny'))
      throw deny('with an explicit deny in an identity-based policy');
    if (resource.some(({ effect }) => effect === 'Deny'))
      throw deny('with an explicit deny in a resource-based policy');
    const allowed =
      identity.some(({ effect }) => effect === 'Allow') ||
      resource.some(({ effect, match }) => effect === 'Allow' && match === 'caller');
    if (!allowed) throw deny(`because no identity-based policy allows the ${action} action`);
  }

  /** An AWS service's call on behalf of a resource (a rule, an API). Throws ServiceError AccessDeniedException unless allowed. */
  authorizeService({ service, action, resourceArn, sourceArn, sourceAccount }: ServiceRequest): void {
    const conditions = contextOf({ 'aws:SourceArn': sourceArn, 'aws:SourceAccount': sourceAccount });
    const statements = this.#resourceStatements(
      { kind: 'service', service },
      action,
      resourceArn,
      conditions,
    );
    const deny = (reason: string) => accessDenied(service, action, resourceArn, reason);
    if (statements.some(({ effect }) => effect === 'Deny'))
      throw deny('with an explicit deny in a resource-based policy');
    if (!statements.some(({ effect }) => effect === 'Allow'))
      throw deny(`because no resource-based policy allows the ${action} action`);
  }

  #resourceStatements(
    caller: Caller,
    action: string,
    resourceArn: string,
    conditions: ConditionContext,
  ): readonly Readonly<{ effect: Statement['effect']; match: PrincipalMatch }>[] {
    return this.#resource.flatMap(({ appliesTo, statement }) => {
      const match = statement.principal?.(caller) ?? 'none';
      const applies = appliesTo(resourceArn) && match !== 'none';
      return applies && statement.covers(action, resourceArn, conditions)
        ? [{ effect: statement.effect, match }]
        : [];
    });
  }
}

function accessDenied(who: string, action: string, resourceArn: string, reason: string): ServiceError {
  return new ServiceError(
    'AccessDeniedException',
    400,
    `User: ${who} is not authorized to perform: ${action} on resource: ${resourceArn} ${reason}`,
  );
}
