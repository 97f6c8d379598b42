import type { Finding } from '../../../connectors/set-up.ts';
import { type IntentFile, loadIntents } from '../../intents.ts';
import { SettingsError } from '../../problems.ts';
import { loadSettings, type StageSettings } from '../../settings.ts';
import { ok, trouble } from './findings.ts';

export type ReadSettings = Readonly<{
  findings: readonly Finding[];
  /** Null = they cannot be used. */
  settings: StageSettings | null;
  intents: readonly IntentFile[];
}>;

const meaning = 'Nothing can be deployed like this, and what depends on it is not looked at.';
const mend = 'Mend it there; settings/README.md tells of each setting.';

/** The lines of a SettingsError; anything else is thrown on. */
function problemsOf(error: unknown): readonly Finding[] {
  if (!(error instanceof SettingsError)) throw error;
  return error.lines.map((line) => trouble('settings.valid', 'error', { what: `${line}.`, meaning, mend }));
}

/** Reads settings and intents of a stage; each problem is a finding. */
export function readSettings(stage: string, folder: string): ReadSettings {
  const { settings, problems } = readStage(stage, folder);
  const { intents, problems: ofIntents } = readIntents();
  const findings = [...problems, ...ofIntents];
  return {
    findings: findings.length > 0 ? findings : [ok('settings.valid', 'Settings and intents can be used.')],
    settings,
    intents,
  };
}

function readStage(stage: string, folder: string) {
  try {
    return { settings: loadSettings(stage, folder), problems: [] };
  } catch (error) {
    return { settings: null, problems: problemsOf(error) };
  }
}

function readIntents() {
  try {
    return { intents: loadIntents(), problems: [] };
  } catch (error) {
    return { intents: [], problems: problemsOf(error) };
  }
}
