import * as z from 'zod';
import type { Policies } from '../iam.ts';
import type { Resource, Resources } from '../resources.ts';
import { TemplateError } from '../template.ts';

const document = z.unknown();

const role = z.strictObject({
  /** Who may take on the role is not judged: a function's role is the one that its template names. */
  AssumeRolePolicyDocument: document,
  RoleName: z.string().optional(),
  Description: z.string().optional(),
  Path: z.string().optional(),
  Policies: z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: document })).default([]),
  ManagedPolicyArns: z.array(z.string()).default([]),
  Tags: z.unknown().optional(),
});

const policy = z.strictObject({
  PolicyName: z.string(),
  PolicyDocument: document,
  Roles: z.array(z.string()).min(1),
});

const managedPolicy = z.strictObject({
  PolicyDocument: document,
  Roles: z.array(z.string()).default([]),
  ManagedPolicyName: z.string().optional(),
  Description: z.string().optional(),
  Path: z.string().optional(),
});

const queuePolicy = z.strictObject({ Queues: z.array(z.string()).min(1), PolicyDocument: document });

const permission = z.strictObject({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
});

function parse<Schema extends z.ZodType>(schema: Schema, resource: Resource): z.infer<Schema> {
  const parsed = schema.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  throw new TemplateError(resource.logicalId, z.prettifyError(parsed.error), { cause: parsed.error });
}

/** Reads who may call what. Throws TemplateError for what could not be judged, such as AWS's own managed policies. */
export function policiesOf(resources: Resources): Policies {
  const roles = resources.ofType('AWS::IAM::Role');

  const roleArn = (name: string, where: string): string => {
    const found = roles.find(({ ref }) => ref === name);
    if (!found) throw new TemplateError(where, `there is no role ${name}`);
    return resources.attribute(found, 'Arn');
  };

  const ofRoles = roles.flatMap((resource) => {
    const { Policies, ManagedPolicyArns } = parse(role, resource);
    const arn = resources.attribute(resource, 'Arn');
    const known = resources.ofType('AWS::IAM::ManagedPolicy');
    const managed = ManagedPolicyArns.map((policyArn) => {
      const found = known.find(({ ref }) => ref === policyArn);
      if (!found)
        throw new TemplateError(resource.logicalId, `expected a policy of the template, not ${policyArn}`);
      return { name: found.logicalId, roleArn: arn, document: parse(managedPolicy, found).PolicyDocument };
    });
    return [
      ...managed,
      ...Policies.map(({ PolicyName: name, PolicyDocument }) => ({
        name: `${resource.logicalId}.${name}`,
        roleArn: arn,
        document: PolicyDocument,
      })),
    ];
  });

  const attached = [
    ...resources.ofType('AWS::IAM::Policy').map((resource) => ({ resource, ...parse(policy, resource) })),
    ...resources
      .ofType('AWS::IAM::ManagedPolicy')
      .map((resource) => ({ resource, ...parse(managedPolicy, resource) })),
  ].flatMap(({ resource, Roles, PolicyDocument }) =>
    Roles.map((name) => ({
      name: resource.logicalId,
      roleArn: roleArn(name, resource.logicalId),
      document: PolicyDocument,
    })),
  );

  const queues = resources.ofType('AWS::SQS::Queue');
  const ofQueues = resources.ofType('AWS::SQS::QueuePolicy').map((resource) => {
    const { Queues, PolicyDocument } = parse(queuePolicy, resource);
    const resourceArns = Queues.map((url) => {
      const queue = queues.find(({ ref }) => ref === url);
      if (!queue) throw new TemplateError(resource.logicalId, `there is no queue ${url}`);
      return resources.attribute(queue, 'Arn');
    });
    return { name: resource.logicalId, resourceArns, document: PolicyDocument };
  });

  const functions = resources.ofType('AWS::Lambda::Function');
  const lambdaPermissions = resources.ofType('AWS::Lambda::Permission').map((resource) => {
    const { Action, FunctionName, Principal, SourceArn, SourceAccount } = parse(permission, resource);
    const target = functions.find(
      (candidate) => candidate.ref === FunctionName || candidate.attributes.Arn === FunctionName,
    );
    if (!target) throw new TemplateError(resource.logicalId, `there is no function ${FunctionName}`);
    return {
      functionArn: resources.attribute(target, 'Arn'),
      action: Action,
      principal: Principal,
      sourceArn: SourceArn ?? null,
      sourceAccount: SourceAccount ?? null,
    };
  });

  return { identity: [...ofRoles, ...attached], resource: ofQueues, lambdaPermissions };
}
