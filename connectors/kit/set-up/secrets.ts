import * as z from 'zod/mini';
import type { OwnSide, SecretPurpose } from '../../set-up.ts';
import { parseJson } from '../json.ts';
import type { Work } from './work.ts';

const webhookSecret = z.object({ signingSecrets: z.array(z.string()) });

/** Signing secrets that are stored, the newest first. */
export function storedSigningSecrets(secret: string | null): readonly string[] {
  return parsedSecret(secret, webhookSecret)?.signingSecrets ?? [];
}

/** What a secret holds; null = nothing, or nothing of that shape. */
export function parsedSecret<Value>(secret: string | null, schema: z.ZodMiniType<Value>): Value | null {
  const json = parseJson(secret ?? '');
  const parsed = json.ok ? z.safeParse(schema, json.value) : null;
  return parsed?.success ? parsed.data : null;
}

/** Older ones are kept for a while, so that what was signed before a rotation still comes in. */
const maxSigningSecrets = 3;

/** Content of the secret with this signing secret before those that are stored. */
export function withSigningSecret(secret: string, stored: readonly string[]): string {
  const others = stored.filter((other) => other !== secret);
  return JSON.stringify({ signingSecrets: [secret, ...others].slice(0, maxSigningSecrets) });
}

/** The value of a secret that is not to hold anything any more. */
const emptied = '{}';

/** The stack owns the secrets and keeps them for ever, so that a removal empties them. */
export function emptySecrets<Known>({ secrets }: OwnSide): readonly Work<Known>[] {
  const full = (['webhook', 'api'] as const).filter(
    (purpose) => secrets[purpose] !== null && secrets[purpose] !== emptied,
  );
  return full.map((purpose) => emptying(purpose));
}

function emptying<Known>(purpose: SecretPurpose): Work<Known> {
  return {
    change: { place: 'secret', action: 'remove', what: `content of the secret …/${purpose}`, details: [] },
    async run(_, { keepSecret }) {
      await keepSecret(purpose, emptied);
      return undefined;
    },
  };
}
