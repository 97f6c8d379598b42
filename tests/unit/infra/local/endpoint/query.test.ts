import { expect, test } from 'vitest';
import { isQuery, queryAnswer, queryError, readQuery } from '../../../../../infra/local/endpoint/query.ts';
import { ServiceError } from '../../../../../infra/local/ports.ts';

test.each([
  { contentType: 'application/x-www-form-urlencoded', expected: true },
  { contentType: 'application/x-www-form-urlencoded; charset=utf-8', expected: true },
  { contentType: 'application/x-amz-json-1.1', expected: false },
  { contentType: undefined, expected: false },
])('a request of $contentType is Query: $expected', ({ contentType, expected }) => {
  expect(isQuery(contentType)).toBe(expected);
});

test('the version of the form names the service', () => {
  expect(readQuery(Buffer.from('Action=DescribeStacks&Version=2010-05-15&StackName=dragoman-prod'))).toEqual({
    service: 'cloudformation',
    operation: 'DescribeStacks',
    input: { StackName: 'dragoman-prod' },
  });
  expect(readQuery(Buffer.from('Action=ListSubscriptionsByTopic&Version=2010-03-31&TopicArn=arn'))).toEqual({
    service: 'sns',
    operation: 'ListSubscriptionsByTopic',
    input: { TopicArn: 'arn' },
  });
  expect(readQuery(Buffer.from('Action=GetCallerIdentity&Version=2011-06-15'))).toEqual({
    service: 'sts',
    operation: 'GetCallerIdentity',
    input: {},
  });
});

test.each(['Action=ListUsers&Version=2010-05-08', ''])('the form "%s" is of no service here', (form) => {
  expect(() => readQuery(Buffer.from(form))).toThrow(expect.objectContaining({ code: 'InvalidAction' }));
});

test('an answer has lists as members, nothing of what is undefined, and its signs escaped', () => {
  expect(
    queryAnswer(
      { service: 'sts', operation: 'Get' },
      { Names: ['a & b', '<c>'], Next: undefined, Empty: [] },
      'r-1',
    ),
  ).toBe(
    '<GetResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetResult><Names><member>a &amp; b</member>' +
      '<member>&lt;c&gt;</member></Names><Empty></Empty></GetResult><ResponseMetadata><RequestId>r-1</RequestId>' +
      '</ResponseMetadata></GetResponse>',
  );
});

test('a refusal says whose fault it is', () => {
  expect(queryError(new ServiceError('ValidationError', 400, 'No stack'), 'cloudformation', 'r-1')).toBe(
    '<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type>' +
      '<Code>ValidationError</Code><Message>No stack</Message></Error><RequestId>r-1</RequestId></ErrorResponse>',
  );
  expect(queryError(new ServiceError('ServiceUnavailable', 503, 'Down'), 'sts', 'r-1')).toContain(
    '<Type>Receiver</Type>',
  );
});
