import { expect, test } from 'vitest';
import { type References, resolveIntrinsics } from '../../../../infra/local/intrinsics.ts';
import { TemplateError } from '../../../../infra/local/template.ts';

const references: References = {
  ref: (logicalId, where) => {
    if (logicalId !== 'Queue') throw new TemplateError(where, `no ${logicalId}`);
    return 'the-queue';
  },
  attribute: (logicalId, attribute) => `${logicalId}/${attribute}`,
  pseudo: new Map([
    ['AWS::Region', 'eu-central-1'],
    ['AWS::AccountId', '000000000000'],
  ]),
};
const resolve = (value: unknown) => resolveIntrinsics(value, references, 'Thing.Property');

test.each([
  { value: 'plain', result: 'plain' },
  { value: { a: [1, true, null] }, result: { a: [1, true, null] } },
  { value: { Ref: 'Queue' }, result: 'the-queue' },
  { value: { Ref: 'AWS::Region' }, result: 'eu-central-1' },
  { value: { 'Fn::GetAtt': ['Queue', 'Arn'] }, result: 'Queue/Arn' },
  { value: { 'Fn::GetAtt': 'Queue.Arn' }, result: 'Queue/Arn' },
  { value: { 'Fn::Join': ['-', ['a', { Ref: 'Queue' }, 3]] }, result: 'a-the-queue-3' },
  { value: { 'Fn::Split': ['/', 'a/b/c'] }, result: ['a', 'b', 'c'] },
  { value: { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, result: 'b' },
  { value: { 'Fn::Select': ['0', ['x']] }, result: 'x' },
  { value: { 'Fn::Base64': 'grüß' }, result: 'Z3LDvMOf' },
  { value: { 'Fn::Sub': `\${Queue} in \${AWS::Region}` }, result: 'the-queue in eu-central-1' },
  { value: { 'Fn::Sub': `\${Queue.Arn} and \${!literal}` }, result: `Queue/Arn and \${literal}` },
  { value: { 'Fn::Sub': [`\${Mine}!`, { Mine: { Ref: 'Queue' } }] }, result: 'the-queue!' },
  { value: { a: { Ref: 'AWS::NoValue' }, b: 1 }, result: { b: 1 } },
  { value: ['a', { Ref: 'AWS::NoValue' }], result: ['a'] },
  { value: { Ref: 'AWS::NoValue' }, result: undefined },
  { value: { Ref: 'not a call', Other: 1 }, result: { Ref: 'not a call', Other: 1 } },
])('$value resolves', ({ value, result }) => {
  expect(resolve(value)).toEqual(result);
});

test.each([
  { value: { 'Fn::If': ['IsProd', 1, 2] }, names: 'Fn::If' },
  { value: { 'Fn::ImportValue': 'x' }, names: 'Fn::ImportValue' },
  { value: { 'Fn::FindInMap': ['a', 'b', 'c'] }, names: 'Fn::FindInMap' },
  { value: { deep: [{ Ref: 'Unknown' }] }, names: 'no Unknown' },
  { value: { Ref: 'AWS::NotificationARNs' }, names: 'AWS::NotificationARNs' },
  { value: { 'Fn::Join': ['-', 'not a list'] }, names: 'Fn::Join' },
  { value: { 'Fn::Join': ['-', [{ a: 1 }]] }, names: 'Fn::Join' },
  { value: { 'Fn::Select': [5, ['x']] }, names: 'Fn::Select' },
])('$value is refused, naming where it stands and $names', ({ value, names }) => {
  expect(() => resolve(value)).toThrow(names);
  expect(() => resolve(value)).toThrow('Thing.Property');
});
