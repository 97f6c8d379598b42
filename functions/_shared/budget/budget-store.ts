import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Budget } from '../services/ports.ts';
import { type Counter, countersOf } from './caps.ts';

export type BudgetDeps = Readonly<{ db: DynamoDBDocumentClient; table: string }>;

/** Counters in the budget table (hash key `pk`, TTL `expiresAt`). One atomic update each, so that side by side nobody goes over. */
export function createBudget({ db, table }: BudgetDeps): Budget {
  /** False if the counter would go over its cap; then it has not moved. */
  async function add({ key, maxCharacters, expiresAt }: Counter, characters: number): Promise<boolean> {
    if (characters > maxCharacters) return false;
    try {
      await db.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: key },
          UpdateExpression: 'ADD characters :characters SET expiresAt = :expiresAt',
          ConditionExpression: 'attribute_not_exists(characters) OR characters <= :room',
          ExpressionAttributeValues: {
            ':characters': characters,
            ':room': maxCharacters - characters,
            ':expiresAt': expiresAt,
          },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async function subtract({ key }: Counter, characters: number): Promise<void> {
    await db.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk: key },
        UpdateExpression: 'ADD characters :characters',
        ExpressionAttributeValues: { ':characters': -characters },
      }),
    );
  }

  return {
    async take(spender, characters) {
      const [day, hour] = countersOf(spender);
      if (!(await add(day, characters))) return false;
      if (await add(hour, characters)) return true;
      await subtract(day, characters);
      return false;
    },
    async giveBack(spender, characters) {
      await Promise.all(countersOf(spender).map((counter) => subtract(counter, characters)));
    },
  };
}
