import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operate } from '../support/operate.ts';
import { aWorld, play, type World } from '../support/world.ts';

const anas = 'Mi paquete todavía no ha llegado. ¿Dónde está mi pedido #10023456?';
const lucs = 'Je n’ai pas reçu ma commande. Où est ma commande #20034567 ?';
const fromAna = /paquete|pedido|parcel|10023456/i;
const fromLuc = /commande|20034567/i;
const people = {
  ana: { id: '77', name: 'Ana', email: 'ana@example.org', role: 'end-user', locale: 'es' },
  luc: { id: '78', name: 'Luc', email: 'luc@example.org', role: 'end-user', locale: 'fr' },
} as const;

/** All items of all tables, as one text. */
async function everythingKept(world: World): Promise<string> {
  const { endpointUrl, admin, region } = world.stack;
  const db = new DynamoDBClient({ endpoint: endpointUrl, credentials: admin, region });
  const scans = await Promise.all(
    ['ledger', 'memory', 'budget', 'translations'].map((name) =>
      db.send(new ScanCommand({ TableName: `dragoman-local-${name}` })),
    ),
  );
  db.destroy();
  return JSON.stringify(scans.map(({ Items }) => Items));
}

/** How many counters there are of Ana: one for each hour in which she wrote, and an hour may end between her two tickets. */
async function anasCounters(world: World): Promise<number> {
  const count = (await everythingKept(world)).split('hour:zendesk:22129848:77:').length - 1;
  expect([1, 2]).toContain(count);
  return count;
}

/** A ticket with a first message, told as Zendesk tells it; resolves when it has its note. */
async function write(world: World, ticket: string, person: keyof typeof people, text: string): Promise<void> {
  const { standIn } = world.helpdesk;
  const comment = { id: `${ticket}-1`, text, public: true };
  const { events } = standIn.createTicket(
    { id: ticket, subject: '', requester: people[person].id, comment },
    { deliver: false },
  );
  const body = events.find(({ type }) => type.endsWith('comment_added') || type.endsWith('ticket.created'));
  const [output] = await play(world, [{ connector: 'zendesk', body }]);
  expect(output).toMatchObject({ outcome: 'delivered' });
}

const zendesk = ['--connector', 'zendesk'];

describe('npm run forget', () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld();
    for (const person of Object.values(people)) world.helpdesk.standIn.addUser(person);
    await write(world, '1', 'ana', anas);
    await write(world, '2', 'ana', anas.replace('10023456', '10023457'));
    await write(world, '3', 'luc', lucs);
  });
  afterAll(async () => {
    await world.stop();
  });

  it('--dry-run says in counts what there is, and leaves it', async () => {
    // Act
    const { status, stdout } = await operate(world, 'forget', [...zendesk, '--customer', '77', '--dry-run']);

    // Assess
    expect(stdout).toContain('Of customer 77 the tables of stage local hold:');
    expect(stdout).toMatch(/ticket 1: what is remembered of it, \d translation/);
    expect(stdout).toMatch(/ticket 2: what is remembered of it, \d translation/);
    expect(stdout).toContain(`counters of characters, by their id: ${await anasCounters(world)}\n`);
    expect(stdout).not.toContain('ticket 3');
    expect(stdout).not.toMatch(fromAna);
    expect(status).toBe(0);
    expect(await everythingKept(world)).toMatch(fromAna);
  });

  it('asks before it forgets, and forgets nothing where nobody can answer', async () => {
    // Act
    const { status, stderr } = await operate(world, 'forget', [...zendesk, '--customer', '77']);

    // Assess
    expect([status, stderr]).toEqual([
      1,
      'There is no terminal to ask at: add --yes to go on without a question, or --dry-run.\n',
    ]);
    expect(await everythingKept(world)).toMatch(fromAna);
  });

  it('forgets all tickets of a customer, touches no other customer and nothing in the helpdesk', async () => {
    // Prepare
    const { standIn } = world.helpdesk;
    const audits = ['1', '2', '3'].map((ticket) => standIn.ticket(ticket).audits.length);
    const counters = await anasCounters(world);

    // Act
    const { status, stdout } = await operate(world, 'forget', [...zendesk, '--customer', '77', '--yes']);

    // Assess
    const kept = await everythingKept(world);
    expect(stdout).toContain(
      `Forgotten: tickets 2, counters ${counters}. Looked again: nothing of it is left in the tables.`,
    );
    expect(stdout).toContain('the archive of what came in: each message for 14 days');
    expect(stdout).toContain('update-archive --archive-name dragoman-local-archive');
    expect(status).toBe(0);
    expect(kept).not.toMatch(fromAna);
    expect(kept).not.toMatch(/zendesk:22129848:77\b/);
    expect(kept).toMatch(fromLuc);
    expect(kept).toMatch(/hour:zendesk:22129848:78:/);
    expect(['1', '2', '3'].map((ticket) => standIn.ticket(ticket).audits.length)).toEqual(audits);
    expect(standIn.violations()).toEqual([]);
  });

  it('says that there is nothing, the second time: exit 0', async () => {
    // Act
    const { status, stdout } = await operate(world, 'forget', [...zendesk, '--customer', '77', '--yes']);

    // Assess
    expect(stdout).toContain('The tables of stage local hold nothing of customer 77. Nothing to do there.');
    expect(status).toBe(0);
  });

  it('forgets one ticket by its id', async () => {
    // Act
    const { status, stdout } = await operate(world, 'forget', [...zendesk, '--ticket', '3', '--yes']);

    // Assess
    expect(stdout).toContain('Forgotten: tickets 1, counters 0.');
    expect(status).toBe(0);
    expect(await everythingKept(world)).not.toMatch(fromLuc);
  });

  it.each([
    [
      'an account that the stage does not have',
      ['--account', '1', '--ticket', '1'],
      'has no account of zendesk 1',
    ],
    ['nobody', [], 'Expected --ticket ID, or --customer'],
  ])('refuses %s in one sentence', async (_title, args, message) => {
    // Act
    const { status, stdout, stderr } = await operate(world, 'forget', [...zendesk, ...args]);

    // Assess
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
