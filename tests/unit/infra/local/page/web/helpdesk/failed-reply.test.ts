import { expect, test } from 'vitest';
import { hasFailedReply } from '../../../../../../../infra/local/page/web/helpdesk/failed-reply.ts';
import type { Entry, Role } from '../../../../../../../infra/local/page/web/helpdesk/thread.ts';

const entry = (id: string, role: Role, isPublic: boolean, html: string, about: string[] = []): Entry => ({
  ...{ id, author: { name: 'Somebody', role }, atMs: 0, isPublic, attachments: [], about, isSystem: false },
  content: { kind: 'html', html },
});
const asked = entry('1', 'agent', false, '<p>#translate Good morning.</p>');
const failed = entry('2', 'dragoman', false, '<p><strong>Not sent to the customer.</strong></p>', ['1']);
const answered = entry('3', 'agent', true, '<p>Buenos días.</p>', ['1']);
const helped = entry('5', 'dragoman', false, '<p>Commands</p>', ['4']);

test.each([
  ['#t Good morning.', true],
  ['#translate:it Good morning.', true],
  ['!send', true],
  ['＃\u00a0Translate Good morning.', true],
  ['#&nbsp;translate Good morning.', true],
  ['#preview Good morning.', false],
  ['#tea is ready', false],
  ['We #translate tomorrow.', false],
])('an answer may be asked for by every form of its command: %s (%s)', (text, expected) => {
  const note = entry('1', 'agent', false, `<div class="zd-comment"><p>${text}</p></div>`);
  expect(hasFailedReply([note, failed])).toBe(expected);
});

test.each([
  ['a note about it came', [asked, failed], true],
  ['it was sent a second time, and went out', [asked, failed, answered], false],
  ['it went out, and the next one did not', [answered, asked, failed], true],
  ['nothing came yet', [asked], false],
  ['the note is about another command', [entry('4', 'agent', false, '<p>#help</p>'), helped], false],
])('whether the newest answer failed, where %s', (_, entries, expected) => {
  expect(hasFailedReply(entries)).toBe(expected);
});
