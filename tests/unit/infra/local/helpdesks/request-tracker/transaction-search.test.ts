import { expect, test } from 'vitest';
import { apiOf, mailOfAna, search, startAccount } from './account.ts';

async function accountWithHistory() {
  const rt = await startAccount({ now: () => new Date('2026-11-23T12:00:00Z') });
  mailOfAna(rt, { transactionId: 101, createdAt: new Date('2026-11-23T10:00:00Z') });
  const api = apiOf(rt);
  await api('POST', '/ticket/1/comment', {
    Content: 'note',
    ContentType: 'text/plain',
    TxnCustomFields: { 'Dragoman Write Key': "it's" },
  });
  rt.agentReplies(1, { agent: 'marta', text: 'answer', createdAt: new Date('2026-11-23T13:00:00Z') });
  return rt;
}

test.each([
  ["ObjectType = 'RT::Ticket' AND Type='Correspond' AND Creator != 'dragoman'", ['Correspond']],
  ["ObjectType = 'RT::Ticket' AND (Type = 'Create' OR type = 'comment')", ['Create', 'Comment']],
  ["ObjectType = 'RT::Ticket' AND Created > '2026-11-23 12:30:00'", ['Correspond']],
  ["ObjectType = 'RT::Ticket' AND Created = '2026-11-22'", []],
  ["ObjectType = 'RT::Ticket' AND id <= 101", ['Create']],
  ["ObjectType = 'RT::Ticket' AND Creator = 27", ['Comment']],
  ["ObjectType = 'RT::Ticket' AND Creator = 'nobody-there'", []],
  [`"CF.{Dragoman Write Key}" = "it's"`, ['Comment']],
  ["CF.{Dragoman Write Key} = 'it\\'s'", ['Comment']],
  ["CF.{Dragoman Write Key} LIKE 'IT'", ['Comment']],
  ["CF.{Nope} = 'x'", []],
  ["TicketQueue = 'Support' AND Type STARTSWITH 'Co'", ['Comment', 'Correspond']],
  ['', []],
  // The last AND or OR counts for all of them.
  [
    "Type = 'Create' AND ObjectType = 'RT::Queue' OR Type = 'Comment'",
    ['Create', 'Create', 'Create', 'Comment'],
  ],
  ["ObjectType = 'RT::Ticket' OR Type = 'Comment' AND Type = 'Create'", []],
])('finds by %s', async (query, types) => {
  // Prepare
  const rt = await accountWithHistory();

  // Act
  const { status, body } = await apiOf(rt)('GET', search(query, '&fields=Type&per_page=100'));

  // Assess
  expect(status).toBe(200);
  expect(body.items.map(({ Type }: any) => Type).sort()).toEqual([...types].sort());
});

test.each([
  ["Nope = 'x'", 'Unknown field: Nope'],
  ['Type = ', "Incomplete query, last element (OPERATOR) is not close paren or value in 'Type = '"],
  ["(Type = 'Comment'", "Incomplete query, 1 unclosed paren in '(Type = 'Comment''"],
  ["Type IN ('Comment')", "Wrong query, expecting a OPERATOR in 'Type >IN<--here ('Comment')'"],
  ["TxnCF.{A B} = 'x'", "Wrong query, expecting a OPERATOR in 'TxnCF.{A >B}<--here = 'x''"],
  ["Created != '2026-11-23'", 'Invalid Date Op: !='],
  ["Creator > 'dragoman'", 'Invalid Operation: > for Creator'],
])('refuses %s', async (query, message) => {
  // Prepare
  const rt = await accountWithHistory();

  // Act
  const answer = await apiOf(rt)('GET', search(query));

  // Assess
  expect(answer).toMatchObject({ status: 400, body: { message } });
});

test('warns of a ticket id that is also the number of something else', async () => {
  // Prepare
  const rt = await startAccount();
  for (const subject of ['one', 'two', 'three']) mailOfAna(rt, { subject });

  // Act
  const { body } = await apiOf(rt)('GET', search('TicketId = 3', '&fields=ObjectType'));

  // Assess
  expect(body.items.map(({ ObjectType }: any) => ObjectType)).toEqual([
    'RT::Queue',
    'RT::Ticket',
    'RT::Ticket',
  ]);
  expect(rt.violations()).toHaveLength(1);
});
