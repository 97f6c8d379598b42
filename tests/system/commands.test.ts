import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dragoman-commands-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Run = { status: number | null; stdout: string; stderr: string; processGroup: number };

/** Runs a command of package.json as a user does. `signalAfter`: sends SIGINT once that text has been printed. */
async function npmRun(
  args: readonly string[],
  signalAfter?: string,
  onOutput: (stdout: string) => void = () => undefined,
): Promise<Run> {
  const child = spawn('npm', ['run', '--silent', ...args], { cwd: root, detached: true });
  let [stdout, stderr, signalled] = ['', '', false];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    onOutput(stdout);
    if (signalAfter === undefined || signalled || !stdout.includes(signalAfter)) return;
    signalled = true;
    process.kill(-child.pid!, 'SIGINT');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, stdout, stderr, processGroup: child.pid! };
}

const pageAddressIn = (stdout: string) => /The page to watch[^\n]* (http:\S+)\n/.exec(stdout)?.[1];

/** The processes of a group that are still there. */
async function processesOf(group: number): Promise<string> {
  const child = spawn('pgrep', ['--list-full', '--pgroup', String(group)]);
  let found = '';
  child.stdout.on('data', (chunk: Buffer) => {
    found += chunk.toString();
  });
  await new Promise((resolve) => child.on('close', resolve));
  return found.trim();
}

describe('npm run demo', () => {
  it('-- --once shows notes from at least eight languages and exits with 0', async () => {
    const { status, stdout } = await npmRun(['demo', '--', '--once']);

    expect(stdout).toMatch(
      /22 messages of customers and agents, translated from (8|9|10|11) languages: all ended as expected\./,
    );
    expect(status).toBe(0);
  });

  it.each([
    ['salesforce', /\(by partner-bus\).*\(by webhook\)/s],
    ['request-tracker', /beside a local Request Tracker/],
  ])('-- --once --connector %s plays the same there, by every way in', async (connector, ways) => {
    const { status, stdout } = await npmRun(['demo', '--', '--once', '--connector', connector]);

    expect(stdout).toMatch(/20 messages of customers and agents, .*: all ended as expected\./s);
    expect(stdout).toMatch(ways);
    expect(stdout).toMatch(/to the customer: Vielen Dank/);
    expect(status).toBe(0);
  });

  it('serves its page before the first message, stays up until Ctrl-C, and leaves nothing running', async () => {
    // Prepare
    let served: Promise<number> | null = null;
    // Act
    const { stdout, processGroup } = await npmRun(
      ['demo', '--', '--port', '0'],
      'Ctrl-C ends everything.',
      (text) => {
        const address = pageAddressIn(text);
        if (address !== undefined) served ??= fetch(`${address}/page/config`).then(({ status }) => status);
      },
    );
    // Assess
    expect(stdout).toContain('/webhooks/zendesk/22129848');
    expect(await served).toBe(200);
    expect(stdout.indexOf('The page to watch')).toBeLessThan(stdout.indexOf('#101'));
    await expect(fetch(pageAddressIn(stdout)!)).rejects.toThrow('fetch failed');
    await expect.poll(() => processesOf(processGroup), { timeout: 60_000 }).toBe('');
  });

  it.each([
    ['70000', 'Expected a port from 0 to 65535'],
    ['http', 'Expected a port from 0 to 65535'],
  ])('says what a port is when given %s', async (port, message) => {
    const { status, stderr } = await npmRun(['demo', '--', '--port', port]);

    expect([status, stderr]).toEqual([1, expect.stringContaining(message)]);
  });
});

describe('npm run replay', () => {
  const file = (text: string) => {
    const path = join(folder, 'lines.jsonl');
    writeFileSync(path, text);
    return path;
  };

  it('gives one JSON line per line, in the order of the lines, and exits with 0', async () => {
    // Prepare
    const lines = [
      { ticket: 'a', text: 'Hola, ¿dónde está mi pedido #10023456?' },
      { ticket: 'b', text: 'Ik kan niet inloggen op mijn account.' },
      { ticket: 'a', text: 'Mi pedido todavía no ha llegado.' },
      { ticket: 'c', text: 'x', deliver: { signature: 'bad' } },
    ];

    // Act
    const { status, stdout } = await npmRun([
      'replay',
      '--',
      file(lines.map((line) => JSON.stringify(line)).join('\n')),
      '--fault',
      'helpdesk:429:1',
    ]);

    // Assess
    const outputs = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(outputs.map(({ message, outcome, reason }) => [message, outcome, reason])).toEqual([
      ['a-1', 'delivered', null],
      ['b-1', 'delivered', null],
      ['a-2', 'delivered', null],
      ['c-1', 'refused', 'bad-signature'],
    ]);
    expect(outputs[0].translation).toBe('Hello, where is my order #10023456?');
    expect(status).toBe(0);
  });

  it('stops before anything is sent when a line is wrong: exit 2 with line number and path', async () => {
    const { status, stdout, stderr } = await npmRun([
      'replay',
      '--',
      file('{"text":"a"}\n{"text":"b","from":"boss"}'),
    ]);

    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('line 2: from:');
  });

  it.each([
    ['an unknown fault', ['--fault', 'moon:down'], 'There is no fault "moon:down"'],
    ['an unknown engine', ['--engine', 'babel'], 'phrasebook, pseudo'],
    ['an unknown helpdesk', ['--connector', 'fax'], 'zendesk'],
    ['no language', ['--agent-language', 'english!'], 'Expected a language such as en'],
    ['an unknown option', ['--fast'], "unknown option '--fast'"],
  ])('says what is possible when given %s: exit 2', async (_title, args, message) => {
    const { status, stderr } = await npmRun(['replay', '--', file('{"text":"a"}'), ...args]);

    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('lines.jsonl');
  });

  it.each([
    ['is not there', 'nowhere.jsonl', 'no such file'],
    ['is a folder', '.', 'illegal operation on a directory'],
  ])('says in one line that a file cannot be read when it %s: exit 2', async (_title, name, problem) => {
    const { status, stderr } = await npmRun(['replay', '--', join(folder, name)]);

    expect(status).toBe(2);
    expect(stderr).toContain(`${join(folder, name)}: cannot be read`);
    expect(stderr).toContain(problem);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('--schema prints both formats as JSON Schema', async () => {
    const { status, stdout } = await npmRun(['replay', '--', '--schema']);

    const schemas = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(Object.keys(schemas)).toEqual(['input', 'output']);
    expect(schemas.output.properties.outcome.enum).toContain('delivered');
  });
});
