import * as z from 'zod';
import { type LocalService, ServiceError } from '../ports.ts';

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

type Version = Readonly<{ id: string; value: string; createdMs: number }>;

/** Secrets Manager with the template's secrets in memory; only GetSecretValue of the current version is spoken. */
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

  return {
    service: {
      name: 'secretsmanager',
      handle: async ({ operation, input, authorize }) => {
        if (operation !== 'GetSecretValue')
          throw new ServiceError(
            'UnknownOperationException',
            400,
            `${operation} is not run on this machine; spoken is GetSecretValue.`,
          );
        const request = getSecretValue.safeParse(input);
        if (!request.success)
          throw new ServiceError('InvalidParameterException', 400, z.prettifyError(request.error));
        const secret = find(request.data.SecretId);
        authorize('secretsmanager:GetSecretValue', secret?.arn ?? request.data.SecretId);
        if (!secret) throw notFound('the specified secret');
        return { output: currentVersion(secret) };
      },
    },
    setSecret(name, value) {
      const secret = find(name);
      if (!secret)
        throw new RangeError(
          `There is no secret ${name}; the template has ${definitions.map((one) => one.name).join(', ') || 'none'}.`,
        );
      versions.set(secret.arn, { id: deps.newId(), value, createdMs: deps.nowMs() });
    },
  };
}
