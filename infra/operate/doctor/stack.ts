import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Finding } from '../../../connectors/set-up.ts';
import { refusalOf } from '../../commands/deploy-advice.ts';
import { stackName } from '../../names.ts';
import type { StageSettings } from '../../settings.ts';
import { type Deployment, findDeployment, webhookUrlOf } from '../deployment.ts';
import { ok, trouble } from './findings.ts';
import { look } from './look.ts';

export type Deployed = Readonly<{
  findings: readonly Finding[];
  /** Null = nothing is deployed, or it could not be looked at. */
  deployment: Deployment | null;
}>;

/** Finds the stage's stack and judges its state. */
export async function lookAtStack(
  settings: StageSettings,
  cloudFormation: CloudFormationClient,
): Promise<Deployed> {
  const { stage } = settings;
  let deployment: Deployment | null = null;
  const findings = await look(
    { check: 'deployment.state', what: 'the stack', action: 'cloudformation:DescribeStacks' },
    () => findDeployment({ stage, cloudFormation }),
    (found) => {
      deployment = found;
      return found === null ? [notDeployed(settings)] : judgeStack(settings, found);
    },
  );
  return { findings, deployment };
}

const deployCommand = (stage: string) => refusalOf(stage) ?? `npm run deploy -- --stage ${stage}`;

function notDeployed({ stage, region }: StageSettings): Finding {
  return trouble('deployment.state', 'error', {
    what: `The stage ${stage} is not deployed: there is no stack ${stackName(stage)} in ${region} in this AWS account.`,
    meaning:
      'Nothing is translated. It may be another account or region than the settings and credentials say.',
    mend: deployCommand(stage),
  });
}

/** What state the stack is in, and whether it is what the settings say. */
export function judgeStack(settings: StageSettings, deployment: Deployment): readonly Finding[] {
  return [stateFinding(settings, deployment), ...accountFindings(settings, deployment)];
}

const reasonOf = ({ statusReason }: Deployment) => (statusReason === null ? '' : ` (${statusReason})`);

function stateFinding({ stage }: StageSettings, deployment: Deployment): Finding {
  const { stackName: name, status } = deployment;
  if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$|^UPDATE_COMPLETE_CLEANUP_IN_PROGRESS$/.test(status))
    return ok('deployment.state', `The stack ${name} is deployed (${status}).`);
  if (status === 'UPDATE_ROLLBACK_COMPLETE' || status === 'IMPORT_ROLLBACK_COMPLETE')
    return trouble('deployment.state', 'warning', {
      what: `The last deployment of ${name} failed and was undone${reasonOf(deployment)}.`,
      meaning: 'The version before it runs; what was changed since is not in it.',
      mend: `${deployCommand(stage)}; the events of the stack in the CloudFormation console say what failed.`,
    });
  if (status.endsWith('_IN_PROGRESS') && !status.includes('ROLLBACK'))
    return trouble('deployment.state', 'warning', {
      what: `The stack ${name} is being changed (${status}).`,
      meaning: 'What follows may be half of the old and half of the new.',
      mend: `Wait for its end, then npm run doctor -- --stage ${stage}`,
    });
  return trouble('deployment.state', 'error', {
    what: `The stack ${name} is in the state ${status}${reasonOf(deployment)}.`,
    meaning: 'It is not what the settings say, or not there at all, and a deployment may be refused.',
    mend: `Look at its events in the CloudFormation console, mend the cause, then ${deployCommand(stage)}`,
  });
}

/** Whether the accounts of the settings are in the stack. Accounts that are only there still take their webhooks. */
function accountFindings({ stage, accounts }: StageSettings, deployment: Deployment): readonly Finding[] {
  const missing = accounts.filter((account) => webhookUrlOf(deployment, account) === null);
  if (missing.length === 0)
    return [ok('deployment.accounts', 'All accounts of the settings are in the deployed stack.')];
  return missing.map(({ connector, account }) =>
    trouble('deployment.accounts', 'error', {
      what: `${connector} ${account} is in the settings, but not in the deployed stack.`,
      meaning: 'Its webhooks find no one, and nothing of it is translated.',
      mend: deployCommand(stage),
    }),
  );
}
