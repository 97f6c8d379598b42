import { expect, it } from 'vitest';
import { openDynamoDb } from '../../../../../infra/local/services/dynamodb.ts';
import { serviceCall } from '../../../../support/service-call.ts';

const ledger = {
  name: 'ledger',
  arn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/ledger',
  creation: {
    TableName: 'ledger',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
  },
};

/** All on one item: dynalite works on them one after another, each in a read and then a write. */
const increment = serviceCall('UpdateItem', {
  TableName: 'ledger',
  Key: { pk: { S: 'one' } },
  UpdateExpression: 'ADD times :one',
  ExpressionAttributeValues: { ':one': { N: '1' } },
  ReturnValues: 'UPDATED_NEW',
});

it('finishes the calls it has taken before it stops, whoever made them and is gone by now', async () => {
  // Prepare
  const { service, stop } = await openDynamoDb([ledger]);
  const calls = Array.from({ length: 40 }, () => service.handle(increment));

  // Act
  const [results] = await Promise.all([Promise.allSettled(calls), stop()]);

  // Assess
  expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect(results).toContainEqual({
    status: 'fulfilled',
    value: { output: { Attributes: { times: { N: '40' } } } },
  });
});

it('refuses what is asked of it once it stops', async () => {
  const { service, stop } = await openDynamoDb([ledger]);
  const stopped = stop();

  const late = service.handle(increment);

  await expect(late).rejects.toMatchObject({ name: 'ServiceError', code: 'ServiceUnavailable', status: 503 });
  await stopped;
});
