import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { secretName } from '../names.ts';

export type AccountSecretsProps = Readonly<{
  stage: string;
  connector: string;
  account: string;
  key: IKey | undefined;
}>;

/**
 * An account's two secrets: `webhook` proves that a delivery is genuine, `api` lets us act. Created without a value and
 * kept for ever: a generated value would overwrite, at the next deployment, the one that a person has put in.
 */
export class AccountSecrets extends Construct {
  /** `{"signingSecrets":["…"]}` */
  readonly webhookArn: string;
  /** What the connector needs to log in; see its README. */
  readonly apiArn: string;

  constructor(scope: Construct, id: string, props: AccountSecretsProps) {
    super(scope, id);
    const secret = (constructId: string, purpose: 'webhook' | 'api', description: string) => {
      const resource = new secretsmanager.CfnSecret(this, constructId, {
        name: secretName(props, purpose),
        description: `${description}, ${props.connector} account ${props.account}`,
        ...(props.key ? { kmsKeyId: props.key.keyArn } : {}),
      });
      // A deployment that fails takes its new, still empty secrets back: their names would be in the way of the next one.
      resource.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
      return resource.ref;
    };
    this.webhookArn = secret('Webhook', 'webhook', 'Signing secrets of webhooks');
    this.apiArn = secret('Api', 'api', 'Credentials for the API');
  }
}
