import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import * as z from 'zod';
import { type Finding, fine, trouble } from '../../../connectors/set-up.ts';
import { awsFailureOf } from '../aws-failures.ts';
import { within } from './look.ts';

/** Whom AWS takes us for, or why it was not asked. */
export type Identity =
  | Readonly<{ kind: 'known'; account: string; arn: string; serverTime: Date | null }>
  | Readonly<{ kind: 'unknown'; finding: Finding }>;

/** Includes the search for credentials, which asks a few places that may not be there. */
const identityLimitMs = 30_000;

const answerWithDate = z.object({ headers: z.object({ date: z.string() }) });

/** Asks STS who holds the credentials, which takes no right, and reads AWS's clock on the way. */
export async function identify(sts: STSClient): Promise<Identity> {
  let serverTime: Date | null = null;
  sts.middlewareStack.add(
    (next) => async (request) => {
      const result = await next(request);
      const answer = answerWithDate.safeParse(result.response);
      if (answer.success) serverTime = new Date(answer.data.headers.date);
      return result;
    },
    { step: 'deserialize', name: 'readServerTime', override: true },
  );
  try {
    const { Account = '', Arn = '' } = await within(
      identityLimitMs,
      sts.send(new GetCallerIdentityCommand({})),
    );
    return { kind: 'known', account: Account, arn: Arn, serverTime };
  } catch (error) {
    return { kind: 'unknown', finding: withoutIdentity(error) };
  }
}

/** What is to be said of a known identity. */
export function identityFindings({
  account,
  arn,
}: Readonly<{ account: string; arn: string }>): readonly Finding[] {
  if (!arn.endsWith(':root'))
    return [fine('aws.credentials', `You are ${arn} in the AWS account ${account}.`)];
  return [
    trouble('aws.credentials', 'note', {
      what: `You are the root user of the AWS account ${account}.`,
      meaning: 'Whoever gets hold of these credentials has the whole account.',
      mend: 'Sign in as a user or role of your own.',
    }),
  ];
}

const namedError = z.looseObject({ name: z.string() });

function unknownFailure(error: unknown): Readonly<{ what: string; mend: string }> {
  const { data } = namedError.safeParse(error);
  return {
    what: `AWS does not say who you are, but ${data?.name ?? 'an unknown error'}.`,
    mend: 'Run doctor again; if it stays so, sign in anew and look at AWS_ENDPOINT_URL where it is set.',
  };
}

/** Why AWS could not be asked at all. */
export function withoutIdentity(error: unknown): Finding {
  const { what, mend } = awsFailureOf(error) ?? unknownFailure(error);
  return trouble('aws.credentials', 'error', {
    what,
    meaning: 'Only the settings were looked at; what is deployed is not known.',
    mend,
  });
}
