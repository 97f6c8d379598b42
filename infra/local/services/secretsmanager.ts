import * as z from 'zod';
import { type LocalService, type ServiceCall, ServiceError } from '../ports.ts';

/** A secret of the template, which never gives it a value. */
export type SecretDefinition = Readonly<{ name: string; arn: string }>;

export type LocalSecrets = Readonly<{
  service: LocalService;
  /** Gives a secret its value, as a person would after the deployment. Throws RangeError when there is none of that name. */
  setSecret(name: string, value: string): void;
}>;

const getSecretValue = z.object({
  SecretId: z.string().min(1).max(2_048),
  VersionId: z.string().optional(),
  VersionStage: z.literal('AWSCURRENT').optional(),
});

const putSecretValue = z.object({
  SecretId: z.string().min(1).max(2_048),
  SecretString: z.string().min(1).max(65_536),
  ClientRequestToken: z.string().min(32).max(64).optional(),
});

type Version = Readonly<{ id: string; value: string; createdMs: number }>;

/** Secrets Manager with the template's secrets in memory, of each the current version: it is read and replaced. */
export function createSecrets(
  definitions: readonly SecretDefinition[],
  deps: Readonly<{ nowMs: () => number; newId: () => string }>,
): LocalSecrets {
  const versions = new Map<string, Version>();

  /** By name or by whole ARN. */
  const find = (id: string) => definitions.find(({ name, arn }) => id === name || id === arn);

  const notFound = (what: string) =>
    new ServiceError('ResourceNotFoundException', 400, `Secrets Manager can't find ${what}.`);

  function currentVersion(secret: SecretDefinition): unknown {
    const version = versions.get(secret.arn);
    // What AWS answers for a secret that was created without a value.
    if (!version) throw notFound('the specified secret value for staging label: AWSCURRENT');
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: version.id,
      SecretString: version.value,
      VersionStages: ['AWSCURRENT'],
      CreatedDate: Math.floor(version.createdMs / 1_000),
    };
  }

  function put(secret: SecretDefinition, value: string): Version {
    const version = { id: deps.newId(), value, createdMs: deps.nowMs() };
    versions.set(secret.arn, version);
    return version;
  }

  /** Finds the secret that a request names, if the caller may do this with it. Throws ServiceError. */
  function secretFor({ operation, authorize }: ServiceCall, id: string): SecretDefinition {
    const secret = find(id);
    authorize(`secretsmanager:${operation}`, secret?.arn ?? id);
    if (!secret) throw notFound('the specified secret');
    return secret;
  }

  return {
    service: {
      name: 'secretsmanager',
      handle: async (call) => {
        switch (call.operation) {
          case 'GetSecretValue': {
            const { SecretId } = parsed(getSecretValue, call.input);
            return { output: currentVersion(secretFor(call, SecretId)) };
          }
          case 'PutSecretValue': {
            const { SecretId, SecretString } = parsed(putSecretValue, call.input);
            const secret = secretFor(call, SecretId);
            const { id } = put(secret, SecretString);
            const output = {
              ARN: secret.arn,
              Name: secret.name,
              VersionId: id,
              VersionStages: ['AWSCURRENT'],
            };
            return { output };
          }
          default:
            throw new ServiceError(
              'UnknownOperationException',
              400,
              `${call.operation} is not run on this machine; spoken are GetSecretValue and PutSecretValue.`,
            );
        }
      },
    },
    setSecret(name, value) {
      const secret = find(name);
      if (!secret)
        throw new RangeError(
          `There is no secret ${name}; the template has ${definitions.map((one) => one.name).join(', ') || 'none'}.`,
        );
      put(secret, value);
    },
  };
}

/** Throws ServiceError for a request of another shape. */
function parsed<Request>(schema: z.ZodType<Request>, input: unknown): Request {
  const request = schema.safeParse(input);
  if (request.success) return request.data;
  throw new ServiceError('InvalidParameterException', 400, z.prettifyError(request.error));
}
