import { expect, test } from 'vitest';
import {
  accessKeyOf,
  errorAnswer,
  okAnswer,
  readWireCall,
} from '../../../../../infra/local/endpoint/wire.ts';
import { ServiceError } from '../../../../../infra/local/ports.ts';

const read = (headers: Record<string, string>, body = '{"a":1}', path = '/', method = 'POST') =>
  readWireCall({ method, path, headers }, Buffer.from(body));

test.each([
  {
    target: 'AWSShineFrontendService_20170701.TranslateText',
    service: 'translate',
    operation: 'TranslateText',
  },
  { target: 'Comprehend_20171127.DetectSentiment', service: 'comprehend', operation: 'DetectSentiment' },
  { target: 'AWSEvents.PutEvents', service: 'events', operation: 'PutEvents' },
  { target: 'AmazonSQS.SendMessage', service: 'sqs', operation: 'SendMessage' },
  { target: 'DynamoDB_20120810.PutItem', service: 'dynamodb', operation: 'PutItem' },
  { target: 'secretsmanager.GetSecretValue', service: 'secretsmanager', operation: 'GetSecretValue' },
  {
    target: 'AWSOrganizationsV20161128.DescribeEffectivePolicy',
    service: 'organizations',
    operation: 'DescribeEffectivePolicy',
  },
  {
    target: 'GraniteServiceVersion20100801.DescribeAlarms',
    service: 'cloudwatch',
    operation: 'DescribeAlarms',
  },
])('$target is read', ({ target, service, operation }) => {
  expect(read({ 'x-amz-target': target })).toEqual({ service, operation, input: { a: 1 } });
});

test("labels of Lex's path win over members of its body", () => {
  expect(
    read({}, '{"text":"hi","botId":"other"}', '/bots/B/botAliases/A/botLocales/en_US/sessions/t%3A1/text'),
  ).toEqual({
    service: 'lex',
    operation: 'RecognizeText',
    input: { botId: 'B', botAliasId: 'A', localeId: 'en_US', sessionId: 't:1', text: 'hi' },
  });
});

test.each([
  {
    path: '/bots/B/botaliases/A',
    operation: 'DescribeBotAlias',
    input: { botId: 'B', botAliasId: 'A' },
  },
  {
    path: '/bots/B/botversions/7/botlocales/en_US',
    operation: 'DescribeBotLocale',
    input: { botId: 'B', botVersion: '7', localeId: 'en_US' },
  },
])('$operation is read from its path', ({ path, operation, input }) => {
  expect(read({}, '', path, 'GET')).toEqual({ service: 'lex-models', operation, input });
});

test('a form is read as Query', () => {
  expect(
    read(
      { 'content-type': 'application/x-www-form-urlencoded' },
      'Action=GetCallerIdentity&Version=2011-06-15',
    ),
  ).toEqual({ service: 'sts', operation: 'GetCallerIdentity', input: {} });
});

test.each([
  { what: 'another service', headers: { 'x-amz-target': 'Logs_20140328.PutLogEvents' }, path: '/' },
  { what: 'a path of nobody', headers: {}, path: '/2015-03-31/functions/x/invocations' },
  {
    what: "Lex's other operations",
    headers: {},
    path: '/bots/B/botAliases/A/botLocales/en_US/sessions/s/utterance',
  },
])('$what is an unknown operation', ({ headers, path }) => {
  expect(() => read({ ...headers }, '{}', path)).toThrow(
    expect.objectContaining({ code: 'UnknownOperationException' }),
  );
});

test.each(['{', '[]', '"text"'])('the body %s is refused', (body) => {
  expect(() => read({ 'x-amz-target': 'AWSEvents.PutEvents' }, body)).toThrow(
    expect.objectContaining({ code: 'SerializationException' }),
  );
});

test.each([
  {
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIA123/20261123/eu-central-1/sqs/aws4_request, SignedHeaders=host, Signature=x',
    key: 'AKIA123',
  },
  { authorization: 'Bearer AKIA123', key: null },
  { authorization: undefined, key: null },
])('the access key of $authorization is $key', ({ authorization, key }) => {
  expect(accessKeyOf(authorization === undefined ? {} : { authorization })).toBe(key);
});

test('a refusal carries its name in body and header, and for SQS the code of the older protocol', () => {
  // Prepare
  const asked = { contentType: 'application/x-amz-json-1.0', requestId: '1' };
  const error = new ServiceError('QueueDoesNotExist', 400, 'No such queue', { Detail: 'x' });
  // Assess
  expect(errorAnswer(error, 'sqs', asked)).toEqual({
    status: 400,
    headers: {
      'x-amzn-errortype': 'QueueDoesNotExist',
      'x-amzn-query-error': 'QueueDoesNotExist;Sender',
    },
    body: '{"__type":"QueueDoesNotExist","message":"No such queue","Detail":"x"}',
  });
  expect(errorAnswer(error, 'events', asked).headers).not.toHaveProperty('x-amzn-query-error');
});

test('an answer to a form is XML, any other JSON', () => {
  // Prepare
  const call = { service: 'sts', operation: 'GetCallerIdentity', input: {} } as const;
  const asked = (contentType: string) => ({ contentType, requestId: '1' });
  // Assess
  expect(okAnswer(call, { Account: '1' }, asked('application/x-amz-json-1.1'))).toEqual({
    status: 200,
    headers: {},
    body: '{"Account":"1"}',
  });
  expect(okAnswer(call, { Account: '1' }, asked('application/x-www-form-urlencoded'))).toMatchObject({
    headers: { 'content-type': 'text/xml' },
    body: expect.stringContaining('<Account>1</Account>'),
  });
});
