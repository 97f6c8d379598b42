import { inject } from 'vitest';
import { buildApp } from '../../infra/app.ts';
import { type Synthesised as Assembly, synthesise } from '../../infra/local/synthesise.ts';
import type { StageSettings } from '../../infra/settings.ts';
import { functionsIn, nameOfFunction, type Template, withoutBundling } from './synthesised.ts';

/** Synthesises a stage into a folder, with the bundles that were made before the first test file. */
export async function synthesiseWithBundles(settings: StageSettings, outdir: string): Promise<Assembly> {
  const { folder, keys } = inject('bundles');
  const assembly = await synthesise(withoutBundling(() => buildApp(settings, { outdir })));
  for (const resource of functionsIn(assembly.template as Template))
    resource.Properties.Code.S3Key = keys[nameOfFunction(resource, settings.stage)];
  return { ...assembly, assetsFolder: folder };
}
