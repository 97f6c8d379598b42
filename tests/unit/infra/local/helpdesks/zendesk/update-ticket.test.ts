import { describe, expect, test } from 'vitest';
import {
  agent,
  apiOf,
  customer,
  lightAgent,
  movableClock,
  startAccount,
  ticketOfCustomer,
} from './account.ts';

const ticketPath = '/api/v2/tickets/35';

describe('PUT /api/v2/tickets/{id}', () => {
  test('writes note, dropdown and priority in one call and answers ticket and audit in REST words', async () => {
    // Prepare
    const helpdesk = await startAccount();
    ticketOfCustomer(helpdesk);
    const api = await apiOf(helpdesk);
    // Act
    const answer = await api('PUT', ticketPath, {
      ticket: {
        comment: { html_body: '<p>Where is my order?</p>', public: false },
        custom_fields: [{ id: 360001, value: 'dm_lang_es' }],
        priority: 'high',
        metadata: { write_id: 'w-1' },
      },
    });
    // Assess
    expect(answer.status).toBe(200);
    expect(answer.body.ticket).toMatchObject({
      id: 35,
      priority: 'high',
      status: 'open',
      requester_id: 77,
      tags: ['dm_lang_es'],
      custom_fields: [
        { id: 360001, value: 'dm_lang_es' },
        { id: 360002, value: null },
      ],
    });
    expect(answer.body.audit).toMatchObject({
      ticket_id: 35,
      author_id: 9,
      metadata: { custom: { write_id: 'w-1' } },
      via: { channel: 'api' },
    });
    expect(answer.body.audit.events.map((event: any) => [event.type, event.field_name])).toEqual([
      ['Comment', undefined],
      ['Change', '360001'],
      ['Change', 'tags'],
      ['Change', 'priority'],
    ]);
    expect(helpdesk.notesOf('35').map((note) => note.html)).toEqual([
      '<div class="zd-comment" dir="auto"><p>Where is my order?</p></div>',
    ]);
    expect(helpdesk.violations()).toEqual([]);
  });

  test('publishes a comment that does not say that it is private, and reports the trap', async () => {
    // Prepare
    const helpdesk = await startAccount();
    ticketOfCustomer(helpdesk);
    const api = await apiOf(helpdesk);
    // Act
    await api('PUT', ticketPath, { ticket: { comment: { html_body: '<p>secret</p>' } } });
    // Assess
    expect(helpdesk.ticket('35').comments.at(-1)?.public).toBe(true);
    expect(helpdesk.violations()).toEqual([
      {
        method: 'PUT',
        path: ticketPath,
        what: 'comment.public is left out; the value of the first comment of the ticket applies',
      },
    ]);
  });

  test('replaces a dropdown’s old tag by the new one and leaves the other tags alone', async () => {
    // Prepare
    const helpdesk = await startAccount();
    helpdesk.createTicket({
      id: '35',
      subject: '',
      requester: customer.id,
      tags: ['vip'],
      fields: { '360001': 'dm_lang_pt' },
      comment: { text: 'Hola', public: true },
    });
    const api = await apiOf(helpdesk);
    // Act
    await api('PUT', ticketPath, { ticket: { custom_fields: [{ id: 360001, value: 'dm_lang_es' }] } });
    // Assess
    expect(helpdesk.ticket('35').tags).toEqual(['dm_lang_es', 'vip']);
  });

  test('replaces all tags by those of the body, which also empties the dropdown that lost its tag', async () => {
    // Prepare
    const helpdesk = await startAccount();
    helpdesk.createTicket({
      id: '35',
      subject: '',
      requester: customer.id,
      tags: ['vip'],
      fields: { '360001': 'dm_lang_pt' },
      comment: { text: 'Hola', public: true },
    });
    const api = await apiOf(helpdesk);
    // Act
    await api('PUT', ticketPath, { ticket: { tags: ['New One'] } });
    // Assess
    expect(helpdesk.ticket('35').tags).toEqual(['new', 'one']);
    expect(helpdesk.ticket('35').fields.get('360001')).toBeNull();
  });

  test('reports a key that Zendesk does not have instead of swallowing it silently', async () => {
    // Prepare
    const helpdesk = await startAccount();
    ticketOfCustomer(helpdesk);
    const api = await apiOf(helpdesk);
    // Act
    const answer = await api('PUT', ticketPath, {
      ticket: {
        comment: { Body: 'x', body: 'note', plain_body: 'y', public: false },
        additional_tags: ['a'],
      },
    });
    // Assess
    expect(answer.status).toBe(200);
    expect(helpdesk.notesOf('35')[0]?.plain).toBe('note');
    expect(
      helpdesk
        .violations()
        .map(({ what }) => what)
        .sort(),
    ).toEqual([
      'Zendesk has no writable ticket.additional_tags; it is ignored',
      'Zendesk has no writable ticket.comment.Body; it is ignored',
      'Zendesk has no writable ticket.comment.plain_body; it is ignored',
    ]);
  });

  test('ignores a custom field that does not exist and reports it', async () => {
    // Prepare
    const helpdesk = await startAccount();
    ticketOfCustomer(helpdesk);
    const api = await apiOf(helpdesk);
    // Act
    const answer = await api('PUT', ticketPath, { ticket: { custom_fields: [{ id: 4711, value: 'x' }] } });
    // Assess
    expect(answer.status).toBe(200);
    expect(helpdesk.violations().map(({ what }) => what)).toEqual([
      'custom field 4711 does not exist; it is ignored',
    ]);
  });

  test('stores a comment without its script, handlers and script links, and with its placeholders filled in', async () => {
    // Prepare
    const helpdesk = await startAccount();
    ticketOfCustomer(helpdesk);
    const api = await apiOf(helpdesk);
    // Act
    await api('PUT', ticketPath, {
      ticket: {
        comment: {
          public: false,
          html_body:
            '<p dir="rtl" onclick="go()">a &lt;b&gt; {{ticket.id}}{{nothing}}<script>bad()</script><a href="javascript:x">l</a></p>',
        },
      },
    });
    // Assess
    expect(helpdesk.notesOf('35')[0]?.html).toBe(
      '<div class="zd-comment" dir="auto"><p dir="rtl">a &lt;b&gt; 35<a>l</a></p></div>',
    );
    expect(helpdesk.violations().map(({ what }) => what)).toEqual([
      'comment contains a placeholder, which Zendesk renders',
    ]);
  });

  test('fills in the names of the requester and of who writes, as text, and makes nothing of a placeholder that it does not know', async () => {
    // Prepare
    const helpdesk = await startAccount();
    helpdesk.addUser({ ...customer, name: 'Ana <b>Cliente' });
    ticketOfCustomer(helpdesk);
    const api = await apiOf(helpdesk);
    // Act
    await api('PUT', ticketPath, {
      ticket: {
        comment: {
          public: false,
          body: 'Dear {{ticket.requester.name}} ({{ ticket.requester.first_name }}){{name}}, {{constructor}}yours {{current_user.name}}. {{ticket.id',
        },
      },
    });
    // Assess
    expect(helpdesk.notesOf('35')[0]?.html).toContain(
      'Dear Ana &lt;b&gt;Cliente (Ana), yours Dragoman. {{ticket.id',
    );
  });

  test('posts in another agent’s name while the audit names the API’s user', async () => {
    // Prepare
    const helpdesk = await startAccount();
    ticketOfCustomer(helpdesk);
    const api = await apiOf(helpdesk);
    // Act
    const answer = await api('PUT', ticketPath, {
      ticket: { comment: { body: 'Llega mañana.', public: true, author_id: Number(agent.id) } },
    });
    // Assess
    expect(answer.body.audit.author_id).toBe(9);
    expect(answer.body.audit.events[0].author_id).toBe(2);
  });

  test('takes html_body where body is given as well, and reports the pair', async () => {
    // Prepare
    const helpdesk = await startAccount();
    ticketOfCustomer(helpdesk);
    const api = await apiOf(helpdesk);
    // Act
    await api('PUT', ticketPath, {
      ticket: { comment: { body: 'a', html_body: '<p>b</p>', public: false } },
    });
    // Assess
    expect(helpdesk.notesOf('35').map(({ plain }) => plain)).toEqual(['b']);
    expect(helpdesk.violations().map(({ what }) => what)).toEqual([
      'comment has both html_body and body; body is ignored',
    ]);
  });

  test.each([
    ['an empty comment', { comment: { html_body: '<p> </p>', public: false } }, 'comment'],
    [
      'a public comment of a light agent',
      { comment: { body: 'x', public: true, author_id: lightAgent.id } },
      'comment',
    ],
    ['an unknown author', { comment: { body: 'x', public: false, author_id: 404 } }, 'author'],
    ['a dropdown value that is no option', { custom_fields: [{ id: 360001, value: 'dm_lang_xx' }] }, 'base'],
    ['a number in a text field', { custom_fields: [{ id: 360002, value: 7 }] }, 'base'],
    ['an upper-case priority', { priority: 'HIGH' }, 'priority'],
    ['an unknown status', { status: 'done' }, 'status'],
  ])('refuses %s with 422 RecordInvalid and changes nothing', async (_name, ticket, attribute) => {
    // Prepare
    const helpdesk = await startAccount();
    ticketOfCustomer(helpdesk);
    const api = await apiOf(helpdesk);
    // Act
    const answer = await api('PUT', ticketPath, { ticket: { subject: 'changed', ...ticket } });
    // Assess
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({
      error: 'RecordInvalid',
      description: 'Record validation errors',
      details: { [attribute]: [{ description: expect.any(String) }] },
    });
    expect(helpdesk.ticket('35').subject).toBe('Paquete perdido');
    expect(helpdesk.ticket('35').audits).toHaveLength(1);
  });

  test('cuts a comment at 65,535 bytes without an error, never within a character, and reports it', async () => {
    // Prepare
    const helpdesk = await startAccount();
    ticketOfCustomer(helpdesk);
    const api = await apiOf(helpdesk);
    // Act
    const answer = await api('PUT', ticketPath, {
      ticket: { comment: { html_body: `${'x'.repeat(65_534)}ñ and the rest`, public: false } },
    });
    // Assess
    expect(answer.status).toBe(200);
    expect(helpdesk.notesOf('35')[0]?.plain).toBe('x'.repeat(65_534));
    expect(helpdesk.violations().map(({ what }) => what)).toEqual([
      'comment is longer than 65535 bytes; Zendesk cuts the rest off without an error',
    ]);
  });

  test('accepts a comment of exactly 65,535 bytes', async () => {
    // Prepare
    const helpdesk = await startAccount();
    ticketOfCustomer(helpdesk);
    const api = await apiOf(helpdesk);
    // Act
    const answer = await api('PUT', ticketPath, {
      ticket: { comment: { html_body: 'x'.repeat(65_535), public: false } },
    });
    // Assess
    expect(answer.status).toBe(200);
  });

  test('refuses the 5001st comment but still takes other updates', async () => {
    // Prepare
    const helpdesk = await startAccount();
    ticketOfCustomer(helpdesk);
    for (let count = 1; count < 5000; count += 1) {
      helpdesk.addComment('35', { text: 'x', author: customer.id, public: true });
    }
    const api = await apiOf(helpdesk);
    // Act
    const withComment = await api('PUT', ticketPath, { ticket: { comment: { body: 'x', public: false } } });
    const without = await api('PUT', ticketPath, { ticket: { priority: 'low' } });
    // Assess
    expect([withComment.status, without.status]).toEqual([422, 200]);
  });

  test('refuses every update of a closed ticket with the body that Zendesk has for it', async () => {
    // Prepare
    const helpdesk = await startAccount();
    ticketOfCustomer(helpdesk);
    helpdesk.closeTicket('35', agent.id);
    const api = await apiOf(helpdesk);
    // Act
    const update = await api('PUT', ticketPath, { ticket: { priority: 'low' } });
    const tags = await api('PUT', `${ticketPath}/tags`, { tags: ['x'] });
    // Assess
    const refusal = {
      error: 'RecordInvalid',
      description: 'Record validation errors',
      details: { status: [{ description: 'Status: closed prevents ticket update' }] },
    };
    expect([update.status, update.body]).toEqual([422, refusal]);
    expect([tags.status, tags.body]).toEqual([422, refusal]);
  });

  test.each([
    ['wrong type', '{"ticket":{"comment":{"html_body":5,"public":false}}}', 400],
    ['no ticket', '{}', 400],
    ['not JSON', '{"ticket":', 400],
  ])('refuses a body with %s', async (_name, body, status) => {
    // Prepare
    const helpdesk = await startAccount();
    ticketOfCustomer(helpdesk);
    const api = await apiOf(helpdesk);
    // Act
    const answer = await api('PUT', ticketPath, body);
    // Assess
    expect(answer.status).toBe(status);
  });

  test.each([
    ['Content-Type', { 'content-type': 'text/plain' }, 415],
    ['Accept', { accept: '*/*' }, 406],
  ])('insists on application/json in %s', async (_name, headers, status) => {
    // Prepare
    const helpdesk = await startAccount();
    ticketOfCustomer(helpdesk);
    const api = await apiOf(helpdesk);
    // Act
    const answer = await api('PUT', ticketPath, { ticket: { priority: 'low' } }, headers);
    // Assess
    expect(answer.status).toBe(status);
    expect(helpdesk.ticket('35').priority).toBeNull();
  });

  test('answers 404 RecordNotFound for a ticket that does not exist', async () => {
    // Prepare
    const helpdesk = await startAccount();
    const api = await apiOf(helpdesk);
    // Act
    const answer = await api('PUT', ticketPath, { ticket: { priority: 'low' } });
    // Assess
    expect([answer.status, answer.body]).toEqual([
      404,
      { error: 'RecordNotFound', description: 'Not found' },
    ]);
  });
});

describe('safe update', () => {
  test.each([true, false])('refuses an outdated stamp with 409 when safe_update is %s', async (safe) => {
    // Prepare
    const clock = movableClock('2026-01-09T08:21:07.394Z');
    const helpdesk = await startAccount({ now: clock.now });
    ticketOfCustomer(helpdesk);
    const api = await apiOf(helpdesk);
    clock.advanceMs(2000);
    await api('PUT', ticketPath, { ticket: { priority: 'low' } });
    // Act
    const answer = await api('PUT', ticketPath, {
      ticket: { priority: 'high', updated_stamp: '2026-01-09T08:21:07Z', safe_update: safe },
    });
    // Assess
    expect(answer.status).toBe(409);
    expect(answer.body.error).toBe('UpdateConflict');
    expect(helpdesk.ticket('35').priority).toBe('low');
  });

  test('cannot see a second change within the same second, because updated_at has whole seconds', async () => {
    // Prepare
    const clock = movableClock('2026-01-09T08:21:07.100Z');
    const helpdesk = await startAccount({ now: clock.now });
    ticketOfCustomer(helpdesk);
    const api = await apiOf(helpdesk);
    clock.advanceMs(800);
    const first = await api('PUT', ticketPath, { ticket: { priority: 'low' } });
    // Act
    const answer = await api('PUT', ticketPath, {
      ticket: { priority: 'high', updated_stamp: '2026-01-09T08:21:07Z', safe_update: true },
    });
    // Assess
    expect(first.body.ticket.updated_at).toBe('2026-01-09T08:21:07Z');
    expect(answer.status).toBe(200);
  });

  test('is off without safe_update, and a lone stamp is reported', async () => {
    // Prepare
    const helpdesk = await startAccount();
    ticketOfCustomer(helpdesk);
    const api = await apiOf(helpdesk);
    // Act
    const answer = await api('PUT', ticketPath, {
      ticket: { priority: 'high', updated_stamp: '2001-01-01T00:00:00Z' },
    });
    // Assess
    expect(answer.status).toBe(200);
    expect(helpdesk.violations().map(({ what }) => what)).toEqual([
      'updated_stamp has no effect without safe_update',
    ]);
  });

  test('does not move updated_at for an update that changes nothing', async () => {
    // Prepare
    const clock = movableClock('2026-01-09T08:21:07Z');
    const helpdesk = await startAccount({ now: clock.now });
    ticketOfCustomer(helpdesk);
    const api = await apiOf(helpdesk);
    clock.advanceMs(60_000);
    // Act
    const answer = await api('PUT', ticketPath, { ticket: { subject: 'Paquete perdido' } });
    // Assess
    expect(answer.body.ticket.updated_at).toBe('2026-01-09T08:21:07Z');
    expect(answer.body.ticket.generated_timestamp).toBe(1_767_946_927);
  });
});
