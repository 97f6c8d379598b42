import { afterEach, describe, expect, it } from 'vitest';
import type { ReplyWrite } from '../../../../connectors/contract.ts';
import { type Reply, type ScriptedServer, startScriptedServer } from '../../../support/scripted-server.ts';
import { answer, clientAt } from '../../../support/zendesk.ts';

const put = 'PUT /api/v2/tickets/5158';
const audits = 'GET /api/v2/tickets/5158/audits';
const upload = 'POST /api/v2/uploads';
const filePath = '/attachments/token/old/';

const servers: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});
async function serve(script: Record<string, readonly Reply[]>): Promise<ScriptedServer> {
  const server = await startScriptedServer({ 'POST /oauth/tokens': [answer('token')], ...script });
  servers.push(server);
  return server;
}

const write = (changes: Partial<ReplyWrite> = {}): ReplyWrite => ({
  ticket: '5158',
  sourceMessage: '8447388090801',
  writeKey: 'reply-key-1',
  author: '8447388090495',
  html: '<p>Hola</p>',
  text: 'Hola',
  attachments: [],
  conversation: null,
  ...changes,
});
const fileAt = (address: string) => ({
  ...{ id: '7', name: 'map & plan.png', contentType: 'image/png', bytes: 1, inline: true },
  address,
});
const uploaded = {
  status: 201,
  body: {
    upload: {
      token: 'upload-token',
      attachment: { id: 8, content_url: 'https://acme.example.com/new?a=1&b=2' },
    },
  },
};

describe('An answer in an agent’s name', () => {
  it('is a public comment of that agent with our mark, and nothing else of the ticket', async () => {
    // Prepare
    const server = await serve({ [put]: [answer('update')] });

    // Act
    const outcome = await clientAt(server.url).reply(write(), { priorAttempt: 'none' });

    // Assess
    expect(outcome).toEqual({ kind: 'applied', vendorRef: '8447388091111', wrote: ['reply'], missing: [] });
    expect(server.seen[1]?.body).toEqual({
      ticket: {
        comment: { html_body: '<p>Hola</p>', public: true, author_id: 8447388090495 },
        metadata: { dragoman_write_key: 'reply-key-1', dragoman_source_message: '8447388090801' },
      },
    });
  });

  it('has its files uploaded anew; the host that the address points to gets no credentials', async () => {
    // Prepare
    const host = await serve({ 'GET /content': [{ status: 200, body: '1' }] });
    const server = await serve({
      [put]: [answer('update')],
      [`GET ${filePath}`]: [{ status: 302, headers: { location: `${host.url}/content` } }],
      [upload]: [uploaded],
    });
    const address = `${server.url}${filePath}?name=map`;
    const html = `<p><img src="${address}"></p>`;

    // Act
    await clientAt(server.url).reply(write({ html, attachments: [fileAt(address)] }), {
      priorAttempt: 'none',
    });

    // Assess
    const [fetched] = server.seen.filter(({ path }) => path === filePath);
    const [sent] = server.seen.filter(({ path }) => path === '/api/v2/uploads');
    const [update] = server.seen.filter(({ method }) => method === 'PUT');
    expect(fetched?.headers.authorization).toBe('Bearer made-up-access-token');
    expect(host.seen.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/content', undefined],
    ]);
    expect([sent?.query, sent?.headers['content-type'], sent?.body]).toEqual([
      { filename: 'map & plan.png' },
      'image/png',
      1,
    ]);
    expect(update?.body.ticket.comment).toMatchObject({
      html_body: '<p><img src="https://acme.example.com/new?a=1&amp;b=2"></p>',
      uploads: ['upload-token'],
    });
  });

  it('does not send its token to a file that is somewhere else', async () => {
    const host = await serve({ 'GET /elsewhere': [{ status: 200, body: '1' }] });
    const server = await serve({ [put]: [answer('update')], [upload]: [uploaded] });

    await clientAt(server.url).reply(write({ attachments: [fileAt(`${host.url}/elsewhere`)] }), {
      priorAttempt: 'none',
    });

    expect(host.seen[0]?.headers.authorization).toBeUndefined();
  });

  it('does not go out while one of its files is not to be had', async () => {
    const server = await serve({ [put]: [answer('update')], [`GET ${filePath}`]: [{ status: 503 }] });

    const outcome = await clientAt(server.url).reply(
      write({ attachments: [fileAt(`${server.url}${filePath}`)] }),
      {
        priorAttempt: 'none',
      },
    );

    expect(outcome.kind).toBe('unavailable');
    expect(server.seen.filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  it('after an unknown result is looked for by its mark, before anything is uploaded', async () => {
    const marked = answer('audits-with-our-mark');
    const key = marked.body as { audits: { metadata: { custom?: { dragoman_write_key?: string } } }[] };
    const writeKey = key.audits.map(({ metadata }) => metadata.custom?.dragoman_write_key).find(Boolean)!;
    const server = await serve({ [audits]: [marked] });

    const outcome = await clientAt(server.url).reply(write({ writeKey }), { priorAttempt: 'unknown' });

    expect(outcome.kind).toBe('already-applied');
    expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /oauth/tokens',
      audits,
    ]);
  });

  it.each([
    ['audits-with-our-mark', 'found'],
    ['audits-without-our-mark', 'absent'],
  ])('is found or not: %s', async (name, kind) => {
    const server = await serve({ [audits]: [answer(name)] });

    const outcome = await clientAt(server.url).findReply(write({ writeKey: 'write-key-1' }));

    expect(outcome.kind).toBe(kind);
  });
});
