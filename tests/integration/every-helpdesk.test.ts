import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { registry } from '../../connectors/registry.ts';
import type { Desk } from '../../infra/local/desks/desk.ts';
import { deskNames, openDeskNamed } from '../../infra/local/desks/index.ts';
import type { ReplayOutput } from '../../infra/local/replay/output.ts';
import { aWorldWith, looks, patience, play, type WorldWith, workedOff } from '../support/world.ts';

type Write = ReplayOutput['writes'][number];

/**
 * What of the writes that the helpdesk gets from now on is looked for, over all tickets, whatever caused them: on a slow
 * machine the catch-up, which waits only a second here, may be faster than the delivery.
 */
function fromNow<Value>(
  world: WorldWith<Desk>,
  wanted: (write: Write) => readonly Value[],
): readonly Value[] {
  const values: Value[] = [];
  world.helpdesk.onWrites(({ writes }) => {
    values.push(...writes.flatMap(wanted));
  });
  return values;
}

const notesFromNow = (world: WorldWith<Desk>) =>
  fromNow(world, (write) => (write.kind === 'note' ? [write.html] : []));

it('Every connector of the registry has a helpdesk that runs on this machine', () => {
  // Assess
  expect(deskNames).toEqual(Object.keys(registry));
});

describe.each(deskNames)('beside a stand-in of %s', (name) => {
  let world: WorldWith<Desk>;
  beforeAll(async () => {
    world = await aWorldWith(openDeskNamed(name), { limits: { catchUpGraceSeconds: 1 } });
  });
  afterAll(async () => await world.stop());

  it('a message whose delivery was lost is found by the catch-up and ends in one note', async () => {
    // Prepare
    const notes = notesFromNow(world);

    // Act
    const [output] = await play(world, [
      { ticket: '1', text: 'Hola, ¿dónde está mi pedido #10023456?', deliver: { times: 0 } },
    ]);
    await workedOff(world);

    // Assess
    expect(output).toMatchObject({ outcome: 'delivered', language: { code: 'es' } });
    expect(notes).toEqual([expect.stringContaining('Hello, where is my order #10023456?')]);
  });

  it('a message that is told of twice, and looked for besides, ends in one note', async () => {
    // Prepare
    const notes = notesFromNow(world);

    // Act
    await play(world, [
      { ticket: '2', text: 'Guten Tag. Wo ist meine Bestellung #10023456?', deliver: { times: 2 } },
    ]);
    await looks(world, 2);
    await workedOff(world);

    // Assess
    expect(notes).toEqual([expect.stringContaining('Hello. Where is my order #10023456?')]);
  });

  it('an agent’s command that was lost is obeyed once: the customer reads the answer in their language', async () => {
    // Act
    const [, output] = await play(world, [
      { ticket: '3', text: 'Guten Tag. Wo ist meine Bestellung #10023456?' },
      {
        ticket: '3',
        from: 'agent',
        public: false,
        text: '#translate Can we help you with anything else?',
        deliver: { times: 0 },
      },
    ]);

    // Assess
    const replies = (output?.writes ?? []).filter(({ kind }) => kind === 'reply');
    expect(replies).toHaveLength(1);
    expect(replies[0]).toMatchObject({ public: true });
    expect(JSON.stringify(replies)).toContain('Können wir sonst noch etwas für Sie tun?');
  });

  it('a file of the agent’s note goes along with the answer', async () => {
    // Prepare
    const files = fromNow(world, (write) => (write.kind === 'reply' ? write.attachments : []));

    // Act
    await play(world, [
      { ticket: '4', text: 'Guten Tag. Wo ist meine Bestellung #10023456?' },
      {
        ticket: '4',
        from: 'agent',
        public: false,
        text: '#translate Can we help you with anything else?',
        attachments: [{ name: 'invoice.pdf', contentType: 'application/pdf', base64: 'JVBERi0xLjQK' }],
      },
    ]);
    await vi.waitFor(() => expect(files).not.toEqual([]), patience);
    await workedOff(world);

    // Assess
    expect(files).toEqual([{ name: 'invoice.pdf', contentType: 'application/pdf', bytes: 9 }]);
  });
});

describe('beside a stand-in of Salesforce', () => {
  let world: WorldWith<Desk>;
  beforeAll(async () => {
    world = await aWorldWith(openDeskNamed('salesforce'));
  });
  afterAll(async () => await world.stop());

  it('a message told by the relay and by the callout ends in one note', async () => {
    // Prepare
    const notes = notesFromNow(world);
    const line = { ticket: '1', comment: 'a', text: 'Hola, ¿dónde está mi pedido #10023456?' };

    // Act
    const outputs = await play(world, [
      { ...line, deliver: { via: 'partner-bus' } },
      { ...line, deliver: { via: 'webhook' } },
    ]);
    await workedOff(world);

    // Assess
    expect(outputs.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['delivered', null],
      ['skipped', 'duplicate'],
    ]);
    expect(notes).toHaveLength(1);
  });
});
