import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { runCommand } from '../../../support/command.ts';

const root = join(import.meta.dirname, '../../../..');
const settingsFolder = join(root, 'settings');
/** Nobody listens there. */
const nowhere = {
  endpointUrl: 'http://127.0.0.1:1',
  admin: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' },
};
const local = ['--stage', 'local'];
const zendesk = ['--connector', 'zendesk'];

it.each([
  ['redrive', local],
  ['forget', [...local, ...zendesk, '--ticket', '1']],
])('%s without a network says so in one line: exit 1', async (name, args) => {
  const { exitCode, stdout, stderr } = await runCommand(name, args, { stack: nowhere, settingsFolder });

  expect([exitCode, stdout]).toEqual([1, '']);
  expect(stderr).toBe(
    'AWS cannot be reached. Look at the network, a proxy, and AWS_ENDPOINT_URL where it is set; then try again.\n',
  );
});

it.each([
  ['redrive', 1, local],
  ['forget', 1, [...local, ...zendesk, '--ticket', '1']],
  ['doctor', 3, local],
])(
  '%s of the stage that runs here, and nobody says where, asks no AWS account for it: exit %s',
  async (name, status, args) => {
    const { exitCode, stdout, stderr } = await runCommand(name, args, {
      ...{ stack: nowhere, settingsFolder },
      environment: { AWS_ENDPOINT_URL: '' },
    });

    expect([exitCode, stdout]).toEqual([status, '']);
    expect(stderr).toBe(
      'The stage "local" is this machine, and AWS_ENDPOINT_URL does not say where it runs: "npm run demo" starts it and prints ' +
        'how this command is run beside it.\n',
    );
  },
);

it.each([
  ['redrive', [...local, '--ticket', '']],
  ['redrive', [...local, '--message', '']],
  ['forget', [...local, ...zendesk, '--ticket', '']],
  ['forget', [...local, ...zendesk, '--customer', ' ']],
])('%s refuses %j, as a variable that is not set gives it', async (name, args) => {
  const { exitCode, stderr } = await runCommand(name, args, { stack: nowhere, settingsFolder });

  expect(stderr).toMatch(/^error: option .* is invalid\. Expected a value, not an empty text\.\n$/);
  expect(exitCode).toBe(1);
});

it.each(['deploy', 'synth', 'doctor', 'redrive', 'forget'])(
  '%s says of --stage what all say',
  async (name) => {
    const { exitCode, stdout } = await runCommand(name, ['--help'], { stack: nowhere });

    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /--stage <name> which settings\/<name>\.json \((default: "local", )?env: DRAGOMAN_STAGE\)/,
    );
    expect(exitCode).toBe(0);
  },
);

it.each([[[]], [['fax']]])('connect given %j says which helpdesks there are: exit 1', async (args) => {
  const { exitCode, stdout, stderr } = await runCommand('connect', args, { stack: nowhere });

  expect([exitCode, stdout]).toEqual([1, '']);
  expect(stderr.trim().split('\n').at(-1)).toBe('Expected a helpdesk: zendesk, salesforce, request-tracker.');
});

it('a reader that goes away, as head does, ends no command with a stack trace', async () => {
  // Prepare
  const module = join(root, 'infra', 'commands', 'shell.ts');
  const program = `
    const { runCommand, writeLine } = await import(${JSON.stringify(module)});
    const { once } = await import('node:events');
    await once(process.stdin, 'data');
    await runCommand(async () => {
      for (let line = 0; line < 3; line += 1) {
        writeLine('a line');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return 1;
    });
    process.stdin.destroy();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { cwd: root });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));

  // Act
  child.stdout.destroy();
  child.stdin.write('go');

  // Assess
  expect(await text(child.stderr)).toBe('');
  expect(await ended).toBe(1);
});
