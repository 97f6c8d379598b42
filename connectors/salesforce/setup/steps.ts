import type { OwnSide, Step } from '../../set-up.ts';
import type { Wanted } from './questions.ts';

const folder = 'connectors/salesforce/package';

/** The package, its user and its app: an org takes them from its admin only. */
export const packageSteps: readonly Step[] = [
  {
    title: `The package (in ${folder}; "support" stands for your org)`,
    instructions:
      'sf project deploy start --target-org support --source-dir force-app --test-level RunSpecifiedTests ' +
      '--tests DragomanTriggersTest --tests DragomanTextTest\n' +
      'sf org assign permset --target-org support --name Dragoman_Agent --on-behalf-of <each agent>',
  },
  {
    title: 'The integration user, who does nothing else',
    instructions: `sf org assign permset --target-org support --name Dragoman --on-behalf-of <its username>; its id into the Custom Setting Dragoman Settings (${folder}/README.md, step 2).`,
  },
  {
    title: 'The External Client App that runs as this user',
    instructions: `Client Credentials Flow, scope api (${folder}/README.md, step 3). Then once more, with SALESFORCE_CLIENT_ID and SALESFORCE_CLIENT_SECRET.`,
  },
];

/** Event Relay: Salesforce offers its source to the AWS account, which the deployment takes on. */
export function relaySteps({ eventSources }: Wanted, { stage }: OwnSide, region: string): readonly Step[] {
  if (eventSources.length > 0) return [];
  return [
    {
      title: 'Event Relay, the way in',
      instructions:
        `export DRAGOMAN_AWS_REGION=${region} DRAGOMAN_AWS_ACCOUNT=<12 digits>, then deploy ${folder}/relay (README, step 4a). ` +
        `Give the source that AWS is then offered: npm run connect -- salesforce --stage ${stage} --event-sources aws.partner/salesforce.com/…`,
    },
  ];
}

/** The signed callout: the address is ours, the secret has to be in both places. */
export function calloutSteps({ account }: Wanted, { stage, webhookUrl }: OwnSide): readonly Step[] {
  if (webhookUrl === null) return [];
  return [
    {
      title: 'The signed callout, the way in',
      instructions:
        `export DRAGOMAN_WEBHOOK_URL=${new URL(webhookUrl).origin} DRAGOMAN_INTEGRATION_USERNAME=<its username>, then deploy ${folder}/callout (README, step 4b).\n` +
        `The secret is in dragoman/${stage}/salesforce/${account}/webhook; into the org without leaving it in the shell's history:\n` +
        `SECRET=$(aws secretsmanager get-secret-value --secret-id dragoman/${stage}/salesforce/${account}/webhook --query SecretString --output text | ` +
        `node -pe 'JSON.parse(require("fs").readFileSync(0)).signingSecrets[0]')\n` +
        `sf data create record --target-org support --sobject Dragoman_Signing__c --values "Secret__c='$SECRET'"; unset SECRET\n` +
        'Then the Custom Setting Dragoman Settings: Callout On.',
    },
  ];
}

export const removalSteps: readonly Step[] = [
  {
    title: 'Take the package out of the org',
    instructions: `Stop the relay, Callout Off, then ${folder}/README.md, "Removing it"; delete the app, the user and, in AWS, the partner's event bus.`,
  },
];
