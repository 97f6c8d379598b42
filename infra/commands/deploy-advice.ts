import { awsFailureIn } from '../operate/aws-failures.ts';
import { localStage } from '../settings.ts';

/** Why a stage cannot be deployed at all, or null. */
export function refusalOf(stage: string): string | null {
  if (stage !== localStage) return null;
  return (
    `The stage "${localStage}" is this machine; "npm run demo" runs it. To deploy, copy settings/example.json to ` +
    'settings/prod.json, fill it in, and run "npm run deploy -- --stage prod".'
  );
}

/**
 * What to do about a deployment that failed, from what the CDK CLI said; null where its own words must do.
 * @param messages all that the CLI wrote to stderr
 */
export function adviceFor(messages: string, region: string): string | null {
  if (/bootstrapped\?|requires bootstrap stack version/.test(messages))
    return (
      'This AWS account is not prepared for the CDK in this region (or was, long ago). Run once, with rights of an ' +
      `administrator: npx cdk bootstrap aws://ACCOUNT-ID/${region}`
    );
  const failure = awsFailureIn(messages);
  return failure === null ? null : `${failure.what} ${failure.mend}`;
}
