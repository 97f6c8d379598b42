import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { buildApp } from '../../infra/app.ts';
import { type Synthesised as Assembly, synthesise } from '../../infra/local/synthesise.ts';
import type { StageSettings } from '../../infra/settings.ts';
import { functionsIn, nameOfFunction, type Template, withoutBundling } from './synthesised.ts';

/**
 * Synthesises a stage, once for all test files of a run, with the bundles that were made before the first of them. The
 * template is an own copy, so that a test may change it.
 */
export async function synthesiseOnce(settings: StageSettings): Promise<Assembly> {
  const { folder } = inject('bundles');
  const name = createHash('sha256').update(JSON.stringify(settings)).digest('hex');
  const file = join(folder, `stage.${name}.json`);
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known !== null) return JSON.parse(known);
  const outdir = await mkdtemp(join(folder, 'stage-'));
  const assembly = await synthesiseWithBundles(settings, outdir);
  // Another test file may read it at any moment, and only as a whole.
  await writeFile(join(outdir, 'stage.json'), JSON.stringify(assembly));
  await rename(join(outdir, 'stage.json'), file);
  return assembly;
}

async function synthesiseWithBundles(settings: StageSettings, outdir: string): Promise<Assembly> {
  const { folder, keys } = inject('bundles');
  const assembly = await synthesise(withoutBundling(() => buildApp(settings, { outdir })));
  for (const resource of functionsIn(assembly.template as Template))
    resource.Properties.Code.S3Key = keys[nameOfFunction(resource, settings.stage)];
  return { ...assembly, assetsFolder: folder };
}
