import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import * as z from 'zod';
import type { Finding } from '../../../connectors/set-up.ts';
import { ok, trouble } from './findings.ts';
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
  if (!arn.endsWith(':root')) return [ok('aws.credentials', `You are ${arn} in the AWS account ${account}.`)];
  return [
    trouble('aws.credentials', 'note', {
      what: `You are the root user of the AWS account ${account}.`,
      meaning: 'Whoever gets hold of these credentials has the whole account.',
      mend: 'Sign in as a user or role of your own.',
    }),
  ];
}

const signIn = 'Sign in, for instance: aws sso login, then set AWS_PROFILE to the profile of the account.';
const namedError = z.looseObject({ name: z.string(), message: z.string() });

/** What STS answers to the credentials it is shown, and what the SDK says when it has none; first match. */
const reasons: readonly Readonly<{ pattern: RegExp; what: string; mend: string }>[] = [
  {
    pattern: /RequestTimeTooSkewed|Signature expired|Signature not yet current/i,
    what: "AWS refuses the signature, since this machine's clock is wrong by minutes.",
    mend: 'Set the clock (NTP) and run doctor again.',
  },
  {
    pattern: /expired/i,
    what: 'The AWS credentials have expired.',
    mend: signIn,
  },
  {
    pattern:
      /InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidAccessKeyId|IncompleteSignature/i,
    what: 'AWS does not know the credentials that were found.',
    mend: signIn,
  },
  {
    pattern: /CredentialsProviderError|TokenProviderError|Could not load credentials/i,
    what: 'There are no AWS credentials.',
    mend: signIn,
  },
];

const unreachable = {
  what: 'AWS cannot be reached.',
  mend: 'Look at the network, a proxy, and AWS_ENDPOINT_URL where it is set; then run doctor again.',
};

/** Why AWS could not be asked at all. */
export function withoutIdentity(error: unknown): Finding {
  const parsed = namedError.safeParse(error);
  const text = parsed.success ? `${parsed.data.name}: ${parsed.data.message}` : '';
  const { what, mend } = reasons.find(({ pattern }) => pattern.test(text)) ?? unreachable;
  return trouble('aws.credentials', 'error', {
    what,
    meaning: 'Only the settings were looked at; what is deployed is not known.',
    mend,
  });
}
