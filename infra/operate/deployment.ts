import {
  type CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { accountOutput, stackName } from '../names.ts';

export type DeployedResource = Readonly<{
  logicalId: string;
  /** `AWS::SQS::Queue` */
  type: string;
  /** What `Ref` gives: a queue's URL, a secret's ARN, a table's name, `<alias id>|<bot id>`; empty = not made yet. */
  physicalId: string;
  /** `CREATE_COMPLETE`, `UPDATE_FAILED`, … */
  status: string;
}>;

/** A stage as it stands in AWS. */
export type Deployment = Readonly<{
  stackName: string;
  /** CloudFormation's word: `UPDATE_COMPLETE`, `UPDATE_ROLLBACK_COMPLETE`, `CREATE_IN_PROGRESS`, … */
  status: string;
  /** Why it has that status; null where CloudFormation says nothing. */
  statusReason: string | null;
  outputs: Readonly<Record<string, string>>;
  resources: readonly DeployedResource[];
}>;

/** CloudFormation has one error name for all that is wrong with a request. */
const noSuchStack = z.object({
  name: z.literal('ValidationError'),
  message: z.string().regex(/does not exist/),
});

/** What is deployed of a stage; null = nothing. Rejects with the SDK's error for whatever else AWS says. */
export async function findDeployment({
  stage,
  cloudFormation,
}: Readonly<{ stage: string; cloudFormation: CloudFormationClient }>): Promise<Deployment | null> {
  const name = stackName(stage);
  const stack = await describe(name, cloudFormation);
  if (stack === null) return null;
  return {
    stackName: name,
    status: stack.StackStatus ?? 'UNKNOWN',
    statusReason: stack.StackStatusReason ?? null,
    outputs: Object.fromEntries(
      (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    ),
    resources: await resourcesOf(name, cloudFormation),
  };
}

async function describe(name: string, cloudFormation: CloudFormationClient) {
  try {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks?.[0] ?? null;
  } catch (error) {
    if (noSuchStack.safeParse(error).success) return null;
    throw error;
  }
}

async function resourcesOf(name: string, client: CloudFormationClient): Promise<readonly DeployedResource[]> {
  const resources: DeployedResource[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: name }))
    for (const one of page.StackResourceSummaries ?? [])
      resources.push({
        logicalId: one.LogicalResourceId ?? '',
        type: one.ResourceType ?? '',
        physicalId: one.PhysicalResourceId ?? '',
        status: one.ResourceStatus ?? 'UNKNOWN',
      });
  return resources;
}

/** Physical ids of all resources of a type, in no order that means anything. */
export function physicalIds({ resources }: Deployment, type: string): readonly string[] {
  return resources.flatMap((one) => (one.type === type && one.physicalId !== '' ? [one.physicalId] : []));
}

type Account = Readonly<{ connector: string; account: string }>;

/** Where the helpdesk sends its webhooks to; null = this account is not in the deployed stack. */
export function webhookUrlOf({ outputs }: Deployment, account: Account): string | null {
  return outputs[accountOutput('WebhookUrl', account)] ?? null;
}

/** ARN of one of an account's two secrets; null = this account is not in the deployed stack. */
export function secretArnOf(
  { outputs }: Deployment,
  account: Account,
  purpose: 'webhook' | 'api',
): string | null {
  return outputs[accountOutput(purpose === 'webhook' ? 'WebhookSecretArn' : 'ApiSecretArn', account)] ?? null;
}
