import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';

/** A secret as it was read, or that it has no usable value yet. */
export type Secret<Value> = Readonly<
  { kind: 'value'; value: Value } | { kind: 'not-configured'; why: 'no-value' | 'wrong-shape' }
>;

export type SecretSource<Value> = Readonly<{
  /** From the cache while that is fresh (5 min; "not configured" 1 min). */
  read(name: string): Promise<Secret<Value>>;
  /** After a signature mismatch: fetched anew, unless that was done within the last minute. */
  readAnew(name: string): Promise<Secret<Value>>;
}>;

const freshMs = 300_000;
/** At most one fetch per minute, however many wrong signatures arrive. */
const refetchPauseMs = 60_000;

/** What the account's `…/webhook` secret holds: all secrets that are valid now. */
export const webhookSecret = z.object({
  signingSecrets: z.array(z.string().check(z.minLength(1))).check(z.minLength(1)),
});

type AccountPlace = Readonly<{ connector: string; account: string }>;

/** Name of the secret that signs an account's webhooks. */
export const webhookSecretName = (stage: string, { connector, account }: AccountPlace) =>
  `dragoman/${stage}/${connector}/${account}/webhook`;

/** Name of the secret with which an account's helpdesk is called. */
export const apiSecretName = (stage: string, { connector, account }: AccountPlace) =>
  `dragoman/${stage}/${connector}/${account}/api`;

/** Undefined = not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function secretOf<Schema extends z.ZodMiniType>(
  text: string | undefined,
  schema: Schema,
): Secret<z.infer<Schema>> {
  if (text === undefined || text.trim() === '') return { kind: 'not-configured', why: 'no-value' };
  const json = parseJson(text);
  const parsed = z.safeParse(schema, json);
  return json !== undefined && parsed.success
    ? { kind: 'value', value: parsed.data }
    : { kind: 'not-configured', why: 'wrong-shape' };
}

/** Reads secrets that hold JSON of one shape. Throws what Secrets Manager throws, except for a missing secret or value. */
export function createSecretSource<Schema extends z.ZodMiniType>(
  deps: Readonly<{ client: SecretsManagerClient; schema: Schema; now: () => Date }>,
): SecretSource<z.infer<Schema>> {
  type Fetched = Readonly<{ secret: Secret<z.infer<Schema>>; atMs: number }>;
  const cache = new Map<string, Fetched>();
  const underWay = new Map<string, Promise<Fetched>>();
  const ageMs = ({ atMs }: Fetched) => deps.now().getTime() - atMs;

  async function fetchText(name: string): Promise<string | undefined> {
    try {
      const { SecretString } = await deps.client.send(new GetSecretValueCommand({ SecretId: name }));
      return SecretString;
    } catch (error) {
      // Secrets Manager says this both of an unknown secret and of one without a value.
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }

  /** Records of one batch ask side by side; they share one call. */
  function fetchOnce(name: string): Promise<Fetched> {
    const running = underWay.get(name);
    if (running) return running;
    const fetching = fetchText(name)
      .then((text) => {
        const fetched = { secret: secretOf(text, deps.schema), atMs: deps.now().getTime() };
        cache.set(name, fetched);
        return fetched;
      })
      .finally(() => underWay.delete(name));
    underWay.set(name, fetching);
    return fetching;
  }

  async function readYoungerThan(name: string, maxAgeMs: number): Promise<Secret<z.infer<Schema>>> {
    const cached = cache.get(name);
    const fetched = cached && ageMs(cached) < maxAgeMs ? cached : await fetchOnce(name);
    return fetched.secret;
  }

  return {
    read: (name) =>
      readYoungerThan(name, cache.get(name)?.secret.kind === 'not-configured' ? refetchPauseMs : freshMs),
    readAnew: (name) => readYoungerThan(name, refetchPauseMs),
  };
}
