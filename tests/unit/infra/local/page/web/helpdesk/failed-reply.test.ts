import { expect, test } from 'vitest';
import {
  commandRefusedBlocks,
  helpBlocks,
  historyBlocks,
  notUnderstoodBlocks,
  previewBlocks,
  replyFailedBlocks,
} from '../../../../../../../connectors/kit/notices.ts';
import { hasFailedReply } from '../../../../../../../infra/local/page/web/helpdesk/failed-reply.ts';
import type { Entry, Role } from '../../../../../../../infra/local/page/web/helpdesk/thread.ts';

const entry = (id: string, role: Role, isPublic: boolean, html: string, about: string[] = []): Entry => ({
  ...{ id, author: { name: 'Somebody', role }, atMs: 0, isPublic, attachments: [], about, isSystem: false },
  content: { kind: 'html', html: `<div class="zd-comment" dir="auto">${html}</div>` },
});
const asked = entry('1', 'agent', false, '<p>#translate Good morning.</p>');
const slipped = entry('1', 'agent', false, '<p>#tanslate Good morning.</p>');
const noteAbout = (message: string, blocks: readonly string[]) =>
  entry('2', 'dragoman', false, blocks.join(''), [message]);
const failed = noteAbout('1', replyFailedBlocks({ why: 'empty' }, 'en'));
const answered = entry('3', 'agent', true, '<p>Buenos días.</p>', ['1']);
const nearMiss = { word: 'tanslate', meant: 'translate', why: 'near-miss' } as const;
const preview = { html: '<p>Hola</p>', language: 'es', backHtml: '<p>Hello</p>', lacksFormality: false };
const past = { occurredAt: '2026-01-09T08:00:00Z', html: '<p><strong>Hi</strong> there</p>', language: 'es' };

test.each(['en', 'de', 'ar', 'ja'])(
  'a note says in every language that an answer did not go out: %s',
  (language) => {
    const loud = notUnderstoodBlocks(nearMiss, { isForCustomer: true }, language);

    expect(hasFailedReply([asked, noteAbout('1', replyFailedBlocks({ why: 'empty' }, language))])).toBe(true);
    expect(hasFailedReply([slipped, noteAbout('1', loud)])).toBe(true);
  },
);

test.each([
  ['a slip, for which no customer waits', notUnderstoodBlocks(nearMiss, { isForCustomer: false }, 'en')],
  ['a command that sends nothing and is refused', commandRefusedBlocks({ why: 'by-email' }, 'en')],
  ['a preview', previewBlocks(preview, 'en')],
  ['what customers wrote', historyBlocks([past], 'en')],
  ['help', helpBlocks('en')],
])('a note about %s does not say so', (_, blocks) => {
  expect(hasFailedReply([asked, noteAbout('1', blocks)])).toBe(false);
});

test.each([
  ['a note about it came', [asked, failed], true],
  ['it was sent a second time, and went out', [asked, failed, answered], false],
  ['it went out, and the next one did not', [answered, asked, failed], true],
  ['nothing came yet', [asked], false],
  [
    'the note is about a customer’s message, whose name stands in bold before it',
    [
      entry('4', 'customer', true, '<p>Hola</p>'),
      noteAbout('4', ['<p dir="ltr"><strong>Ana:</strong> Hello</p>']),
    ],
    false,
  ],
])('whether the newest answer failed, where %s', (_, entries, expected) => {
  expect(hasFailedReply(entries)).toBe(expected);
});
