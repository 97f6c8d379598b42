import { describe, expect, it } from 'vitest';
import { Authorizer, type Policies, PolicyError } from '../../../../infra/local/iam.ts';
import { ServiceError } from '../../../../infra/local/ports.ts';

const roleArn = 'arn:aws:iam::111122223333:role/enrich';
const queueArn = 'arn:aws:sqs:eu-west-1:111122223333:enrich.fifo';
const functionArn = 'arn:aws:lambda:eu-west-1:111122223333:function:ingest';
const ruleArn = 'arn:aws:events:eu-west-1:111122223333:rule/dragoman/to-enrich';

const allow = (statement: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', ...statement }],
});
const noTls = {
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: 'sqs:*',
  Resource: queueArn,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

function authorizer(policies: Partial<Policies>): Authorizer {
  return new Authorizer({ identity: [], resource: [], lambdaPermissions: [], ...policies });
}
const withIdentity = (document: unknown) =>
  authorizer({ identity: [{ name: 'EnrichPolicy', roleArn, document }] });
const withQueuePolicy = (...statements: object[]) =>
  authorizer({
    resource: [{ name: 'QueuePolicy', resourceArns: [queueArn], document: { Statement: statements } }],
  });

const send = { roleArn, action: 'sqs:SendMessage', resourceArn: queueArn };
const fromRule = {
  service: 'events.amazonaws.com',
  action: 'sqs:SendMessage',
  resourceArn: queueArn,
  sourceArn: ruleArn,
  sourceAccount: '111122223333',
};
const ruleMaySend = {
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: queueArn,
  Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } },
};

describe("a role's own call", () => {
  it.each([
    ['the action and the resource by name', 'sqs:SendMessage', queueArn],
    ['the action in another case', 'SQS:sendmessage', queueArn],
    ['all actions of the service', 'sqs:*', queueArn],
    ['actions by a pattern', 'sqs:Send*', queueArn],
    ['actions by a single-character pattern', 'sqs:SendMessag?', queueArn],
    ['everything', '*', '*'],
    ['resources by a pattern', 'sqs:SendMessage', 'arn:aws:sqs:*:111122223333:enrich*'],
    ['resources by a star that reaches over colons', 'sqs:SendMessage', 'arn:aws:sqs:eu-*:*:*'],
    ['resources by a star at the end of a part', 'sqs:SendMessage', 'arn:aws:sqs:*:*:*.fifo'],
  ])('is allowed by a statement that names %s', (_title, Action, Resource) => {
    // Prepare
    const policies = withIdentity(allow({ Action, Resource }));

    // Act
    const call = () => policies.authorizeIdentity(send);

    // Assess
    expect(call).not.toThrow();
  });

  it.each([
    ['another action', 'sqs:ReceiveMessage', queueArn],
    ['a longer action', 'sqs:SendMessageBatch', queueArn],
    ['another resource', 'sqs:SendMessage', 'arn:aws:sqs:eu-west-1:111122223333:enrich'],
    [
      'a resource with a dot taken for any character',
      'sqs:SendMessage',
      'arn:aws:sqs:eu-west-1:111122223333:enrich-fif?',
    ],
  ])('is denied by a statement that names only %s', (_title, Action, Resource) => {
    // Prepare
    const policies = withIdentity(allow({ Action, Resource }));

    // Act
    const call = () => policies.authorizeIdentity(send);

    // Assess
    expect(call).toThrow(ServiceError);
  });

  it.each([
    ['log-group:a:*', true],
    ['log*:b', true],
    ['log*a:b', false],
    ['log-group?a:b', false],
  ])('is for the resource log-group:a:b covered by the pattern %s: %s', (pattern, covered) => {
    // Prepare
    const place = 'arn:aws:logs:eu-west-1:111122223333';
    const policies = withIdentity(allow({ Action: 'logs:*', Resource: `${place}:${pattern}` }));

    // Act
    const call = () =>
      policies.authorizeIdentity({
        roleArn,
        action: 'logs:PutLogEvents',
        resourceArn: `${place}:log-group:a:b`,
      });

    // Assess
    if (covered) expect(call).not.toThrow();
    else expect(call).toThrow(ServiceError);
  });

  it('is denied with the role, the action and the resource in the message', () => {
    // Prepare
    const policies = authorizer({});

    // Act
    const call = () => policies.authorizeIdentity(send);

    // Assess
    expect(call).toThrow(
      expect.objectContaining({
        code: 'AccessDeniedException',
        status: 400,
        message:
          'User: arn:aws:iam::111122223333:role/enrich is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:eu-west-1:111122223333:enrich.fifo because no identity-based policy allows the sqs:SendMessage action',
      }),
    );
  });

  it("is not allowed by another role's policy", () => {
    // Prepare
    const document = allow({ Action: '*', Resource: '*' });
    const other = 'arn:aws:iam::111122223333:role/write-back';
    const policies = authorizer({ identity: [{ name: 'Other', roleArn: other, document }] });

    // Act
    const call = () => policies.authorizeIdentity(send);

    // Assess
    expect(call).toThrow('is not authorized to perform');
  });

  it('is allowed by one of several policies of the role', () => {
    // Prepare
    const policies = authorizer({
      identity: [
        { name: 'One', roleArn, document: allow({ Action: 'sqs:ReceiveMessage', Resource: queueArn }) },
        { name: 'Two', roleArn, document: allow({ Action: 'sqs:SendMessage', Resource: queueArn }) },
      ],
    });

    // Act
    const call = () => policies.authorizeIdentity(send);

    // Assess
    expect(call).not.toThrow();
  });

  it('is denied by an explicit deny, whatever allows it', () => {
    // Prepare
    const policies = withIdentity({
      Statement: [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        { Effect: 'Deny', Action: 'sqs:Send*', Resource: '*' },
      ],
    });

    // Act
    const call = () => policies.authorizeIdentity(send);

    // Assess
    expect(call).toThrow('with an explicit deny in an identity-based policy');
  });

  it('is not denied by a queue policy that denies plain HTTP: loopback counts as TLS', () => {
    // Prepare
    const policies = authorizer({
      identity: [{ name: 'P', roleArn, document: allow({ Action: 'sqs:*', Resource: queueArn }) }],
      resource: [{ name: 'Q', resourceArns: [queueArn], document: { Statement: noTls } }],
    });

    // Act
    const call = () => policies.authorizeIdentity(send);

    // Assess
    expect(call).not.toThrow();
  });

  it('is denied by a queue policy that denies calls over TLS', () => {
    // Prepare
    const denied = { ...noTls, Condition: { Bool: { 'aws:SecureTransport': true } } };
    const policies = authorizer({
      identity: [{ name: 'P', roleArn, document: allow({ Action: 'sqs:*', Resource: queueArn }) }],
      resource: [{ name: 'Q', resourceArns: [queueArn], document: { Statement: denied } }],
    });

    // Act
    const call = () => policies.authorizeIdentity(send);

    // Assess
    expect(call).toThrow('with an explicit deny in a resource-based policy');
  });

  it.each([
    ['the role', { AWS: roleArn }, true],
    ['everyone', '*', true],
    ['only its account', { AWS: 'arn:aws:iam::111122223333:root' }, false],
    ['only its account by the id', { AWS: '111122223333' }, false],
    ['another role', { AWS: 'arn:aws:iam::111122223333:role/other' }, false],
    ['only a service', { Service: 'events.amazonaws.com' }, false],
  ])('without an identity policy, a queue policy that names %s decides it', (_title, Principal, allowed) => {
    // Prepare
    const policies = withQueuePolicy({ Effect: 'Allow', Principal, Action: 'sqs:*', Resource: queueArn });

    // Act
    const call = () => policies.authorizeIdentity(send);

    // Assess
    if (allowed) expect(call).not.toThrow();
    else expect(call).toThrow(ServiceError);
  });

  it('is judged by the condition keys that come with it', () => {
    // Prepare
    const policies = withIdentity(
      allow({
        Action: 'dynamodb:PutItem',
        Resource: '*',
        Condition: { StringLike: { 'dynamodb:LeadingKeys': ['zendesk:*'] } },
      }),
    );
    const put = {
      roleArn,
      action: 'dynamodb:PutItem',
      resourceArn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/t',
    };

    // Act
    const ours = () =>
      policies.authorizeIdentity({ ...put, context: { 'dynamodb:leadingkeys': 'zendesk:1' } });
    const foreign = () =>
      policies.authorizeIdentity({ ...put, context: { 'dynamodb:LeadingKeys': 'other:1' } });
    const unsaid = () => policies.authorizeIdentity(put);

    // Assess
    expect(ours).not.toThrow();
    expect(foreign).toThrow(ServiceError);
    expect(unsaid).toThrow(ServiceError);
  });
});

describe("a service's call on behalf of a resource", () => {
  it('is allowed by the queue policy that names the service and the rule', () => {
    // Prepare
    const policies = withQueuePolicy(noTls, ruleMaySend);

    // Act
    const call = () => policies.authorizeService(fromRule);

    // Assess
    expect(call).not.toThrow();
  });

  it.each([
    ['another rule', { sourceArn: 'arn:aws:events:eu-west-1:111122223333:rule/dragoman/other' }],
    ['another service', { service: 'sns.amazonaws.com' }],
    ['another action', { action: 'sqs:ReceiveMessage' }],
    ['another queue', { resourceArn: 'arn:aws:sqs:eu-west-1:111122223333:other.fifo' }],
  ])('is denied for %s', (_title, changed) => {
    // Prepare
    const policies = withQueuePolicy(ruleMaySend);

    // Act
    const call = () => policies.authorizeService({ ...fromRule, ...changed });

    // Assess
    expect(call).toThrow(ServiceError);
  });

  it('is denied with service, action and resource in the message', () => {
    // Prepare
    const policies = authorizer({});

    // Act
    const call = () => policies.authorizeService(fromRule);

    // Assess
    expect(call).toThrow(
      'User: events.amazonaws.com is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:eu-west-1:111122223333:enrich.fifo because no resource-based policy allows the sqs:SendMessage action',
    );
  });

  it('is not allowed by a statement that reaches another queue through its policy', () => {
    // Prepare
    const policies = authorizer({
      resource: [
        {
          name: 'OtherQueuePolicy',
          resourceArns: ['arn:aws:sqs:eu-west-1:111122223333:other.fifo'],
          document: { Statement: ruleMaySend },
        },
      ],
    });

    // Act
    const call = () => policies.authorizeService(fromRule);

    // Assess
    expect(call).toThrow(ServiceError);
  });

  const invoke = {
    service: 'apigateway.amazonaws.com',
    action: 'lambda:InvokeFunction',
    resourceArn: functionArn,
    sourceArn: 'arn:aws:execute-api:eu-west-1:111122223333:a1b2/$default/POST/webhooks/{connector}/{account}',
    sourceAccount: '111122223333',
  };
  it.each([
    ['of any source', null, null, true],
    [
      'of a source by a pattern',
      'arn:aws:execute-api:eu-west-1:111122223333:a1b2/*/*/webhooks/{connector}/{account}',
      null,
      true,
    ],
    ['of another source', 'arn:aws:execute-api:eu-west-1:111122223333:zzzz/*', null, false],
    [
      'of a source by a star that would have to reach over a colon',
      'arn:aws:execute-api:*:a1b2/*',
      null,
      false,
    ],
    ['of a source by an incomplete ARN', 'arn:aws:execute-api', null, false],
    ['of the account', null, '111122223333', true],
    ['of another account', null, '999999999999', false],
  ])('is decided by the Lambda permission %s', (_title, sourceArn, sourceAccount, allowed) => {
    // Prepare
    const policies = authorizer({
      lambdaPermissions: [
        {
          functionArn,
          action: 'lambda:InvokeFunction',
          principal: 'apigateway.amazonaws.com',
          sourceArn,
          sourceAccount,
        },
      ],
    });

    // Act
    const call = () => policies.authorizeService(invoke);

    // Assess
    if (allowed) expect(call).not.toThrow();
    else expect(call).toThrow(ServiceError);
  });
});

describe('a policy that would not be enforced here', () => {
  it.each([
    ['NotAction', { Effect: 'Allow', NotAction: 'sqs:*', Resource: '*' }, '"NotAction"'],
    ['NotResource', { Effect: 'Allow', Action: 'sqs:*', NotResource: '*' }, '"NotResource"'],
    [
      'an unknown condition operator',
      {
        Effect: 'Allow',
        Action: '*',
        Resource: '*',
        Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      },
      '"IpAddress"',
    ],
    [
      'an operator with IfExists',
      { Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringEqualsIfExists: { a: 'b' } } },
      '"StringEqualsIfExists"',
    ],
    [
      'a policy variable',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is IAM that would fill it in.
      { Effect: 'Allow', Action: '*', Resource: 'arn:aws:sqs:::${aws:username}' },
      'variables',
    ],
    [
      'a principal in an identity policy',
      { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
      'Principal',
    ],
    ['a statement without a resource', { Effect: 'Allow', Action: '*' }, '"Resource"'],
    ['an incomplete ARN', { Effect: 'Allow', Action: '*', Resource: 'arn:aws:sqs' }, '"arn:aws:sqs"'],
    ['an unknown effect', { Effect: 'allow', Action: '*', Resource: '*' }, 'Effect'],
  ])('is refused at construction by the name of policy and element: %s', (_title, statement, named) => {
    // Act
    const construct = () => withIdentity({ Statement: [statement] });

    // Assess
    expect(construct).toThrow(PolicyError);
    expect(construct).toThrow(/Policy EnrichPolicy: /);
    expect(construct).toThrow(named);
  });

  it.each([
    ['NotPrincipal', { NotPrincipal: { AWS: '*' } }],
    ['a federated principal', { Principal: { Federated: 'x' } }],
    ['no principal', {}],
  ])('is refused in a resource policy: %s', (_title, part) => {
    // Act
    const construct = () => withQueuePolicy({ Effect: 'Deny', Action: '*', Resource: '*', ...part });

    // Assess
    expect(construct).toThrow(PolicyError);
  });
});
