import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scheduler } from 'node:timers/promises';
import { promisify } from 'node:util';
import * as z from 'zod';

const program = {
  server: '/usr/share/request-tracker5/libexec/rt-server',
  setupDatabase: '/usr/sbin/rt-setup-database-5',
} as const;

const isInstalled = Object.values(program).every((path) => existsSync(path));

/** Tests of a real Request Tracker are left out where it is missing, but not in CI: there they must fail. */
export const skipsRequestTracker = !isInstalled && process.env.CI !== 'true';
if (skipsRequestTracker) {
  process.stderr.write(
    'Skipped: Request Tracker is not installed (request-tracker5 rt5-db-sqlite rt5-standalone).\n',
  );
}

const sentMail = z.object({
  to: z.string(),
  cc: z.string(),
  bcc: z.string(),
  subject: z.string(),
  raw: z.string(),
});
/** A mail that the instance has sent; none leaves the machine. */
export type SentMail = z.infer<typeof sentMail>;

export type RealRequestTracker = Readonly<{
  /** What a real one's `https://rt.example.com` is. */
  baseUrl: string;
  /** Auth tokens by login. */
  tokens: Readonly<Record<string, string>>;
  /** A mail comes in for the queue, as the mail server's `rt-mailgate` would bring it. */
  mailIn(raw: string, queue: string, action?: 'correspond' | 'comment'): Promise<void>;
  sentMails(): Promise<SentMail[]>;
  /** What its programs have written so far. */
  log(): string;
  stop(): Promise<void>;
}>;

export type RealRequestTrackerOptions = Readonly<{
  /** `$rtname`, also `$Organization`. */
  name?: string;
  /** Perl of initialdata files, inserted in this order. */
  initialdata: readonly string[];
  /** Further Perl for RT_SiteConfig. */
  siteConfig?: string;
  /** Logins that get an auth token. */
  tokensFor: readonly string[];
}>;

/** Perl; `$BcryptCost` must stand before a token is made, or each call takes 200 ms. The folders would else be the machine's own. */
const siteConfigOf = (name: string, port: number, folder: string, more: string) => `
Set($rtname, '${name}'); Set($Organization, '${name}'); Set($Timezone, 'UTC');
Set($WebDomain, '127.0.0.1'); Set($WebPort, ${port}); Set($WebPath, ''); Set($WebBaseURL, 'http://127.0.0.1:${port}');
Set($DatabaseType, 'SQLite'); Set($DatabaseName, '${folder}/rt.db'); Set($DatabaseUser, ''); Set($DatabasePassword, '');
Set($BcryptCost, 5); Set($RestrictReferrer, 0);
Set($LogToSyslog, undef); Set($LogToSTDERR, 'warning'); Set($LogToFile, undef);
$RT::MasonDataDir = '${folder}/mason'; $RT::MasonSessionDir = '${folder}/sessions';
Set($MailCommand, sub {
  my ($mail) = @_;
  require JSON;
  my %of = map { my $line = $mail->head->get($_) // ''; chomp $line; (lc $_ => $line) } qw(To Cc Bcc Subject);
  open(my $file, '>>', '${folder}/mail.jsonl') or return 0;
  print $file JSON->new->utf8->canonical->encode({ %of, raw => $mail->stringify }), "\\n";
  close $file;
  return 1;
});
${more}
1;
`;

const tokensData = (logins: readonly string[], file: string) => `
our @Final = ( sub {
  my %tokens;
  for my $login (qw(${logins.join(' ')})) {
    my $user = RT::User->new(RT->SystemUser); $user->Load($login);
    my ($ok, $message, $token) = RT::AuthToken->new(RT->SystemUser)->Create(Owner => $user->Id, Description => 'test');
    die $message unless $ok;
    $tokens{$login} = $token;
  }
  require JSON;
  open(my $file, '>', '${file}') or die; print $file JSON::encode_json(\\%tokens); close $file;
} );
1;
`;

/** Root lends the web server's user, as RT is installed to run. */
function runsAs(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'www-data'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function untilAnswering(baseUrl: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (server.exitCode !== null) throw new Error(`rt-server ended with ${server.exitCode}`);
    const answer = await fetch(`${baseUrl}/REST/2.0/rt`).catch(() => null);
    await answer?.body?.cancel();
    if (answer !== null) return;
    await scheduler.wait(100);
  }
  throw new Error('rt-server does not answer');
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.pid === undefined) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  const isLate = await Promise.race([ended.then(() => false), scheduler.wait(5000).then(() => true)]);
  if (!isLate) return;
  process.kill(-server.pid, 'SIGKILL');
  await ended;
}

type Place = Readonly<{
  folder: string;
  baseUrl: string;
  port: number;
  /** How its programs are run. */
  how: Readonly<{ uid?: number; gid?: number; env: NodeJS.ProcessEnv; cwd: string }>;
}>;

async function preparePlace(options: RealRequestTrackerOptions): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-rt-'));
  const owner = runsAs();
  for (const path of [folder, ...['mason', 'sessions', 'config.d'].map((each) => join(folder, each))]) {
    await mkdir(path, { recursive: true });
    if (owner.uid !== undefined && owner.gid !== undefined) chownSync(path, owner.uid, owner.gid);
  }
  const port = await freePort();
  const siteConfig = join(folder, 'RT_SiteConfig.pm');
  const text = siteConfigOf(options.name ?? 'example.com', port, folder, options.siteConfig ?? '');
  await writeFile(siteConfig, text);
  const env = {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    RT_SITE_CONFIG: siteConfig,
    RT_SITE_CONFIG_DIR: join(folder, 'config.d'),
  };
  return { folder, port, baseUrl: `http://127.0.0.1:${port}`, how: { ...owner, env, cwd: folder } };
}

/** Makes the database; gives the tokens. */
async function fillDatabase(
  { folder, how }: Place,
  { initialdata, tokensFor }: RealRequestTrackerOptions,
  log: (text: string) => void,
): Promise<Record<string, string>> {
  const setup = async (...parameters: string[]) => {
    const { stdout, stderr } = await promisify(execFile)(program.setupDatabase, parameters, how);
    log(stdout + stderr);
  };
  const tokensFile = join(folder, 'tokens.json');
  await setup('--action', 'init', '--skip-create');
  for (const [index, perl] of [...initialdata, tokensData(tokensFor, tokensFile)].entries()) {
    const file = join(folder, `initialdata-${index}.pl`);
    await writeFile(file, perl);
    await setup('--action', 'insert', '--datafile', file);
  }
  return z.record(z.string(), z.string()).parse(JSON.parse(await readFile(tokensFile, 'utf8')));
}

function spawnServer({ port, how }: Place, log: (text: string) => void): ChildProcess {
  const options = { server: 'Starlet', host: '127.0.0.1', port: String(port), 'max-workers': '2' };
  const parameters = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  // A group of its own, so that its workers can be ended with it.
  const server = spawn(program.server, parameters, {
    ...how,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endWithThis = () => {
    if (server.pid !== undefined) process.kill(-server.pid, 'SIGKILL');
  };
  process.once('exit', endWithThis);
  server.once('exit', () => process.off('exit', endWithThis));
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (chunk) => log(String(chunk)));
  return server;
}

async function bringMail(baseUrl: string, mail: Readonly<Record<string, string>>): Promise<void> {
  const form = new FormData();
  for (const [key, value] of Object.entries(mail)) form.append(key, value);
  const gateway = `${baseUrl}/REST/1.0/NoAuth/mail-gateway`;
  const text = await (await fetch(gateway, { method: 'POST', body: form })).text();
  if (!text.startsWith('ok')) throw new Error(`the mail gateway refused: ${text.slice(0, 500)}`);
}

async function readSentMails(file: string): Promise<SentMail[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => sentMail.parse(JSON.parse(line)));
}

/** Starts an instance of its own: database, folders, port and configuration; nothing of the machine's is touched. */
export async function startRealRequestTracker(
  options: RealRequestTrackerOptions,
): Promise<RealRequestTracker> {
  const place = await preparePlace(options);
  const { baseUrl, folder } = place;
  const logged: string[] = [];
  const log = (text: string) => void logged.push(text);
  let server: ChildProcess | null = null;
  const stop = async () => {
    if (server !== null) await stopServer(server);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const tokens = await fillDatabase(place, options, log);
    server = spawnServer(place, log);
    await untilAnswering(baseUrl, server);
    return {
      baseUrl,
      tokens,
      mailIn: async (message, queue, action = 'correspond') =>
        await bringMail(baseUrl, { queue, action, SessionType: 'REST', message }),
      sentMails: async () => await readSentMails(join(folder, 'mail.jsonl')),
      log: () => logged.join(''),
      stop,
    };
  } catch (error) {
    await stop();
    throw new Error(`Request Tracker did not start:\n${logged.join('').slice(-4000)}`, { cause: error });
  }
}
