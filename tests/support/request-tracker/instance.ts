import { type ChildProcess, execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { freePort } from '../free-port.ts';
import { type ConfigOptions, siteConfig } from './config.ts';
import { type GuardedOptions, killGroup, spawnGuarded } from './guard.ts';
import { mustBeInstalled, programs } from './installed.ts';
import { type SentMail, sentMailsIn } from './mails.ts';
import { makeTokens, type Seed, supportTeam } from './seed.ts';
import { type Talk, talkingTo } from './talk.ts';

const productSetUp = join(import.meta.dirname, '../../../connectors/request-tracker/setup');

/** A real Request Tracker of our own, on loopback and in a temporary folder. */
export type RequestTracker = Talk &
  Readonly<{
    /** What a real one's `https://rt.example.com` is. */
    url: string;
    /** By login. */
    tokens: Readonly<Record<string, string>>;
    /** The mails that RT has sent, the oldest first; none leaves the machine. */
    mailsOut(): readonly SentMail[];
    /** What RT and its set-up complained of. */
    log(): string;
    /** Inserts the product's set-up once more, perhaps with other `$DragomanQueues`; gives what it printed. */
    insertSetUp(queues?: string): Promise<string>;
    /** Kills RT on the spot, as a power failure would. */
    kill(): Promise<void>;
    /** Starts it on the database that it had. */
    start(): Promise<void>;
    /** Kills it and takes its files away. */
    stop(): Promise<void>;
  }>;

export type RequestTrackerOptions = ConfigOptions & Readonly<{ port?: number; seed?: Seed }>;

/** RT must not run as root; on a machine where tests do, it runs as the web server's user, as it is installed to. */
function webServersUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'www-data'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Its folder, its port, and how its programs run. */
type Place = Readonly<{ folder: string; port: number; url: string; how: GuardedOptions }>;

async function preparePlace(folder: string, options: RequestTrackerOptions, { perl }: Seed): Promise<Place> {
  const port = options.port ?? (await freePort());
  for (const name of ['mason', 'sessions', 'config']) await mkdir(join(folder, name));
  await writeFile(join(folder, 'RT_SiteConfig.pm'), siteConfig(folder, port, options));
  await writeFile(join(folder, 'seed'), perl);
  await copyFile(join(productSetUp, 'dragoman.initialdata'), join(folder, 'dragoman'));
  await cp(join(productSetUp, 'html'), join(folder, 'html'), { recursive: true });
  const user = webServersUser();
  // All of it, so that whoever runs RT can also take it away.
  if (user.uid !== undefined) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, folder]);
  const env = {
    PATH: process.env.PATH ?? '',
    LANG: 'C.UTF-8',
    TMPDIR: folder,
    RT_SITE_CONFIG: join(folder, 'RT_SiteConfig.pm'),
    RT_SITE_CONFIG_DIR: join(folder, 'config'),
  };
  return { folder, port, url: `http://127.0.0.1:${port}`, how: { cwd: folder, env, folder, ...user } };
}

/** Gives what the program printed. */
async function run({ how }: Place, ...command: readonly string[]): Promise<string> {
  const child = spawnGuarded(command, how, 'read');
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const printed = child.stdout === null ? '' : await text(child.stdout);
  const status = await ended;
  if (status !== 0) throw new Error(`${command[0]} ended with ${status}: ${printed}`);
  return printed;
}

const insert = (place: Place, file: 'seed' | 'dragoman') =>
  run(place, programs.setupDatabase, '--action', 'insert', '--datafile', join(place.folder, file));

/** Makes the database, with the product's own set-up; gives the tokens. */
async function fillDatabase(place: Place, { logins }: Seed): Promise<Record<string, string>> {
  await run(place, programs.setupDatabase, '--action', 'init', '--skip-create');
  await insert(place, 'seed');
  await insert(place, 'dragoman');
  const perl = ['perl', `-I${programs.perlLibrary}`, '-MRT=-init', '-MRT::AuthToken', '-MJSON'];
  const printed = await run(place, ...perl, '-e', makeTokens, ...logins);
  return z.record(z.string(), z.string()).parse(JSON.parse(printed));
}

/** It compiles all of its Perl first, which a busy machine takes minutes for. */
const startLimitMs = 180_000;

async function startServer({ port, url, how }: Place): Promise<ChildProcess> {
  const options = [
    '--server',
    'Starlet',
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--max-workers',
    '3',
  ];
  const child = spawnGuarded([programs.server, ...options], how, 'logged');
  for (const deadline = Date.now() + startLimitMs; ; await pause(100)) {
    const answer = await fetch(`${url}/REST/2.0/rt`).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status === 401) return child;
    if (child.exitCode === null && Date.now() < deadline) continue;
    await killGroup(child);
    throw new Error(`rt-server ${child.exitCode === null ? 'does not answer' : 'has ended'}.`);
  }
}

/** Starts one with the product's set-up, whose scrips post to `hookUrl`. Leaves nothing behind if it does not come up. */
export async function startRequestTracker(options: RequestTrackerOptions): Promise<RequestTracker> {
  mustBeInstalled();
  const seed = options.seed ?? supportTeam;
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-rt-'));
  const log = () => readFileSync(join(folder, 'log'), 'utf8');
  let server: ChildProcess | null = null;
  const kill = async () => {
    if (server !== null) await killGroup(server);
    server = null;
  };
  const stop = async () => {
    await kill();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const place = await preparePlace(folder, options, seed);
    const start = async () => {
      server = await startServer(place);
    };
    const tokens = await fillDatabase(place, seed);
    await start();
    const { url } = place;
    return {
      ...{ url, tokens, log, kill, start, stop },
      ...talkingTo(url, tokens),
      mailsOut: () => sentMailsIn(join(folder, 'mails.jsonl')),
      async insertSetUp(queues) {
        const changed = queues === undefined ? options : { ...options, queues };
        await writeFile(join(folder, 'RT_SiteConfig.pm'), siteConfig(folder, place.port, changed));
        return insert(place, 'dragoman');
      },
    };
  } catch (error) {
    const end = existsSync(join(folder, 'log')) ? log().slice(-4_000) : '';
    await stop();
    throw new Error(`Request Tracker did not come up:\n${end}`, { cause: error });
  }
}
