import { createPublicKey, verify } from 'node:crypto';
import * as z from 'zod';
import { OauthError } from '../errors.ts';

/** https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm: "within 3 minutes". */
const documentedSeconds = 180;
/** Other pages say five; what lies beyond is refused. */
const longestSeconds = 300;

const header = z.object({ alg: z.string() });
const claims = z.object({ iss: z.string(), sub: z.string(), aud: z.string(), exp: z.number() });
export type Claims = z.infer<typeof claims>;

export type JwtCheck = Readonly<{
  /** PEM of the certificate or public key that the app knows. */
  publicKeyOf: (clientId: string) => string;
  audiences: readonly string[];
  now: Date;
  report: (what: string) => void;
}>;

const invalid = (description: string) => new OauthError('invalid_grant', description);

function partOf<Schema extends z.ZodType>(schema: Schema, text: string | undefined): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(Buffer.from(text ?? '', 'base64url').toString()));
  } catch {
    throw invalid('invalid assertion');
  }
}

/** Checks the assertion of a JWT bearer request. Throws `invalid_grant` as Salesforce does. */
export function verifyAssertion(
  assertion: string,
  { publicKeyOf, audiences, now, report }: JwtCheck,
): Claims {
  const [first, second, third, ...more] = assertion.split('.');
  if (third === undefined || more.length > 0) throw invalid('invalid assertion');
  if (partOf(header, first).alg !== 'RS256') throw invalid('algorithm not supported');
  const claimed = partOf(claims, second);
  const key = createPublicKey(publicKeyOf(claimed.iss));
  const signed = Buffer.from(`${first}.${second}`);
  if (!verify('RSA-SHA256', signed, key, Buffer.from(third, 'base64url'))) throw invalid('invalid assertion');
  if (!audiences.includes(claimed.aud)) throw invalid('audience is invalid');
  const secondsLeft = claimed.exp - now.getTime() / 1000;
  if (secondsLeft <= 0) throw invalid('expired authorization code');
  if (secondsLeft > longestSeconds) throw invalid('assertion is valid for too long');
  if (secondsLeft > documentedSeconds) report('an assertion should not be valid for more than three minutes');
  return claimed;
}
