import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, vi } from 'vitest';
import type { Desk } from '../../infra/local/desks/desk.ts';
import { openZendeskDesk, type ZendeskDesk } from '../../infra/local/desks/zendesk/index.ts';
import { parseFaults } from '../../infra/local/faults.ts';
import { parseReplayFile } from '../../infra/local/replay/input.ts';
import type { ReplayOutput } from '../../infra/local/replay/output.ts';
import { Player } from '../../infra/local/replay/player.ts';
import type { Synthesised } from '../../infra/local/synthesise.ts';
import { openWorld, type WorldOptions, type World as WorldWith } from '../../infra/local/world.ts';
import type { StageSettings } from '../../infra/settings.ts';
import { synthesiseOnce } from './bundles.ts';
import { lastSteps } from './last-steps.ts';
import { undeliverableIn } from './undeliverable.ts';

/** A world with Zendesk in it: what most tests play in. */
export type World = WorldWith<ZendeskDesk>;
export type { WorldWith };

/** For `vi.waitFor` of one step: a busy machine may take a minute for what else takes a second. */
export const patience = { timeout: 120_000, interval: 50 } as const;

/** Of the Zendesk account. */
export const accountId = '22129848';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Goes when the test file has ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dragoman-test-'));
  folders.push(folder);
  return folder;
}

/** Stands in templates for the helpdesk, whose address is another in each world. */
const anyHelpdesk = 'http://helpdesk.example';
const assembled = new Map<string, Promise<Synthesised>>();

/** Synthesises once per account and limits: of a further world only the helpdesk's address differs. */
async function templateOf(settings: StageSettings): Promise<Synthesised> {
  const [account] = settings.accounts;
  const anywhere = { ...settings, accounts: [{ ...account!, baseUrl: anyHelpdesk }] };
  const key = JSON.stringify(anywhere);
  const known = assembled.get(key) ?? synthesiseOnce(anywhere);
  assembled.set(key, known);
  const synthesised = await known;
  const text = JSON.stringify(synthesised.template).replaceAll(anyHelpdesk, account!.baseUrl);
  return { ...synthesised, template: JSON.parse(text) };
}

export type AWorldOptions<SomeDesk extends Desk> = Partial<
  Omit<WorldOptions<SomeDesk>, 'openDesk' | 'faults' | 'templateOf'>
> & {
  faults?: readonly string[];
  /** Instead of what the settings of the stage say. */
  limits?: Partial<StageSettings['limits']>;
  /** Changes the parsed template before it is run. */
  edit?: (template: any) => void;
};

/** A running world with this helpdesk, the phrasebook and, unless told otherwise, queues that wait 100 times faster. */
export async function aWorldWith<SomeDesk extends Desk>(
  openDesk: WorldOptions<SomeDesk>['openDesk'],
  options: AWorldOptions<SomeDesk> = {},
): Promise<WorldWith<SomeDesk>> {
  const { faults = [], limits = {}, edit, ...rest } = options;
  return await openWorld({
    openDesk,
    engine: 'phrasebook',
    agentLanguage: 'en',
    timeScale: 100,
    ...rest,
    templateOf: async (settings) => {
      const synthesised = await templateOf({ ...settings, limits: { ...settings.limits, ...limits } });
      edit?.(synthesised.template);
      return synthesised;
    },
    faults: parseFaults(faults),
  });
}

/** The same with Zendesk. */
export function aWorld(options: AWorldOptions<ZendeskDesk> = {}): Promise<World> {
  return aWorldWith(openZendeskDesk, options);
}

/** Plays lines in the replay format and gives what came of each. */
export async function play(
  world: WorldWith,
  lines: readonly object[],
  deadlineMs: number = patience.timeout,
): Promise<ReplayOutput[]> {
  const player = new Player(world, deadlineMs);
  const outputs: ReplayOutput[] = [];
  await player.playAll(parseReplayFile(lines.map((line) => JSON.stringify(line)).join('\n')), (output) =>
    outputs.push(output),
  );
  player.stop();
  if (outputs.some(({ outcome }) => outcome === 'lost'))
    process.stderr.write(
      `Lost. ${JSON.stringify(waitingIn(world))}\n${lastSteps(world.journal.entries())}\n`,
    );
  return outputs;
}

/** What waits in queues, those for dead letters included; of `Undeliverable`, `undeliverableIn` knows what counts. */
export const waitingIn = (world: WorldWith) =>
  world.stack
    .queueDepths()
    .filter(({ queue, messages }) => messages > 0 && !queue.startsWith('Undeliverable'));

/** What is on the bus is in no queue for a moment. */
const quietMs = 500;

/**
 * Resolves when all queues of messages, those for dead letters included, have been empty for a while. Rejects as soon as
 * something could not be delivered, which no waiting would mend, and names it.
 */
export async function workedOff(world: WorldWith, timeoutMs = 150_000): Promise<void> {
  let quietSinceMs = Date.now();
  const undeliverable = () => undeliverableIn(world.journal.entries());
  await vi.waitFor(
    () => {
      if (undeliverable().length > 0) return;
      const waiting = waitingIn(world);
      if (waiting.length > 0) quietSinceMs = Date.now();
      if (Date.now() - quietSinceMs < quietMs) throw new Error(`Still waiting: ${JSON.stringify(waiting)}`);
    },
    { timeout: timeoutMs, interval: 50 },
  );
  if (undeliverable().length > 0) throw new Error(`Could not be delivered: ${undeliverable().join('; ')}`);
}

/** Runs of the catch-up so far. */
const looksOf = ({ journal }: WorldWith) =>
  journal.entries().filter((entry) => entry.kind === 'invocation' && entry.functionName === 'reconcile')
    .length;

/** Resolves when the catch-up has looked at the helpdesk so many times more. */
export async function looks(world: WorldWith, times: number): Promise<void> {
  const before = looksOf(world);
  await vi.waitFor(() => expect(looksOf(world)).toBeGreaterThanOrEqual(before + times), patience);
}

/** Starts a world, plays the lines and ends it again. */
export async function playAlone(
  lines: readonly object[],
  options: AWorldOptions<ZendeskDesk> = {},
): Promise<ReplayOutput[]> {
  const world = await aWorld(options);
  try {
    return await play(world, lines);
  } finally {
    await world.stop();
  }
}

export const notesIn = (output: ReplayOutput | undefined) =>
  (output?.writes ?? []).flatMap((write) => (write.kind === 'note' ? [write.html] : []));
