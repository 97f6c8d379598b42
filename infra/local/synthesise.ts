import { readFile } from 'node:fs/promises';
import type { App } from 'aws-cdk-lib';

export type Synthesised = Readonly<{
  /** The parsed template: an own copy, so that a test may change it. */
  template: unknown;
  /** Holds `asset.<hash>/index.mjs` for each function. */
  assetsFolder: string;
  stackName: string;
  region: string;
}>;

/**
 * Synthesises an app of one stack in process, into the app's own folder (a temporary one unless it was given `outdir`).
 * Throws what the CDK's validations throw, and RangeError when there is not exactly one stack.
 */
export async function synthesise(app: App): Promise<Synthesised> {
  const { stacks, directory } = app.synth();
  const [stack] = stacks;
  if (!stack || stacks.length !== 1)
    throw new RangeError(`Expected an app with one stack, not ${stacks.length}.`);
  const template: unknown = JSON.parse(await readFile(stack.templateFullPath, 'utf8'));
  return { template, assetsFolder: directory, stackName: stack.stackName, region: stack.environment.region };
}
