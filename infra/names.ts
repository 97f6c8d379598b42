/** Name of the deployed stack. */
export const stackName = (stage: string): string => `dragoman-${stage}`;

/** `dragoman-prod-enrich`: how things are called in AWS, so that stages can share an account. */
export const physicalName = (stage: string, part: string): string => `dragoman-${stage}-${part}`;

/** The queue of a connector's writes, without stage and ending. */
export const writeBackQueue = (connector: string): string => `write-back-${connector}`;

/** Where webhooks of an account come in. */
export const webhookPath = (connector: string, account: string): string =>
  `/webhooks/${connector}/${account}`;

/** Name of one of an account's two secrets. The functions make the same name from their settings. */
export const secretName = (
  place: Readonly<{ stage: string; connector: string; account: string }>,
  purpose: 'webhook' | 'api',
): string => `dragoman/${place.stage}/${place.connector}/${place.account}/${purpose}`;

/** Name of one of the stack's outputs that tell of an account; outputs are called by letters and digits only. */
export function accountOutput(
  kind: 'WebhookUrl' | 'WebhookSecretArn' | 'ApiSecretArn',
  { connector, account }: Readonly<{ connector: string; account: string }>,
): string {
  const suffix = `${connector}${account}`.replaceAll(
    /[^A-Za-z0-9]/g,
    (sign) => `x${sign.charCodeAt(0).toString(16)}`,
  );
  return `${kind}${suffix}`;
}

/** Log group of a function. */
export const functionLogGroup = (stage: string, name: string): string => `/dragoman/${stage}/${name}`;

/**
 * Log group of the API's access log. Under `/aws/vendedlogs/` API Gateway needs no entry of its own in the account's
 * logs policy, which is limited to 5,120 characters for all APIs together.
 */
export const accessLogGroup = (stage: string): string => `/aws/vendedlogs/dragoman/${stage}/api`;

/** What the names of all log groups of a stage begin with. */
export const logGroupPrefixes = (stage: string): readonly string[] => [
  functionLogGroup(stage, ''),
  accessLogGroup(stage),
];
