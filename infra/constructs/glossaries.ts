import { CfnResource } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import * as translate from 'aws-cdk-lib/aws-translate';
import { Construct } from 'constructs';
import type * as z from 'zod/mini';
import type { enrichEnv } from '../../functions/enrich/env.ts';
import { type Glossary, terminologyName } from '../glossaries.ts';

export type GlossariesProps = Readonly<{
  stage: string;
  glossaries: readonly Glossary[];
  key: IKey | undefined;
}>;

/**
 * One custom terminology per glossary. An overwritten one may be served as it was for ten minutes (ImportTerminology, API
 * reference); here the name changes with the content, so that a text is translated with exactly the glossary that its
 * function knows, and what was remembered with the old one is not found any more.
 */
export class Glossaries extends Construct {
  /** What the function is told, by the names in the settings. */
  readonly deployed: z.infer<typeof enrichEnv>['GLOSSARIES'];
  readonly #terminologies: readonly translate.CfnTerminology[];

  constructor(scope: Construct, id: string, { stage, glossaries, key }: GlossariesProps) {
    super(scope, id);
    this.deployed = Object.fromEntries(
      glossaries.map((glossary) => [
        glossary.name,
        { terminology: terminologyName(stage, glossary), languages: [...glossary.languages] },
      ]),
    );
    this.#terminologies = glossaries.map(
      (glossary) =>
        new translate.CfnTerminology(this, `Terminology-${glossary.name}`, {
          name: terminologyName(stage, glossary),
          description: `settings/glossaries/${glossary.name}.csv of Dragoman (${stage})`,
          mergeStrategy: 'OVERWRITE',
          terminologyData: {
            // A customer's language is the source of what comes in and the target of what goes out.
            directionality: 'MULTI',
            format: 'CSV',
            file: Buffer.from(glossary.csv).toString('base64'),
          },
          ...(key ? { encryptionKey: { type: 'KMS', id: key.keyArn } } : {}),
        }),
    );
  }

  /** Has the terminologies made before the function that asks for them by name. */
  precede(asking: IFunction): void {
    const { defaultChild } = asking.node;
    if (!(defaultChild instanceof CfnResource)) throw new TypeError('A function has a resource of its own.');
    for (const terminology of this.#terminologies) defaultChild.addResourceDependency(terminology);
  }
}
