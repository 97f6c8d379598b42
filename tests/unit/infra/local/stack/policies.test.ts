import { expect, test } from 'vitest';
import { resolveTemplate } from '../../../../../infra/local/resources.ts';
import { policiesOf } from '../../../../../infra/local/stack/policies.ts';
import { parseTemplate } from '../../../../../infra/local/template.ts';

const resolve = (Resources: object) =>
  resolveTemplate(parseTemplate({ Resources }), {
    region: 'eu-central-1',
    accountId: '000000000000',
    stackName: 'small',
    endpointUrl: 'http://127.0.0.1:4000',
    apiUrl: 'http://127.0.0.1:5000',
  });
const role = (properties: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: { RoleName: 'worker', AssumeRolePolicyDocument: {}, ...properties },
});
const roleArn = 'arn:aws:iam::000000000000:role/worker';

test('policies of a role are found inside it, attached to it, and managed', () => {
  // Act
  const { identity } = policiesOf(
    resolve({
      Role: role({
        Policies: [{ PolicyName: 'own', PolicyDocument: { a: 1 } }],
        ManagedPolicyArns: [{ Ref: 'Managed' }],
      }),
      Attached: {
        Type: 'AWS::IAM::Policy',
        Properties: { PolicyName: 'attached', Roles: [{ Ref: 'Role' }], PolicyDocument: { b: 2 } },
      },
      Managed: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { c: 3 } } },
    }),
  );
  // Assess
  expect(identity).toEqual([
    { name: 'Managed', roleArn, document: { c: 3 } },
    { name: 'Role.own', roleArn, document: { a: 1 } },
    { name: 'Attached', roleArn, document: { b: 2 } },
  ]);
});

test('policies of queues name the ARNs of their queues', () => {
  // Act
  const { resource } = policiesOf(
    resolve({
      Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'work' } },
      Policy: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: { Queues: [{ Ref: 'Queue' }], PolicyDocument: { a: 1 } },
      },
    }),
  );
  // Assess
  expect(resource).toEqual([
    {
      name: 'Policy',
      resourceArns: ['arn:aws:sqs:eu-central-1:000000000000:work'],
      document: { a: 1 },
    },
  ]);
});

test('permissions of a function are found by its name and by its ARN', () => {
  // Act
  const { lambdaPermissions } = policiesOf(
    resolve({
      Worker: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'worker' } },
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: { Ref: 'Worker' },
          Principal: 'events.amazonaws.com',
          SourceArn: 'arn:aws:events:eu-central-1:000000000000:rule/tick',
        },
      },
    }),
  );
  // Assess
  expect(lambdaPermissions).toEqual([
    {
      functionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:worker',
      action: 'lambda:InvokeFunction',
      principal: 'events.amazonaws.com',
      sourceArn: 'arn:aws:events:eu-central-1:000000000000:rule/tick',
      sourceAccount: null,
    },
  ]);
});

test("AWS's own managed policies are refused, as their text is not in the template", () => {
  const act = () =>
    policiesOf(resolve({ Role: role({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/Basic'] }) }));
  expect(act).toThrow('Role: expected a policy of the template, not arn:aws:iam::aws:policy/Basic');
});

test('a permissions boundary is refused, as it would not be enforced', () => {
  const act = () => policiesOf(resolve({ Role: role({ PermissionsBoundary: 'arn:x' }) }));
  expect(act).toThrow('PermissionsBoundary');
});
