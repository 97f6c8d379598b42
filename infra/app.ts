import { App } from 'aws-cdk-lib';
import cdkJson from '../cdk.json' with { type: 'json' };
import { loadGlossaries } from './glossaries.ts';
import { loadIntents } from './intents.ts';
import { SettingsError } from './problems.ts';
import { loadSettings, localStage, type StageSettings } from './settings.ts';
import { DragomanStack } from './stack.ts';
import { validate } from './validate.ts';

export type BuildOptions = Readonly<{
  /** Where the template and the bundles go; by default a new temporary folder, or what the CDK CLI says. */
  outdir?: string;
  /** Overrides the settings'. */
  customerKey?: boolean;
  /** Where the settings' glossaries lie; by default `settings/glossaries`. */
  glossariesFolder?: string;
}>;

/**
 * The app of one stage, ready for `synth()`, the same in process and under the CDK CLI. The CLI hands over cdk.json's
 * context by itself; in process nobody does. Throws SettingsError for wrong intents and glossaries.
 */
export function buildApp(settings: StageSettings, options: BuildOptions = {}): App {
  const { outdir, customerKey = settings.customerKey } = options;
  const app = new App({
    context: cdkJson.context,
    analyticsReporting: false,
    ...(outdir === undefined ? {} : { outdir }),
  });
  new DragomanStack(app, {
    settings: { ...settings, customerKey },
    intents: loadIntents(),
    glossaries: loadGlossaries(settings, options.glossariesFolder),
  });
  validate(app);
  return app;
}

/** `-c stage=prod`, else DRAGOMAN_STAGE, else the stage that needs no account. */
function chosenStage(): string {
  const stage: unknown = new App({ autoSynth: false }).node.tryGetContext('stage');
  if (typeof stage === 'string') return stage;
  return process.env.DRAGOMAN_STAGE ?? localStage;
}

if (import.meta.main) {
  try {
    buildApp(loadSettings(chosenStage())).synth();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
