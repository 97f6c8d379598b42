import type { Authorizer } from '../iam.ts';
import type { Journal } from '../journal.ts';
import { ServiceError } from '../ports.ts';
import type { FunctionDefinition } from './definition.ts';

/** Where a function's rights are looked up and what is missing is told. */
export type PlatformRightsDeps = Readonly<{
  authorizer: Authorizer;
  journal: Journal;
  region: string;
  accountId: string;
}>;

/**
 * What Lambda itself does in the name of a function's role: writes its log, sends its traces. Gives whether the log can
 * be written; as in AWS a function without these rights runs all the same, unseen. Each missing right is in the journal.
 */
export function checkPlatformRights(
  definition: FunctionDefinition,
  { authorizer, journal, region, accountId }: PlatformRightsDeps,
): Readonly<{ mayLog: boolean }> {
  const { roleArn, displayName } = definition;
  const isAllowed = (action: string, resourceArn: string): boolean => {
    try {
      authorizer.authorizeIdentity({ roleArn, action, resourceArn });
      return true;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const text = `Lambda cannot act for ${displayName}: ${error.code}: ${error.message}`;
      journal.record({ kind: 'runner', text, traceId: null });
      return false;
    }
  };
  const stream = `arn:aws:logs:${region}:${accountId}:log-group:${definition.logGroup}:log-stream:local`;
  const logRights = ['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => isAllowed(action, stream));
  if (definition.isTraced)
    for (const action of ['xray:PutTraceSegments', 'xray:PutTelemetryRecords']) isAllowed(action, '*');
  return { mayLog: logRights.every(Boolean) };
}
