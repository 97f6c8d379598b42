import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const rtServer = '/usr/share/request-tracker5/libexec/rt-server';
const setupDatabase = '/usr/sbin/rt-setup-database-5';
const perlLibrary = '/usr/share/request-tracker5/lib';
const initialData = join(import.meta.dirname, '../../connectors/request-tracker/setup/dragoman.initialdata');

/** Debian's packages `request-tracker5 rt5-db-sqlite rt5-standalone`. */
export const isRequestTrackerInstalled = existsSync(rtServer) && existsSync(setupDatabase);

/** `$rtname`: the account. */
export const rtName = 'example.com';
export const signingSecret = 'made-up-signing-secret';

export type RestAnswer = Readonly<{ status: number; headers: Headers; text: string; json: any }>;

/** A transaction of a ticket with all that a test looks at. */
export type Written = Readonly<{
  id: string;
  type: string;
  creator: string;
  field: string;
  oldValue: string;
  newValue: string;
  fields: Readonly<Record<string, readonly string[]>>;
  parts: readonly Readonly<{ id: string; type: string; name: string; content: string }>[];
}>;

/** A real Request Tracker of our own, on loopback and in a temporary folder. */
export type RequestTracker = Readonly<{
  url: string;
  /** By login. */
  tokens: Readonly<Record<string, string>>;
  /** A call of REST 2.0 as that user; a body is sent as JSON. */
  rest(
    login: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<RestAnswer>;
  /** Gives a mail to RT's gateway, as a mail server would. */
  mailIn(mail: string, how?: { queue?: string; action?: 'correspond' | 'comment' }): Promise<void>;
  /** The mails that RT has sent, raw. */
  mailsOut(): readonly string[];
  /** Inserts the product's set-up once more; gives what it printed. */
  insertSetUp(): Promise<string>;
  /** Everything that stands in a ticket's history, the oldest first. */
  historyOf(ticket: string): Promise<readonly Written[]>;
  /** How many transactions there are in all tickets. */
  transactionCount(): Promise<number>;
  /** Kills RT on the spot, as a power failure would. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Kills it and takes its files away. */
  stop(): Promise<void>;
}>;

/** Queue, agents and their rights, as an admin would have them before Dragoman comes. */
const seed = `
our (@Queues, @Users, @Groups, @ACL, @Final);
@Queues = ({ Name => 'Support', Description => 'helpdesk', CorrespondAddress => 'support@example.com',
             CommentAddress => 'support-comment@example.com' });
@Users = (
  { Name => 'marta', EmailAddress => 'marta@example.com', RealName => 'Marta Agent', Privileged => 1 },
  { Name => 'nora', EmailAddress => 'nora@example.com', RealName => 'Nora Notes', Privileged => 1 },
  { Name => 'gone', EmailAddress => 'gone@example.com', RealName => 'Gwen Gone', Privileged => 1 },
);
@Groups = ({ Name => 'Agents' }, { Name => 'Readers' });
@ACL = (
  (map { { GroupDomain => 'SystemInternal', GroupType => 'Everyone', Queue => 'Support', Right => $_ } }
     qw(CreateTicket ReplyToTicket)),
  (map { { GroupDomain => 'UserDefined', GroupId => 'Agents', Queue => 'Support', Right => $_ } }
     qw(SeeQueue ShowTicket ShowTicketComments CreateTicket CommentOnTicket ModifyTicket DeleteTicket OwnTicket
        SeeCustomField ModifyCustomField)),
  (map { { GroupDomain => 'UserDefined', GroupId => 'Readers', Queue => 'Support', Right => $_ } }
     qw(SeeQueue ShowTicket ShowTicketComments CommentOnTicket SeeCustomField)),
);
@Final = (sub {
  for (['marta', 'Agents'], ['gone', 'Agents'], ['nora', 'Readers']) {
    my $group = RT::Group->new(RT->SystemUser); $group->LoadUserDefinedGroup($_->[1]);
    my $user = RT::User->new(RT->SystemUser); $user->Load($_->[0]);
    $group->AddMember($user->PrincipalId);
  }
});
1;
`;

/** As the README tells an admin to make one, for each of the logins given. */
const makeTokens = `
for my $login (@ARGV) {
  my $user = RT::User->new(RT->SystemUser); $user->Load($login);
  my ($ok, $message, $token) = RT::AuthToken->new(RT->SystemUser)->Create(Owner => $user->id, Description => 'Dragoman');
  print "$login ", $token || $message, "\\n";
}
`;

const logins = ['dragoman', 'marta', 'nora', 'gone', 'root'];

const debianUser = 33;
/** RT must not run as root; on a machine where tests do, it runs as Debian's www-data. */
const runAs = process.getuid?.() === 0 ? { uid: debianUser, gid: debianUser } : {};

const siteConfig = (folder: string, port: number, hookUrl: string) => `
Set($rtname, '${rtName}'); Set($Organization, '${rtName}'); Set($Timezone, 'UTC');
Set($WebDomain, '127.0.0.1'); Set($WebPort, ${port}); Set($WebPath, ''); Set($WebBaseURL, 'http://127.0.0.1:${port}');
Set($DatabaseType, 'SQLite'); Set($DatabaseName, '${folder}/rt.db'); Set($DatabaseUser, ''); Set($DatabasePassword, '');
Set($MailCommand, 'testfile'); Set($BcryptCost, 5);
Set($LogToSyslog, undef); Set($LogToFile, undef); Set($LogToSTDERR, 'warning');
Set($DragomanUrl, '${hookUrl}'); Set($DragomanSecret, '${signingSecret}');
$RT::MasonDataDir = '${folder}/mason'; $RT::MasonSessionDir = '${folder}/sessions';
1;
`;

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
export async function startRequestTracker(
  options: Readonly<{ hookUrl: string; port?: number }>,
): Promise<RequestTracker> {
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
  let running: ChildProcess | null = null;
  const killNow = () => {
    if (running?.pid !== undefined) process.kill(-running.pid, 'SIGKILL');
  };
  process.on('exit', killNow);

  const kill = async () => {
    const child = running;
    running = null;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-child.pid, 'SIGKILL');
    await ended;
  };
  const stop = async () => {
    process.off('exit', killNow);
    await kill();
    await rm(folder, { recursive: true, force: true });
  };
  const start = async () => {
    const args = ['--server', 'Starlet', '--host', '127.0.0.1', '--port', String(port), '--max-workers', '3'];
    const child = spawn(rtServer, args, { ...how, detached: true, stdio: 'ignore' });
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
    await writeFile(environment.RT_SITE_CONFIG, siteConfig(folder, port, options.hookUrl));
    await writeFile(join(folder, 'seed'), seed);
    await copyFile(initialData, join(folder, 'dragoman'));
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
    insertSetUp,
    kill,
    start,
    stop,
  };
}

/** `$MailCommand = 'testfile'` writes each mail into a file of the temporary folder. */
function mailsIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => readFileSync(join(folder, name), 'utf8'))
    .flatMap((text) => text.split(/^===$/m).filter((mail) => mail.trim() !== ''));
}

function talkingTo(
  url: string,
  tokens: Readonly<Record<string, string>>,
): Pick<RequestTracker, 'rest' | 'mailIn' | 'historyOf' | 'transactionCount'> {
  const rest: RequestTracker['rest'] = async (login, method, path, body, headers = {}) => {
    const response = await fetch(`${url}/REST/2.0${path}`, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `token ${tokens[login]}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true && text !== '';
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? JSON.parse(text) : null,
    };
  };
  const list = async (path: string, query: Readonly<Record<string, string>>, body?: unknown) => {
    const method = body === undefined ? 'GET' : 'POST';
    const answer = await rest(
      'root',
      method,
      `${path}?${new URLSearchParams({ per_page: '100', ...query })}`,
      body,
    );
    return answer.json.items as any[];
  };
  const partsOf = async (transaction: string) =>
    (await list(`/transaction/${transaction}/attachments`, { fields: 'ContentType,Filename,Content' })).map(
      ({ id, ContentType, Filename, Content }) => ({
        id,
        type: ContentType,
        name: Filename,
        content: Content,
      }),
    );
  return {
    rest,
    async mailIn(mail, { queue = 'Support', action = 'correspond' } = {}) {
      const form = new FormData();
      for (const [name, value] of Object.entries({ queue, action, SessionType: 'REST', message: mail }))
        form.set(name, value);
      const answer = await fetch(`${url}/REST/1.0/NoAuth/mail-gateway`, { method: 'POST', body: form });
      const text = await answer.text();
      if (!/^ok\b/.test(text)) throw new Error(`The gateway did not take a mail: ${text}`);
    },
    async historyOf(ticket) {
      const fields = 'Type,Creator,Field,OldValue,NewValue,CustomFields';
      const items = await list(`/ticket/${ticket}/history`, { fields, orderby: 'id' });
      return Promise.all(
        items.map(async ({ id, Type, Creator, Field, OldValue, NewValue, CustomFields }) => ({
          id,
          type: Type,
          creator: Creator.id,
          field: Field,
          oldValue: OldValue,
          newValue: NewValue,
          fields: Object.fromEntries((CustomFields || []).map(({ name, values }: any) => [name, values])),
          parts: /^(Create|Correspond|Comment)$/.test(Type) ? await partsOf(id) : [],
        })),
      );
    },
    async transactionCount() {
      const answer = await rest('root', 'GET', "/transactions?query=ObjectType='RT::Ticket'&per_page=1");
      return answer.json.total;
    },
  };
}
