import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { markedHtml } from '../../../../connectors/zendesk/redact.ts';
import { redactMarked, sanitiseHtml } from '../../../../infra/local/helpdesks/zendesk/text.ts';
import { type Reply, type ScriptedServer, startScriptedServer } from '../../../support/scripted-server.ts';
import { answer, clientAt, interpret, webhook } from '../../../support/zendesk.ts';

const json = (body: unknown, status = 200): Reply => ({ ...answer('update'), status, body });
const audits = 'GET /api/v2/tickets/5158/audits';
const comments = 'GET /api/v2/tickets/5158/comments';
const ticket = 'GET /api/v2/tickets/5158';
const put = 'PUT /api/v2/tickets/5158';
const redaction = (id: string) => `PUT /api/v2/comment_redactions/${id}`;

const ourAudit = (source: string, events: readonly object[]) => ({
  id: 1,
  events,
  metadata: { custom: { dragoman_write_key: 'k', dragoman_source_message: source } },
});
const note = (id: number, html: string) => ({
  ...{ id, type: 'Comment', author_id: 9, body: '', html_body: html, public: false, attachments: [] },
  created_at: '2026-01-09T08:21:08Z',
});
const copies = { ticket: '5158', sources: ['8447388090777'], what: 'text' } as const;

let server: ScriptedServer;
afterEach(() => server?.stop());

async function redact(script: Record<string, readonly Reply[]>, vendor: Record<string, unknown> = {}) {
  server = await startScriptedServer({ 'POST /oauth/tokens': [answer('token')], ...script });
  return clientAt(server.url, { vendor }).redactCopies(copies);
}
const sent = () => server.seen.filter(({ method }) => method === 'PUT');

describe('what was redacted or deleted, as Zendesk tells it', () => {
  const told = (type: string, event: object) => {
    const body = webhook('comment-added');
    return interpret({ ...body, type: `zen:event-type:ticket.${type}`, event });
  };
  const aboutComment = { comment: { id: '8447388090777' } };

  it.each([
    ['comment_redacted', aboutComment, { what: 'text', message: '8447388090777' }],
    ['attachment_redacted_from_comment', aboutComment, { what: 'attachment', message: '8447388090777' }],
    ['soft_deleted', {}, { what: 'conversation' }],
    ['permanently_deleted', {}, { what: 'conversation' }],
  ])('%s is a withdrawal, named by its event', (type, event, withdrawn) => {
    expect(told(type, event)).toMatchObject({
      kind: 'withdrawal',
      withdrawal: {
        ticket: '5158',
        message: 'withdrawal:01JQMQH83YNAKWSWJ8B1QH2NSC',
        occurredAt: '2026-01-09T08:21:07.394Z',
        withdrawn,
      },
    });
  });

  it('comment_made_private asks nothing of us: agents may read it, and so our note', () => {
    expect(told('comment_made_private', aboutComment)).toMatchObject({ kind: 'skipped', reason: 'private' });
  });
});

describe('redacting what we wrote about a message', () => {
  it('marks all of the note’s own text and nothing else of it', async () => {
    const html = '<div class="zd-comment" dir="auto"><p dir="ltr">Hello &amp; <b>where</b></p></div>';
    const outcome = await redact({
      [audits]: [
        json({
          audits: [
            ourAudit('8447388090777', [{ id: 71, type: 'Comment' }]),
            ourAudit('8447388090778', [{ id: 72, type: 'Comment' }]),
          ],
        }),
      ],
      [comments]: [json({ comments: [note(72, '<p>other</p>'), note(71, html)] })],
      [redaction('71')]: [json({ comment: note(71, '<p>▇</p>') })],
    });

    expect(outcome).toEqual({ kind: 'applied', vendorRef: '5158', wrote: ['note'], missing: [] });
    expect(sent().map(({ path, body }) => [path, body])).toEqual([
      [
        '/api/v2/comment_redactions/71',
        {
          ticket_id: 5158,
          html_body:
            '<div class="zd-comment" dir="auto"><p dir="ltr"><redact>Hello &amp; </redact><b><redact>where</redact></b></p></div>',
        },
      ],
    ]);
  });

  it('leaves a note alone that is redacted already', async () => {
    const outcome = await redact({
      [audits]: [json({ audits: [ourAudit('8447388090777', [{ id: 71, type: 'Comment' }])] })],
      [comments]: [json({ comments: [note(71, '<p dir="ltr">▇▇▇ ▇▇&nbsp;▇</p>')] })],
    });

    expect(outcome).toEqual({ kind: 'already-applied', vendorRef: '5158' });
  });

  it('goes back through all pages of the audits', async () => {
    const outcome = await redact({
      [audits]: [
        json({ audits: [], meta: { has_more: true, after_cursor: 'next' } }),
        json({
          audits: [ourAudit('8447388090777', [{ id: 71, type: 'Comment' }])],
          meta: { has_more: false },
        }),
      ],
      [comments]: [json({ comments: [note(71, '<p>Hello</p>')] })],
      [redaction('71')]: [json({})],
    });

    expect(outcome).toMatchObject({ kind: 'applied' });
  });

  it('empties a field that still holds what we wrote, and no other', async () => {
    const changes = [
      { id: 1, type: 'Change', field_name: '364', value: 'Lost parcel' },
      { id: 2, type: 'Change', field_name: '365', value: 'Hello' },
      { id: 3, type: 'Change', field_name: '361', value: 'dm_lang_es' },
    ];
    const fields = [
      { id: 364, value: 'Lost parcel' },
      { id: 365, value: 'A newer text' },
      { id: 361, value: 'dm_lang_es' },
    ];
    const outcome = await redact(
      {
        [audits]: [json({ audits: [ourAudit('8447388090777', changes)] })],
        [ticket]: [json({ ticket: { id: 5158, custom_fields: fields } })],
        [put]: [answer('update')],
      },
      { fields: { subject: '364', language: '361' }, translation: { to: 'field', field: '365' } },
    );

    expect(outcome).toEqual({ kind: 'applied', vendorRef: '5158', wrote: ['fields'], missing: [] });
    expect(sent()[0]?.body).toEqual({ ticket: { custom_fields: [{ id: 364, value: null }] } });
  });

  it.each([
    ['the ticket is gone', 404, { kind: 'refused', code: 'ticket-not-found', expected: true }],
    ['the user may not redact', 403, { kind: 'unauthorised', status: 403 }],
    ['the account’s limit is reached', 429, { kind: 'throttled' }],
    ['Zendesk is ill', 502, { kind: 'unavailable', status: 502 }],
    ['Zendesk refuses the text', 422, { kind: 'refused', code: 'invalid', expected: false }],
  ])('says what stands in the way: %s', async (_title, status, expected) => {
    const outcome = await redact({
      [audits]: [json({ audits: [ourAudit('8447388090777', [{ id: 71, type: 'Comment' }])] })],
      [comments]: [json({ comments: [note(71, '<p>Hello</p>')] })],
      [redaction('71')]: [json({}, status)],
    });

    expect(outcome).toMatchObject(expected);
  });

  it('leaves no letter or digit of any comment, and the comment’s own HTML as it was but for the marks', () => {
    const inline = fc.constantFrom('b', 'i', 'a', 'p', 'li', 'small', 'span');
    const text = fc.string({ unit: 'grapheme' });
    const html = fc
      .array(
        fc.oneof(
          text,
          fc.tuple(inline, text).map(([tag, inner]) => `<${tag}>${inner}</${tag}>`),
        ),
      )
      .map((parts) => sanitiseHtml(`<div>${parts.join('')}</div>`));
    fc.assert(
      fc.property(html, (own) => {
        const marked = markedHtml(own);
        expect(sanitiseHtml(marked)).toBe(own);
        const left = redactMarked(marked).html.replace(/<[^>]*>/g, '');
        expect(left).toMatch(/^[▇\s]*$/u);
      }),
    );
  });
});
