import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { physicalName } from '../names.ts';

/**
 * `ledger`: which message was written, so that nothing is written twice. `memory`: what is known of a conversation.
 * `budget`: characters spent per account and requester, and what was sent to the helpdesk lately. `translations`: what was translated before, in customers' words.
 */
const tableNames = ['ledger', 'memory', 'budget', 'translations'] as const;
export type TableName = (typeof tableNames)[number];

/** The four tables; all rows have one key `pk` and end at `expiresAt` (epoch seconds). */
export class StateTables extends Construct {
  readonly ledger: dynamodb.Table;
  readonly memory: dynamodb.Table;
  readonly budget: dynamodb.Table;
  readonly translations: dynamodb.Table;

  constructor(scope: Construct, id: string, props: { stage: string; key: IKey | undefined }) {
    super(scope, id);
    const table = (name: TableName, constructId: string, pointInTimeRecoveryEnabled = true) =>
      new dynamodb.Table(this, constructId, {
        tableName: physicalName(props.stage, name),
        partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
        timeToLiveAttribute: 'expiresAt',
        billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled },
        deletionProtection: true,
        // Not RETAIN_ON_UPDATE_OR_DELETE: a failed deployment could not delete a protected table, and would hang there.
        removalPolicy: RemovalPolicy.RETAIN,
        ...(props.key
          ? { encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED, encryptionKey: props.key }
          : {}),
      });
    this.ledger = table('ledger', 'Ledger');
    this.memory = table('memory', 'Memory');
    this.budget = table('budget', 'Budget');
    // Nothing to recover, and a backup would keep customers' text for 35 days beyond its time.
    this.translations = table('translations', 'Translations', false);
  }
}
