import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type ConfigOptions, logins, makeTokens, seed, siteConfig } from './request-tracker-seed.ts';
import { mailsIn, type Talk, talkingTo } from './request-tracker-talk.ts';

const rtServer = '/usr/share/request-tracker5/libexec/rt-server';
const setupDatabase = '/usr/sbin/rt-setup-database-5';
const perlLibrary = '/usr/share/request-tracker5/lib';
const setUp = join(import.meta.dirname, '../../connectors/request-tracker/setup');

/** Debian's packages `request-tracker5 rt5-db-sqlite rt5-standalone`. */
export const isRequestTrackerInstalled = existsSync(rtServer) && existsSync(setupDatabase);

/** A real Request Tracker of our own, on loopback and in a temporary folder. */
export type RequestTracker = Talk &
  Readonly<{
    url: string;
    /** By login. */
    tokens: Readonly<Record<string, string>>;
    /** The mails that RT has sent, raw. */
    mailsOut(): readonly string[];
    /** What RT complained of. */
    log(): string;
    /** Inserts the product's set-up once more; gives what it printed. */
    insertSetUp(): Promise<string>;
    /** Kills RT on the spot, as a power failure would. */
    kill(): Promise<void>;
    start(): Promise<void>;
    /** Kills it and takes its files away. */
    stop(): Promise<void>;
  }>;

const debianUser = 33;
/** RT must not run as root; on a machine where tests do, it runs as Debian's www-data. */
const runAs = process.getuid?.() === 0 ? { uid: debianUser, gid: debianUser } : {};

type Options = ConfigOptions & Readonly<{ port?: number }>;

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-rt-'));
  for (const name of ['mails', 'mason', 'sessions', 'config']) await mkdir(join(folder, name));
  return folder;
}

/** Starts one with the product's own set-up, whose scrips post to `hookUrl`. Leaves nothing behind if it does not come up. */
export async function startRequestTracker(options: Options): Promise<RequestTracker> {
  const port = options.port ?? (await freePort());
  const folder = await makeFolder();
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    TMPDIR: join(folder, 'mails'),
    RT_SITE_CONFIG: join(folder, 'RT_SiteConfig.pm'),
    RT_SITE_CONFIG_DIR: join(folder, 'config'),
  };
  const how = { cwd: folder, env: environment, ...runAs };
  const run = async (command: string, ...args: string[]) =>
    (await promisify(execFile)(command, args, how)).stdout;
  const log = openSync(join(folder, 'log'), 'a');
  let running: ChildProcess | null = null;
  /** Also when the tests end in the middle of it all. */
  const clearNow = () => {
    if (running?.pid !== undefined) process.kill(-running.pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', clearNow);

  const kill = async () => {
    const child = running;
    running = null;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-child.pid, 'SIGKILL');
    await ended;
  };
  const stop = async () => {
    process.off('exit', clearNow);
    await kill();
    await rm(folder, { recursive: true, force: true });
  };
  const start = async () => {
    const args = ['--server', 'Starlet', '--host', '127.0.0.1', '--port', String(port), '--max-workers', '3'];
    const child = spawn(rtServer, args, { ...how, detached: true, stdio: ['ignore', log, log] });
    running = child;
    for (const deadline = Date.now() + 60_000; ; await pause(100)) {
      const answer = await fetch(`${url}/REST/2.0/rt`).catch(() => null);
      if (answer?.status === 401) return;
      if (child.exitCode !== null || Date.now() > deadline)
        throw new Error('Request Tracker did not come up.');
    }
  };
  const insertSetUp = () => run(setupDatabase, '--action', 'insert', '--datafile', join(folder, 'dragoman'));

  const tokens: Record<string, string> = {};
  try {
    await writeFile(environment.RT_SITE_CONFIG, siteConfig(folder, port, options));
    await writeFile(join(folder, 'seed'), seed);
    await copyFile(join(setUp, 'dragoman.initialdata'), join(folder, 'dragoman'));
    await cp(join(setUp, 'html'), join(folder, 'html'), { recursive: true });
    await chmod(folder, 0o755);
    for (const name of ['.', ...readdirSync(folder)]) {
      if (runAs.uid !== undefined) chownSync(join(folder, name), runAs.uid, runAs.gid);
    }
    await run(setupDatabase, '--action', 'init', '--skip-create');
    await run(setupDatabase, '--action', 'insert', '--datafile', join(folder, 'seed'));
    await insertSetUp();
    const made = await run(
      'perl',
      `-I${perlLibrary}`,
      '-MRT=-init',
      '-MRT::AuthToken',
      '-e',
      makeTokens,
      ...logins,
    );
    for (const line of made.trim().split('\n')) {
      const [login = '', token = ''] = line.split(' ');
      tokens[login] = token;
    }
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    tokens,
    ...talkingTo(url, tokens),
    mailsOut: () => mailsIn(join(folder, 'mails')),
    log: () => readFileSync(join(folder, 'log'), 'utf8'),
    insertSetUp,
    kill,
    start,
    stop,
  };
}
