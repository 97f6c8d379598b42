import { expect, test } from 'vitest';
import {
  authoriseTypes,
  inertTypes,
  type Place,
  resolveTemplate,
  runTypes,
} from '../../../../infra/local/resources.ts';
import { parseTemplate } from '../../../../infra/local/template.ts';

const place: Place = {
  region: 'eu-central-1',
  accountId: '000000000000',
  stackName: 'dragoman-local',
  endpointUrl: 'http://127.0.0.1:4000',
  apiUrl: 'http://127.0.0.1:5000',
};
const resolve = (Resources: object, Outputs: object = {}) =>
  resolveTemplate(parseTemplate({ Resources, Outputs }), place);

test.each([
  {
    type: 'AWS::SQS::Queue',
    properties: { QueueName: 'enrich.fifo', FifoQueue: true },
    ref: 'http://127.0.0.1:4000/000000000000/enrich.fifo',
    attributes: { Arn: 'arn:aws:sqs:eu-central-1:000000000000:enrich.fifo', QueueName: 'enrich.fifo' },
  },
  {
    type: 'AWS::Events::EventBus',
    properties: { Name: 'dragoman' },
    ref: 'dragoman',
    attributes: { Arn: 'arn:aws:events:eu-central-1:000000000000:event-bus/dragoman' },
  },
  {
    type: 'AWS::Events::Rule',
    properties: { Name: 'received', EventBusName: 'dragoman' },
    ref: 'dragoman|received',
    attributes: { Arn: 'arn:aws:events:eu-central-1:000000000000:rule/dragoman/received' },
  },
  {
    type: 'AWS::Events::Rule',
    properties: { Name: 'tick' },
    ref: 'tick',
    attributes: { Arn: 'arn:aws:events:eu-central-1:000000000000:rule/tick' },
  },
  {
    type: 'AWS::Lambda::Function',
    properties: { FunctionName: 'dragoman-local-enrich' },
    ref: 'dragoman-local-enrich',
    attributes: { Arn: 'arn:aws:lambda:eu-central-1:000000000000:function:dragoman-local-enrich' },
  },
  {
    type: 'AWS::DynamoDB::Table',
    properties: { TableName: 'ledger' },
    ref: 'ledger',
    attributes: { Arn: 'arn:aws:dynamodb:eu-central-1:000000000000:table/ledger' },
  },
  {
    type: 'AWS::IAM::Role',
    properties: { RoleName: 'enrich' },
    ref: 'enrich',
    attributes: { Arn: 'arn:aws:iam::000000000000:role/enrich' },
  },
  {
    type: 'AWS::SecretsManager::Secret',
    properties: { Name: 'dragoman/local/webhook' },
    ref: expect.stringMatching(
      /^arn:aws:secretsmanager:eu-central-1:000000000000:secret:dragoman\/local\/webhook-\w{6}$/,
    ),
    attributes: {},
  },
  {
    type: 'AWS::Lex::Bot',
    properties: {},
    ref: expect.stringMatching(/^[A-Z]{10}$/),
    attributes: { Arn: expect.stringMatching(/^arn:aws:lex:eu-central-1:000000000000:bot\/[A-Z]{10}$/) },
  },
  {
    type: 'AWS::ApiGatewayV2::Api',
    properties: {},
    ref: expect.stringMatching(/^[a-z]{10}$/),
    attributes: { ApiEndpoint: 'http://127.0.0.1:5000' },
  },
  {
    type: 'AWS::Logs::LogGroup',
    properties: { LogGroupName: '/dragoman/enrich' },
    ref: '/dragoman/enrich',
    attributes: { Arn: 'arn:aws:logs:eu-central-1:000000000000:log-group:/dragoman/enrich:*' },
  },
])('$type is spoken of as in AWS', ({ type, properties, ref, attributes }) => {
  // Act
  const [resource] = resolve({ Thing: { Type: type, Properties: properties } }).all;
  // Assess
  expect(resource).toMatchObject({ logicalId: 'Thing', type, ref, attributes });
});

test('an alias of a bot names its bot in its ARN, whichever comes first in the template', () => {
  // Act
  const resources = resolve({
    Alias: { Type: 'AWS::Lex::BotAlias', Properties: { BotId: { Ref: 'Bot' } } },
    Bot: { Type: 'AWS::Lex::Bot', Properties: {} },
  });
  // Assess
  const [bot] = resources.ofType('AWS::Lex::Bot');
  const [alias] = resources.ofType('AWS::Lex::BotAlias');
  expect(alias?.attributes.Arn).toContain(`:bot-alias/${bot?.ref}/${alias?.attributes.BotAliasId}`);
});

test('a resource without a name gets one of its own, the same each time', () => {
  // Act
  const template = {
    One: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
    Two: { Type: 'AWS::SQS::Queue', Properties: {} },
  };
  const [first, second] = [resolve(template), resolve(template)].map(({ all }) => all.map(({ ref }) => ref));
  // Assess
  expect(first).toEqual(second);
  expect(first?.[0]).toMatch(/\/dragoman-local-One-[0-9A-F]{12}\.fifo$/);
  expect(first?.[1]).toMatch(/\/dragoman-local-Two-[0-9A-F]{12}$/);
});

test('outputs are resolved to text', () => {
  expect(
    resolve(
      { Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'ledger' } } },
      { Name: { Value: { Ref: 'Table' } }, Count: { Value: 3 } },
    ).outputs,
  ).toEqual({ Name: 'ledger', Count: '3' });
});

test.each([
  { type: 'AWS::S3::Bucket', says: 'in none of the lists' },
  { type: 'Custom::Thing', says: 'custom resource' },
  { type: 'AWS::CloudFormation::CustomResource', says: 'custom resource' },
])('$type is refused with its logical id', ({ type, says }) => {
  const act = () => resolve({ Thing: { Type: type } });
  expect(act).toThrow('Thing');
  expect(act).toThrow(says);
});

test('an attribute that a resource does not have here is refused, with those that it has', () => {
  const act = () =>
    resolve({
      Queue: {
        Type: 'AWS::SQS::Queue',
        Properties: { KmsMasterKeyId: { 'Fn::GetAtt': ['Key', 'Nothing'] } },
      },
      Key: { Type: 'AWS::KMS::Key' },
    });
  expect(act).toThrow('Queue.KmsMasterKeyId: Key has no attribute Nothing here, expected one of KeyId, Arn');
});

test('names that refer to each other in a circle are refused', () => {
  const act = () =>
    resolve({
      One: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Two' } } },
      Two: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'One' } } },
    });
  expect(act).toThrow('circle');
});

test('the lists of types have nothing in common, and every inert type has its reason', () => {
  // Assess
  const all = [...runTypes, ...authoriseTypes, ...Object.keys(inertTypes)];
  expect(new Set(all).size).toBe(all.length);
  expect(Object.values(inertTypes).every((reason) => reason.length > 5)).toBe(true);
});
