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
  if (/expired|ExpiredToken|security token .* invalid|InvalidClientTokenId/i.test(messages))
    return 'The AWS credentials are not valid (any more). Sign in again, for instance: aws sso login';
  if (
    /Unable to resolve AWS account|no credentials have been configured|Could not load credentials/i.test(
      messages,
    )
  )
    return (
      'There are no AWS credentials. Sign in first, for instance: aws sso login, then set AWS_PROFILE ' +
      'to the profile of the account.'
    );
  return null;
}
