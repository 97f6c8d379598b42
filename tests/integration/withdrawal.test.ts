import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { people } from '../../infra/local/desks/zendesk/account.ts';
import { aWorld, patience, play, type World } from '../support/world.ts';

const spanish = 'Mi paquete todavía no ha llegado. ¿Dónde está mi pedido #10023456?';
const words = /paquete|pedido|parcel|package|my order|10023456/i;
const agentId = people.agent.id;

/** All items of all tables that have to do with a ticket's text, as one text. */
async function everythingKept(world: World): Promise<string> {
  const { endpointUrl, admin, region } = world.stack;
  const db = new DynamoDBClient({ endpoint: endpointUrl, credentials: admin, region });
  const tables = ['ledger', 'memory', 'budget', 'translations'];
  const scans = await Promise.all(
    tables.map((name) => db.send(new ScanCommand({ TableName: `dragoman-local-${name}` }))),
  );
  db.destroy();
  return JSON.stringify(scans.map(({ Items }) => Items));
}

/** How the events about a message or a withdrawal ended, in order. */
const endsOf = (world: World, ticket: string) =>
  world.journal.entries().flatMap((entry) => {
    if (entry.kind !== 'log') return [];
    const record: any = entry.record;
    return record.message === 'ended' && record.ticket === ticket ? [record] : [];
  });

const withdrawalEnded = (world: World, ticket: string) =>
  vi.waitFor(() => {
    // What we redact ourselves is told to us as well.
    const ended = endsOf(world, ticket).filter(
      ({ messageId, reason }) => messageId.startsWith('withdrawal:') && reason !== 'own-echo',
    );
    expect(ended).not.toEqual([]);
    return ended.at(-1);
  }, patience);

/** Nothing says when `reply` has done its part, since write-back says the end; so it is looked at. */
const nothingKept = (world: World) =>
  vi.waitFor(async () => expect(await everythingKept(world)).not.toMatch(words), patience);

describe('What the helpdesk withdraws, through the whole stack', () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld();
  });
  afterAll(async () => {
    await world.stop();
  });

  it('a redacted message: the note is redacted, and no table has a word of it', async () => {
    const { standIn } = world.helpdesk;
    await play(world, [{ ticket: '1', subject: 'Pedido', text: spanish }]);
    expect(await everythingKept(world)).toMatch(words);
    expect(standIn.notesOf('1')[0]!.plain).toMatch(words);

    standIn.redactCommentByAgent('1', { agentId, commentId: '1-1' });

    expect(await withdrawalEnded(world, '1')).toMatchObject({ outcome: 'delivered', reason: null });
    await nothingKept(world);
    expect(standIn.notesOf('1')).toHaveLength(1);
    expect(standIn.notesOf('1')[0]!.plain).not.toMatch(words);
    expect(standIn.ticket('1').fields.get('360000000004') ?? null).toBeNull();
    expect(standIn.violations()).toEqual([]);
  });

  it('a message that is redacted before it is read: no note, nothing paid, nothing kept', async () => {
    const { standIn } = world.helpdesk;
    standIn.addUser({ id: '77', name: 'Ana', email: null, role: 'end-user', locale: 'es' });
    const comment = { id: 'c2', text: spanish, public: true };
    const made = standIn.createTicket(
      { id: '2', subject: 'Pedido', requester: '77', comment },
      { deliver: false },
    );
    standIn.redactCommentByAgent('2', { agentId, commentId: 'c2' });
    await withdrawalEnded(world, '2');

    const [output] = await play(world, [
      { connector: 'zendesk', body: made.events.find(({ type }) => type.endsWith('comment_added')) },
    ]);

    expect(output).toMatchObject({ outcome: 'skipped', reason: 'withdrawn', calls: { translate: 0 } });
    expect(standIn.notesOf('2')).toEqual([]);
    await nothingKept(world);
  });

  it('an agent’s note whose file is redacted: the answer’s copy of the file is, too', async () => {
    const { standIn } = world.helpdesk;
    await play(world, [{ ticket: '3', text: spanish }]);
    const attachments = [{ name: 'passport.txt', contentType: 'text/plain', base64: 'aGVsbG8=' }];
    const comment = { text: '#translate Thank you.', author: agentId, public: false, attachments };
    const { commentId } = standIn.addComment('3', comment);
    const answer = () =>
      standIn.ticket('3').comments.find(({ public: isPublic, authorId }) => isPublic && authorId === agentId);
    await vi.waitFor(() => expect(answer()?.attachments[0]?.fileName).toBe('passport.txt'), patience);
    const [file] = standIn.ticket('3').comments.find(({ id }) => id === commentId)!.attachments;

    standIn.redactAttachmentByAgent('3', { agentId, commentId: commentId!, attachmentId: file!.id });

    await vi.waitFor(() => expect(answer()?.attachments[0]?.fileName).toBe('redacted.txt'), patience);
    await withdrawalEnded(world, '3');
  });

  it('a comment that is made private keeps its note', async () => {
    const { standIn } = world.helpdesk;
    await play(world, [{ ticket: '4', text: spanish }]);

    const { delivered } = standIn.makePrivateByAgent('4', { agentId, commentId: '4-1' });
    await delivered;
    await play(world, [{ ticket: '4', text: 'Gracias.' }]);

    expect(standIn.notesOf('4').some(({ plain }) => words.test(plain))).toBe(true);
  });

  it('a deleted ticket: no table has a word of it, and the helpdesk is not written to', async () => {
    const { standIn } = world.helpdesk;
    await play(world, [{ ticket: '5', subject: 'Pedido', text: spanish }]);
    for (const ticket of ['3', '4']) {
      standIn.deleteTicketByAgent(ticket, { agentId });
      await withdrawalEnded(world, ticket);
    }
    const before = standIn.ticket('5').audits.length;

    standIn.deleteTicketByAgent('5', { agentId, how: 'permanent' });

    expect(await withdrawalEnded(world, '5')).toMatchObject({ outcome: 'delivered', reason: null });
    await nothingKept(world);
    expect(standIn.ticket('5').audits).toHaveLength(before + 1);
    expect(standIn.violations()).toEqual([]);
  });
});
