import { expect, test } from 'vitest';
import {
  entriesOfComments,
  entriesOfLog,
  subjectsOfComments,
} from '../../../../../../../infra/local/page/web/helpdesk/thread.ts';
import {
  auditsAnswer,
  commentsAnswer,
  logAnswer,
} from '../../../../../../../infra/local/page/web/helpdesk/wire.ts';

const staff = { agentId: '7', agentName: 'Marta Agent', runtimeUserId: '9' };

const comments = commentsAnswer.parse({
  comments: [
    {
      ...{ id: 11, author_id: 42, html_body: '<p>Hola</p>', public: true },
      created_at: '2026-11-26T10:00:00Z',
      attachments: [{ file_name: 'invoice.pdf' }],
    },
    {
      ...{ id: 12, author_id: 9, html_body: '<p>Hello</p>', public: false },
      created_at: '2026-11-26T10:00:01Z',
    },
  ],
  users: [
    { id: 42, name: 'Ana' },
    { id: 9, name: 'Dragoman' },
  ],
});

const { audits } = auditsAnswer.parse({
  audits: [
    {
      metadata: { custom: { dragoman_source_message: '11', dragoman_also_about: '10 9' } },
      events: [
        { id: 12, type: 'Comment' },
        { id: 120, type: 'Change' },
      ],
    },
    { metadata: {}, events: [{ id: 11, type: 'Comment' }] },
  ],
});

test('a note says which messages it is about, by the mark that the pipeline left', () => {
  expect([...subjectsOfComments(audits)]).toEqual([['12', ['11', '10', '9']]]);
});

test('comments become entries of people whose part in the conversation is known', () => {
  expect(entriesOfComments(comments, staff, subjectsOfComments(audits))).toEqual([
    {
      id: '11',
      author: { name: 'Ana', role: 'customer' },
      atMs: Date.UTC(2026, 10, 26, 10),
      isPublic: true,
      content: { kind: 'html', html: '<p>Hola</p>' },
      attachments: ['invoice.pdf'],
      about: [],
      isSystem: false,
    },
    {
      id: '12',
      author: { name: 'Dragoman', role: 'dragoman' },
      atMs: Date.UTC(2026, 10, 26, 10, 0, 1),
      isPublic: false,
      content: { kind: 'html', html: '<p>Hello</p>' },
      attachments: [],
      about: ['11', '10', '9'],
      isSystem: false,
    },
  ]);
});

test('the customer’s own list of comments names nobody, and the agent is known all the same', () => {
  const answer = commentsAnswer.parse({
    comments: [
      { id: 13, author_id: 7, html_body: '<p>Hola</p>', public: true, created_at: '2026-11-26T10:00:00Z' },
    ],
  });

  expect(entriesOfComments(answer, staff).map(({ author }) => author)).toEqual([
    { name: 'Marta Agent', role: 'agent' },
  ]);
});

test('a chat’s log shows what was said and the notes between, under the ids that the pipeline knows', () => {
  const { events } = logAnswer.parse({
    events: [
      {
        id: '01J',
        reference: 'zen:sunco:conversation_message:65f',
        created_at: '2026-11-26T10:00:00Z',
        author: { display_name: 'Ana', type: 'user', 'zen:support:user_id': 42 },
        content: { type: 'text', text: 'Hola' },
        metadata: { custom: {} },
      },
      {
        id: '01K',
        reference: 'zen:ticket_event:12',
        created_at: '2026-11-26T10:00:01Z',
        author: { display_name: 'Dragoman', type: 'agent', 'zen:support:user_id': 9 },
        content: { type: 'html', body: '<p>Hello</p>' },
        metadata: { public: false },
      },
    ],
  });

  const entries = entriesOfLog(events, staff, subjectsOfComments(audits));

  expect(entries.map(({ id, author, isPublic, about }) => [id, author.role, isPublic, about])).toEqual([
    ['65f', 'customer', true, []],
    ['12', 'dragoman', false, ['11', '10', '9']],
  ]);
});

test('a file in a chat is told by its words or its name, and what the helpdesk says itself is no note', () => {
  const author = { display_name: 'Ana', type: 'user' };
  const at = { reference: 'zen:ticket_event:1', created_at: '2026-11-26T10:00:00Z', author };
  const media = { mediaUrl: 'https://files.example.com/a/damage%20one.png' };
  const { events } = logAnswer.parse({
    events: [
      { ...at, id: '1', content: { type: 'image', ...media }, metadata: {} },
      { ...at, id: '2', content: { type: 'file', ...media, altText: 'The bill' }, metadata: {} },
      { ...at, id: '3', content: { type: 'image', text: 'Look' }, metadata: {} },
      {
        ...at,
        id: '4',
        content: { type: 'html', body: 'Conversation with Ana' },
        metadata: { public: false },
      },
    ],
  });

  const entries = entriesOfLog(events, staff, new Map());

  expect(entries.map(({ attachments, isSystem }) => [attachments, isSystem])).toEqual([
    [['damage one.png'], false],
    [['The bill'], false],
    [['Image'], false],
    [[], true],
  ]);
});
