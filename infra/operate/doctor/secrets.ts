import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { type Finding, fine, type SecretPurpose, trouble } from '../../../connectors/set-up.ts';

/** One of an account's two secrets. `text` never leaves the process. */
export type ReadSecret = Readonly<{ purpose: SecretPurpose; name: string; text: string | null }>;

/** What `connect --remove` leaves behind, since a value cannot be taken away. */
const emptied = '{}';

/** What a secret holds; null = nothing (any more). Rejects with the SDK's error for any other refusal. */
export async function readSecret(client: SecretsManagerClient, name: string): Promise<string | null> {
  try {
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: name }));
    return ['', emptied].includes(SecretString.trim()) ? null : SecretString;
  } catch (error) {
    // Secrets Manager says this of a secret that is not there and of one without a value.
    if (error instanceof ResourceNotFoundException) return null;
    throw error;
  }
}

/** What connectors make of an `api` secret is theirs to judge; it is a group of JSON in any case. */
const shapes = {
  webhook: {
    schema: z.object({ signingSecrets: z.array(z.string().min(1)).min(1) }),
    expected: '{"signingSecrets":["…"]}',
    meaning: 'Webhooks of this helpdesk are answered with 409, and nothing is translated.',
  },
  api: {
    schema: z.looseObject({}),
    expected: 'a group of JSON { … }',
    meaning: 'Nothing can be read from this helpdesk or written to it; messages are parked.',
  },
} as const;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a secret has a value of the right shape. Nothing of the value is said. */
export function judgeSecret(
  { purpose, name, text }: ReadSecret,
  place: Readonly<{ stage: string; connector: string }>,
): Finding {
  const { schema, expected, meaning } = shapes[purpose];
  const check = `secret.${purpose}`;
  const mend =
    `npm run connect -- ${place.connector} --stage ${place.stage} puts it there ` +
    '(by hand: docs/connecting.md).';
  if (text === null)
    return trouble(check, 'error', { what: `The secret ${name} has no value yet.`, meaning, mend });
  if (schema.safeParse(jsonOf(text)).success) return fine(check, `The secret ${name} has a value.`);
  return trouble(check, 'error', {
    what: `The secret ${name} has a value that cannot be used; expected ${expected}.`,
    meaning,
    mend,
  });
}
