import * as z from 'zod';

/** Why AWS could not be asked, or would not answer anybody with these credentials, and the next step. */
export type AwsFailure = Readonly<{
  kind: 'clock' | 'expired' | 'unknown-credentials' | 'no-credentials' | 'unreachable';
  what: string;
  mend: string;
}>;

const signIn = 'Sign in, for instance: aws sso login, then set AWS_PROFILE to the profile of the account.';

/**
 * By the names that AWS gives its errors, since "expired" alone may be said of a receipt or a signature as well; the
 * sentences are those of the CDK CLI and of AWS's sign-in, which name no error. First match.
 */
const failures: readonly Readonly<{ pattern: RegExp; failure: AwsFailure }>[] = [
  {
    pattern: /\bRequestTimeTooSkewed\b|\bSignature (expired|not yet current)/,
    failure: {
      kind: 'clock',
      what: "AWS refuses the signature, since this machine's clock is wrong by minutes.",
      mend: 'Set the clock (NTP), then try again.',
    },
  },
  {
    pattern:
      /\bExpiredToken(Exception)?\b|security token included in the request is expired|(Credentials|Token)ProviderError: .*expired|\bsession (associated with this profile )?has expired/i,
    failure: { kind: 'expired', what: 'The AWS credentials have expired.', mend: signIn },
  },
  {
    pattern:
      /\b(InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException|InvalidAccessKeyId|IncompleteSignature(Exception)?)\b|security token included in the request is invalid/,
    failure: {
      kind: 'unknown-credentials',
      what: 'AWS does not know the credentials that were found.',
      mend: signIn,
    },
  },
  {
    pattern:
      /\b(Credentials|Token)ProviderError\b|Could not load credentials|Unable to resolve AWS account|no credentials have been configured/i,
    failure: { kind: 'no-credentials', what: 'There are no AWS credentials.', mend: signIn },
  },
  {
    pattern:
      /\b(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPROTO)\b|^(TimeoutError|TimeLimitError):/,
    failure: {
      kind: 'unreachable',
      what: 'AWS cannot be reached.',
      mend: 'Look at the network, a proxy, and AWS_ENDPOINT_URL where it is set; then try again.',
    },
  },
];

/** The failure that words tell of: an error's, or all that the CDK CLI has said; null = none of these. Pure. */
export function awsFailureIn(words: string): AwsFailure | null {
  return failures.find(({ pattern }) => pattern.test(words))?.failure ?? null;
}

/** Node tells by `code` alone what is wrong where a name has several addresses. */
const namedError = z.looseObject({
  name: z.string(),
  message: z.string(),
  code: z.string().optional().catch(undefined),
});

/** The failure that an error of the AWS SDK or of the network stands for; null = none of these. Pure. */
export function awsFailureOf(error: unknown): AwsFailure | null {
  const { success, data } = namedError.safeParse(error);
  return success ? awsFailureIn(`${data.name}: ${data.code ?? ''} ${data.message}`) : null;
}

/** Whether the name of an error says that a right is missing. Pure. */
export const isRefusal = (errorName: string): boolean =>
  /AccessDenied|NotAuthorized|UnauthorizedOperation|AuthorizationError/.test(errorName);
