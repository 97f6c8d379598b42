import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { World } from '../world.ts';

export type KeptSettings = Readonly<{ folder: string; remove: () => Promise<void> }>;

/** Writes the settings of the stage that runs, whose addresses no file of the repository has, into a folder of their own. */
export async function keepSettings({ settings }: Pick<World, 'settings'>): Promise<KeptSettings> {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-settings-'));
  await writeFile(join(folder, `${settings.stage}.json`), JSON.stringify(settings, null, 2));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * How the commands for a deployed stage are run beside this one, as lines for a POSIX shell. The keys open nothing but this
 * stack; a profile would win over them, and a session token does not belong to them.
 * @param ticket one that the stage knows, as the helpdesk calls it
 */
export function stageCommands(
  {
    stack: { admin, endpointUrl },
    settings: { stage },
    helpdesk,
  }: Pick<World, 'stack' | 'settings' | 'helpdesk'>,
  { folder, ticket }: Readonly<{ folder: string; ticket: string }>,
): readonly string[] {
  const stageOf = (name: string) => `npm run ${name} -- --stage ${stage} --settings-folder '${folder}'`;
  return [
    `export AWS_PROFILE= AWS_SESSION_TOKEN= AWS_ENDPOINT_URL=${endpointUrl} AWS_ACCESS_KEY_ID=${admin.accessKeyId} AWS_SECRET_ACCESS_KEY=${admin.secretAccessKey}`,
    stageOf('doctor'),
    stageOf('redrive'),
    `${stageOf('forget')} --connector ${helpdesk.connector} --ticket ${ticket} --dry-run`,
  ];
}
