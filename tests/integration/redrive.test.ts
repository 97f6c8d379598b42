import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { keepSettings, stageCommands } from '../../infra/local/demo/stage-commands.ts';
import { people } from '../../infra/local/desks/zendesk/account.ts';
import type { HelpdeskFault } from '../../infra/local/faults.ts';
import { operate } from '../support/operate.ts';
import { withoutSchedules } from '../support/schedules.ts';
import { aWorld, patience, play, type World, workedOff } from '../support/world.ts';

const spanish = 'Hola, ¿dónde está mi pedido #10023456? Mi paquete todavía no ha llegado.';
const question = (ticket: string) => ({ ticket, text: spanish });
const answer = (ticket: string) => ({
  ticket,
  from: 'agent',
  public: false,
  text: '#translate Your order #10023456 ships today.',
});
const writeBack = 'write-back-zendesk';

const refused: HelpdeskFault = {
  kind: 'answer',
  status: 401,
  headers: { 'content-type': 'application/json' },
  body: '{"error":"invalid_token"}',
};

/** The helpdesk refuses these requests until the answer is called. */
function refuse({ helpdesk }: World['faults'], isMeant: (method: string, path: string) => boolean) {
  const usual = helpdesk.intercept;
  helpdesk.intercept = (request) => (isMeant(request.method, request.path) ? refused : usual(request));
  return () => {
    helpdesk.intercept = usual;
  };
}
const isUpdate = (method: string) => method === 'PUT';

const deadLetters = (world: World) =>
  world.stack.queueDepths().filter(({ queue, messages }) => queue.includes('DeadLetters') && messages > 0);
const parkedCount = (world: World, count: number) =>
  vi.waitFor(
    () => expect(deadLetters(world).reduce((sum, { messages }) => sum + messages, 0)).toBe(count),
    patience,
  );
const notesOf = (world: World, ticket: string) =>
  world.helpdesk.standIn.notesOf(ticket).filter(({ plain }) => /order/i.test(plain));
const answersOf = (world: World, ticket: string) =>
  world.helpdesk.standIn
    .ticket(ticket)
    .comments.filter(({ public: isPublic, authorId }) => isPublic && authorId === people.agent.id);

const listed = async (world: World, queue: string, ...args: string[]) => {
  const { stdout, status, stderr } = await operate(world, 'redrive', ['--json', '--queue', queue, ...args]);
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
};

/** Puts a body into a queue of the stage, as an administrator may. */
async function put(world: World, queue: string, body: string, ids: { group: string; deduplication: string }) {
  const { endpointUrl, admin, region } = world.stack;
  const sqs = new SQSClient({ endpoint: endpointUrl, credentials: admin, region });
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: `${endpointUrl}/000000000000/${queue}`,
      MessageBody: body,
      MessageGroupId: ids.group,
      MessageDeduplicationId: ids.deduplication,
    }),
  );
  sqs.destroy();
}

/** As a person types it, in the repository, with the profile of some AWS account. */
async function inShell(script: string) {
  const child = spawn('sh', ['-c', script], {
    cwd: join(import.meta.dirname, '..', '..'),
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      AWS_PROFILE: 'nobodys',
      npm_config_loglevel: 'silent',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await ended, stdout, stderr };
}

async function inWorld(options: Parameters<typeof aWorld>[0], act: (world: World) => Promise<void>) {
  const world = await aWorld(options);
  try {
    await act(world);
  } finally {
    await world.stop();
  }
}

describe('npm run redrive', () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld({ edit: withoutSchedules });
  });
  afterAll(async () => {
    await world.stop();
  });

  it('lists what is parked without its text and without losing it, and makes one note of it once the cause is gone', async () => {
    // Prepare
    const mend = refuse(world.faults, isUpdate);
    await play(world, [question('1')]);
    await parkedCount(world, 1);

    // Act
    const { stdout } = await operate(world, 'redrive', ['--queue', writeBack, '--dry-run']);
    const { messages } = await listed(world, writeBack);
    const shown = await operate(world, 'redrive', ['--message', messages[0].id, '--show-text']);
    mend();
    const again = await listed(world, writeBack, '--all', '--yes');
    await workedOff(world);
    const after = await operate(world, 'redrive', ['--queue', writeBack, '--all']);

    // Assess
    expect(stdout).toMatch(/write-back-zendesk +write-back +unauthorised +zendesk 22129848 +1 +1-1/);
    expect(stdout).toContain('unauthorised: the helpdesk refused our credentials');
    expect(stdout).not.toMatch(/pedido|order/);
    expect(messages).toMatchObject([
      { queue: 'write-back-zendesk', reason: 'unauthorised', ticket: '1', message: '1-1' },
    ]);
    expect(shown.stdout).toContain('pedido #10023456');
    expect(again.done).toEqual([messages[0].id]);
    expect(notesOf(world, '1')).toHaveLength(1);
    expect(after).toEqual({
      status: 0,
      stdout: 'Stage local: nothing is parked in write-back-zendesk. Nothing to do.\n',
      stderr: '',
    });
  });

  it('and doctor and forget work beside the demo just as the demo prints them, whatever profile the shell has', async () => {
    // Prepare
    const mend = refuse(world.faults, isUpdate);
    await play(world, [question('7')]);
    await parkedCount(world, 1);
    const kept = await keepSettings(world);
    const [environment = '', ...commands] = stageCommands(world, { folder: kept.folder, ticket: '7' });

    // Act
    const runs = [];
    for (const command of commands) runs.push(await inShell(`${environment}\n${command}`));
    await kept.remove();
    mend();
    await operate(world, 'redrive', ['--ticket', '#7', '--yes']);
    await workedOff(world);

    // Assess
    const [doctor, redrive, forget] = runs;
    expect([doctor, redrive, forget].map((run) => run?.stderr)).toEqual(['', '', '']);
    expect(doctor?.stdout).toMatch(/given up and waits? in dragoman-local-write-back-zendesk/);
    expect(redrive).toMatchObject({ status: 0, stdout: expect.stringMatching(/unauthorised .* 7-1/) });
    expect(forget).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Of ticket 7 the tables of stage local hold:'),
    });
    expect(notesOf(world, '7')).toHaveLength(1);
  });

  it('loses nothing when the cause is still there: what is parked again within five minutes has a new id', async () => {
    // Prepare
    const mend = refuse(world.faults, isUpdate);
    await play(world, [question('2')]);
    await parkedCount(world, 1);
    const first = await listed(world, writeBack, '--all', '--yes');
    await vi.waitFor(async () => {
      const { messages } = await listed(world, writeBack);
      expect(messages).toHaveLength(1);
      expect(messages[0].id).not.toBe(first.done[0]);
    }, patience);

    // Act
    mend();
    await operate(world, 'redrive', ['--reason', 'unauthorised', '--yes']);
    await workedOff(world);

    // Assess
    expect(notesOf(world, '2')).toHaveLength(1);
  });

  it('makes no second note of one that the helpdesk took without saying so, before it was parked', () =>
    inWorld({ edit: withoutSchedules, faults: ['helpdesk:timeout-after-write:1'] }, async (world) => {
      // Prepare
      const { helpdesk } = world.faults;
      const usual = helpdesk.intercept;
      let hasUpdated = false;
      helpdesk.intercept = (request) => {
        if (hasUpdated) return refused;
        hasUpdated = isUpdate(request.method);
        return usual(request);
      };
      await play(world, [question('1')]);
      await parkedCount(world, 1);
      expect(notesOf(world, '1')).toHaveLength(1);

      // Act
      helpdesk.intercept = usual;
      const { messages, done } = await listed(world, writeBack, '--ticket', '1', '--yes');
      await workedOff(world);

      // Assess
      expect(messages).toMatchObject([{ reason: 'unauthorised' }]);
      expect(done).toHaveLength(1);
      expect(notesOf(world, '1')).toHaveLength(1);
    }));

  it('makes one note of it though it died after sending and before deleting', async () => {
    // Prepare
    const mend = refuse(world.faults, isUpdate);
    await play(world, [question('4')]);
    await parkedCount(world, 1);
    const { messages } = await listed(world, writeBack);
    const { stdout } = await operate(world, 'redrive', ['--message', messages[0].id, '--show-text']);
    const body = stdout.split('\n').at(-2)!;
    mend();
    const ids = { group: 'zendesk:22129848:4', deduplication: `redrive-${messages[0].id}` };
    await put(world, 'dragoman-local-write-back-zendesk.fifo', body, ids);
    await vi.waitFor(() => expect(notesOf(world, '4')).toHaveLength(1), patience);

    // Act
    await operate(world, 'redrive', ['--all', '--yes']);
    await workedOff(world);

    // Assess
    expect(notesOf(world, '4')).toHaveLength(1);
  });

  it.each([
    ['whose note could not be read', '5', 'reply', 'reply', (method: string) => method === 'GET'],
    ['that could not be written', '6', 'write-back', writeBack, isUpdate],
  ])('sends an answer %s exactly once', async (_title, ticket, stage, queue, isMeant) => {
    // Prepare
    await play(world, [question(ticket)]);
    const mend = refuse(world.faults, isMeant);
    await play(world, [answer(ticket)]);
    await parkedCount(world, 1);

    // Act
    mend();
    const { messages } = await listed(world, queue, '--all', '--yes');
    await workedOff(world);
    const again = await listed(world, queue, '--all', '--yes');

    // Assess
    expect(messages).toMatchObject([{ stage, reason: 'unauthorised' }]);
    expect(answersOf(world, ticket)).toHaveLength(1);
    expect(again).toEqual({ stage: 'local', messages: [], unseen: {} });
  });

  it('says what stands behind the first ten of a conversation, gets at it, and ends though all is parked again', async () => {
    // Prepare
    const queue = 'dragoman-local-enrich-dead-letters.fifo';
    for (let number = 1; number <= 12; number += 1)
      await put(world, queue, `not JSON ${number}`, { group: 'one', deduplication: String(number) });

    // Act
    const list = await operate(world, 'redrive', ['--queue', 'enrich', '--dry-run']);
    const { done, unseen } = await listed(world, 'enrich', '--all', '--yes');

    // Assess
    expect(list.stdout).toContain('enrich: about 2 more cannot be shown now.');
    expect(unseen).toEqual({ enrich: 2 });
    expect(done).toHaveLength(12);
    await parkedCount(world, 12);
  });

  it('hands over itself what EventBridge could not hand over', () =>
    inWorld(
      {
        edit: (template) => {
          withoutSchedules(template);
          for (const [id, { Type, Properties }] of Object.entries<any>(template.Resources))
            if (Type === 'AWS::SQS::QueuePolicy' && id.startsWith('WriteBack'))
              Properties.PolicyDocument.Statement = Properties.PolicyDocument.Statement.filter(
                (statement: any) => statement.Condition?.ArnEquals === undefined,
              );
        },
      },
      async (world) => {
        // Prepare
        world.helpdesk.standIn.addUser({
          id: '77',
          name: 'Ana',
          email: null,
          role: 'end-user',
          locale: 'es',
        });
        world.helpdesk.standIn.createTicket({
          id: '1',
          subject: 'Pedido',
          requester: '77',
          comment: { id: '1-1', text: spanish, public: true },
        });
        await vi.waitFor(async () => {
          const { messages } = await listed(world, 'undeliverable', '--ticket', '1', '--dry-run');
          expect(messages).toMatchObject([{ queue: 'undeliverable', stage: 'bus', ticket: '1' }]);
        }, patience);

        // Act
        await operate(world, 'redrive', ['--queue', 'undeliverable', '--ticket', '1', '--yes']);

        // Assess
        await vi.waitFor(() => expect(notesOf(world, '1')).toHaveLength(1), patience);
      },
    ));

  it('drops for good only what is named, and says what it was', async () => {
    // Prepare
    const queue = 'dragoman-local-reply-dead-letters.fifo';
    for (const name of ['one', 'two']) await put(world, queue, name, { group: name, deduplication: name });
    const { messages } = await listed(world, 'reply');

    // Act
    const unnamed = await operate(world, 'redrive', ['--queue', 'reply', '--discard', '--yes']);
    const unasked = await operate(world, 'redrive', ['--message', messages[0].id, '--discard']);
    const named = await operate(world, 'redrive', ['--message', messages[0].id, '--discard', '--yes']);
    const left = await listed(world, 'reply');

    // Assess
    expect([unnamed.status, unasked.status, named.status]).toEqual([1, 1, 0]);
    expect(unnamed.stderr).toContain('--discard drops single messages for good');
    expect(unasked.stderr).toContain('There is no terminal to ask at: add --yes');
    expect(named.stdout).toContain('Discarded 1 message.');
    expect(left.messages).toMatchObject([{ id: messages[1].id }]);
  });
});
