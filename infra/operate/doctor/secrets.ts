import * as z from 'zod';
import { parseJson } from '../../../connectors/kit/json.ts';
import { type Finding, fine, type SecretPurpose, trouble } from '../../../connectors/set-up.ts';

/** One of an account's two secrets. `text` never leaves the process. */
export type ReadSecret = Readonly<{ purpose: SecretPurpose; name: string; text: string | null }>;

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
  const json = parseJson(text);
  if (json.ok && schema.safeParse(json.value).success) return fine(check, `The secret ${name} has a value.`);
  return trouble(check, 'error', {
    what: `The secret ${name} has a value that cannot be used; expected ${expected}.`,
    meaning,
    mend,
  });
}
