import { expect, test } from 'vitest';
import { mailOfAna, startAccount } from './account.ts';

test('makes a user without rights of who writes for the first time', async () => {
  // Prepare
  const rt = await startAccount();

  // Act
  mailOfAna(rt);
  mailOfAna(rt);

  // Assess
  expect(rt.user('ana@example.org')).toMatchObject({
    email: 'ana@example.org',
    privileged: false,
    lang: 'es',
  });
  expect(rt.ticket(2).requestors).toEqual(rt.ticket(1).requestors);
});

test('thanks a person, but no machine', async () => {
  // Prepare
  const rt = await startAccount();

  // Act
  mailOfAna(rt);
  mailOfAna(rt, { autoSubmitted: 'auto-replied' });

  // Assess
  expect(rt.mailOf(1).map(({ kind, to, subject }) => ({ kind, to, subject }))).toEqual([
    { kind: 'autoreply', to: ['ana@example.org'], subject: '[example.com #1] AutoReply: No puedo entrar' },
  ]);
  expect(rt.mailOf(2)).toEqual([]);
});

test('passes on to the requestor what another participant writes, and not what the requestor does', async () => {
  // Prepare
  const rt = await startAccount();
  mailOfAna(rt);

  // Act
  mailOfAna(rt, { ticketId: 1, text: 'mine' });
  rt.mailIn({ from: { email: 'eve@example.org' }, ticketId: 1, text: 'me too' });

  // Assess
  expect(
    rt
      .sentMails()
      .map(({ to, text }) => [to, text])
      .slice(1),
  ).toEqual([[['ana@example.org'], 'me too']]);
  expect(rt.ticket(1).status).toBe('open');
});

test('keeps a mail that comes twice twice', async () => {
  // Prepare
  const rt = await startAccount();
  mailOfAna(rt);

  // Act
  for (let time = 0; time < 2; time += 1) mailOfAna(rt, { ticketId: 1, messageId: 'same@example.org' });

  // Assess
  expect(rt.history(1).filter(({ type }) => type === 'Correspond')).toHaveLength(2);
});

test('tells the requestor of a resolved ticket, and opens it for the next mail', async () => {
  // Prepare
  const rt = await startAccount();
  mailOfAna(rt);

  // Act
  rt.setStatusByAgent(1, { agent: 'marta', status: 'resolved' });
  mailOfAna(rt, { ticketId: 1 });

  // Assess
  expect(rt.mailOf(1).map(({ kind }) => kind)).toEqual(['autoreply', 'resolved']);
  expect(rt.ticket(1).status).toBe('open');
});

test('lets an agent open, comment, answer and prioritise a ticket', async () => {
  // Prepare
  const rt = await startAccount();

  // Act
  const { ticketId } = rt.ticketByAgent({
    agent: 'marta',
    requestor: { email: 'ana@example.org' },
    subject: 'Callback',
    html: '<p>Called</p>',
  });
  rt.agentComments(ticketId, { agent: 'marta', text: 'note' });
  rt.agentReplies(ticketId, { agent: 'marta', html: '<p>Done</p>' });
  rt.setPriorityByAgent(ticketId, { agent: 'marta', priority: 100 });

  // Assess
  expect(rt.history(ticketId).map(({ type }) => type)).toEqual([
    'Create',
    'EmailRecord',
    'Comment',
    'Correspond',
    'EmailRecord',
    'Status',
    'Set',
  ]);
  expect(rt.ticket(ticketId)).toMatchObject({ priority: 100, creator: { name: 'marta' } });
});

test('takes the ids that a caller chooses, and goes on from the highest', async () => {
  // Prepare
  const rt = await startAccount();

  // Act
  const chosen = mailOfAna(rt, { newTicketId: 500, transactionId: 9000 });
  const next = mailOfAna(rt);

  // Assess
  expect(chosen).toMatchObject({ ticketId: 500, transactionId: 9000 });
  expect(next).toMatchObject({ ticketId: 501, transactionId: 9002 });
});

test('names what a caller of the programmatic API got wrong', async () => {
  // Prepare
  const rt = await startAccount();

  // Assess
  expect(() => rt.ticket(7)).toThrow('the stand-in has no ticket 7');
  expect(() => rt.agentComments(7, { agent: 'marta', text: 'x' })).toThrow('the stand-in has no ticket 7');
  expect(() => mailOfAna(rt, { queue: 'Nope' })).toThrow('the stand-in has no queue Nope');
  expect(() => rt.user('nope')).toThrow('the stand-in has no user nope');
});
