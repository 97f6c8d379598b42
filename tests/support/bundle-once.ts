import type { TestProject } from 'vitest/node';
import { partnerSettings } from './partner-stage.ts';
import { functionsIn, nameOfFunction, Synthesised } from './synthesised.ts';

/** What the CDK has made of the functions' code, which no settings change. */
export type Bundles = Readonly<{
  /** Holds `asset.<hash>/index.mjs` for each function. */
  folder: string;
  /** By the function's name without stage (`write-back`): the key of its code in a template. */
  keys: Readonly<Record<string, string>>;
}>;

declare module 'vitest' {
  interface ProvidedContext {
    bundles: Bundles;
  }
}

/**
 * Bundles all functions, as for a deployment, once for all test files of a run: it takes longer than what most files test,
 * and on a busy machine minutes. The stage is one that has each function.
 */
export default function bundleOnce(project: TestProject): () => void {
  const settings = partnerSettings();
  const synthesised = new Synthesised(settings, { bundles: true });
  const keys = Object.fromEntries(
    functionsIn(synthesised.template).map((resource) => [
      nameOfFunction(resource, settings.stage),
      resource.Properties.Code.S3Key,
    ]),
  );
  project.provide('bundles', { folder: synthesised.folder, keys });
  return () => synthesised.dispose();
}
