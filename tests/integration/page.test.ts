import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSalesforceDesk } from '../../infra/local/desks/salesforce/index.ts';
import { people, sunshineAppId } from '../../infra/local/desks/zendesk/account.ts';
import { pageConfig, type StreamMessage, streamMessage } from '../../infra/local/page/api.ts';
import { openPage, type Page } from '../../infra/local/page/server/index.ts';
import { freePort } from '../support/free-port.ts';
import { aWorld, aWorldWith, patience, play, type World } from '../support/world.ts';

const customer = '8447388091001';
const other = '8447388091002';
const assets = new Map([['/', { contentType: 'text/html; charset=utf-8', body: '<!doctype html>' }]]);

type Api = (
  method: string,
  path: string,
  body?: unknown,
) => Promise<{ status: number; headers: Headers; body: any }>;

/** Calls the helpdesk's API as the page does. */
function apiThrough(page: Page): Api {
  return async (method, path, body) => {
    const response = await fetch(`${page.url}${path}`, {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
}

/** Listens as a browser would; gives what was told so far, and a way to leave. */
async function listen(page: Page) {
  const leaving = new AbortController();
  const response = await fetch(`${page.url}/page/stream`, { signal: leaving.signal });
  const told: StreamMessage[] = [];
  let isOver = false;
  const reading = (async () => {
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data !== undefined) told.push(streamMessage.parse(JSON.parse(data)));
      }
    }
    isOver = true;
  })().catch(() => undefined);
  return {
    told,
    isOver: () => isOver,
    ways: () => told.flatMap((message) => (message.kind === 'way' ? [message.way] : [])),
    leave: async () => {
      leaving.abort();
      await reading;
    },
  };
}

/** Null = no snapshot was told yet. */
const runIdIn = (told: readonly StreamMessage[]) =>
  told.flatMap((message) => (message.kind === 'snapshot' ? [message.runId] : []))[0] ?? null;

/** The status of a bare request: `fetch` would not let these headers through. */
function statusOf(
  page: Page,
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request(`${page.url}${path}`, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    request.on('error', reject);
    request.end();
  });
}

describe('The page’s server', () => {
  let world: World;
  let page: Page;
  let api: Api;
  beforeAll(async () => {
    world = await aWorld();
    page = await openPage({ world, engine: 'phrasebook', assets });
    api = apiThrough(page);
  });
  afterAll(async () => {
    await page.stop();
    await world.stop();
  });

  const notesOf = (ticket: number | string) =>
    world.helpdesk.standIn
      .notesOf(String(ticket))
      .filter(({ authorId }) => authorId === people.dragoman.id)
      .map(({ plain }) => plain);

  it('serves the page, told never to be kept and to run nothing foreign', async () => {
    const response = await fetch(page.url);

    expect(await response.text()).toBe('<!doctype html>');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'none'; script-src 'self'",
    );
  });

  it('says what there is to know beside the helpdesk', async () => {
    const { body } = await api('GET', '/page/config');

    expect(pageConfig.parse(body)).toMatchObject({
      ...{ engine: 'phrasebook', engineIsReal: false, agentLanguage: 'en', toolName: 'Zendesk' },
      helpdesk: { agent: { name: 'Marta Agent' }, messagingAppId: sunshineAppId },
    });
    expect(body.helpdesk.personas).toHaveLength(10);
  });

  it('takes a conversation both ways, by nothing but the helpdesk’s own API', async () => {
    // Act
    const asked = await api('POST', `/helpdesk/customer/${customer}/api/v2/requests.json`, {
      request: { subject: 'Paquete perdido', comment: { body: '¿Dónde está mi pedido #10023456?' } },
    });
    const ticket: number = asked.body.request.id;
    await vi.waitFor(() => expect(notesOf(ticket)).toHaveLength(1), patience);
    await api('PUT', `/helpdesk/agent/api/v2/tickets/${ticket}.json`, {
      ticket: { comment: { body: '#translate Thank you for your message.', public: false } },
    });
    const path = `/helpdesk/customer/${customer}/api/v2/requests/${ticket}/comments.json`;
    const seen = await vi.waitFor(async () => {
      const { body } = await api('GET', path);
      expect(body.comments).toHaveLength(2);
      return body.comments;
    }, patience);
    // Assess
    expect(asked.status).toBe(201);
    expect(notesOf(ticket)[0]).toContain('Where is my order #10023456?');
    expect(seen[1]).toMatchObject({
      body: 'Gracias por ponerse en contacto con nosotros.',
      author_id: Number(people.agent.id),
    });
    expect(world.helpdesk.standIn.violations()).toEqual([]);
  });

  it('takes a chat that a customer begins', async () => {
    // Prepare
    const chats = `/helpdesk/messaging/sc/v2/apps/${sunshineAppId}/conversations`;
    const begun = await api('POST', chats, { type: 'personal', participants: [{ userExternalId: other }] });
    const { id } = begun.body.conversation;
    // Act
    const said = await api('POST', `${chats}/${id}/messages`, {
      author: { type: 'user', userExternalId: other },
      content: { type: 'text', text: 'Bonjour. Où est ma commande #10023456 ?' },
    });
    const found = await api('GET', `/helpdesk/agent/api/v2/tickets/messaging/conversations/${id}/ticket`);
    // Assess
    expect([begun.status, said.status]).toEqual([201, 201]);
    await vi.waitFor(() => expect(notesOf(found.body.ticket.id)).toHaveLength(1), patience);
    expect(notesOf(found.body.ticket.id)[0]).toContain('Where is my order #10023456?');
    expect(world.helpdesk.standIn.violations()).toEqual([]);
  });

  it('lets a customer see nothing of another’s', async () => {
    const { body } = await api('POST', `/helpdesk/customer/${customer}/api/v2/requests.json`, {
      request: { subject: 'x', comment: { body: 'Hello.' } },
    });

    const path = `/helpdesk/customer/${other}/api/v2/requests/${body.request.id}.json`;
    expect((await api('GET', path)).status).toBe(404);
  });

  it('tells each listener first everything, then what changes: the way, the moments, the ticket', async () => {
    // Prepare
    const [one, two] = await Promise.all([listen(page), listen(page)]);
    // Act
    await play(world, [{ ticket: 'told', text: 'Mi pedido todavía no ha llegado. Llevo 7 días esperando.' }]);
    // Assess
    for (const listener of [one, two]) {
      await vi.waitFor(() => {
        expect(listener.told[0]?.kind).toBe('snapshot');
        const delivered = listener
          .ways()
          .findLast(({ ticket, outcome }) => ticket === 'told' && outcome === 'delivered');
        expect(delivered).toMatchObject({ message: 'told-1', engines: ['phrasebook'] });
        expect(delivered!.steps.map(({ name }) => name)).toEqual(
          expect.arrayContaining([
            ...['POST /webhooks/zendesk/22129848', 'ingest', 'message.received.v1', 'enrich', 'translate'],
            ...['message.enriched.v1', 'write-back', 'PUT /api/v2/tickets/told', 'writeback.completed.v1'],
          ]),
        );
        expect(delivered!.costUsd).toBeGreaterThan(0);
        expect(listener.told).toContainEqual({ kind: 'helpdesk-changed', ticket: 'told' });
        expect(listener.told.map(({ kind }) => kind)).toContain('moments');
      }, patience);
    }
    await Promise.all([one.leave(), two.leave()]);
  });

  it('tells somebody who comes later the same, in one piece, and no word of a customer or an agent', async () => {
    // Prepare
    await play(world, [{ ticket: 'quiet', subject: 'Paquete perdido', text: 'Estoy muy enfadado.' }]);
    // Act
    const late = await listen(page);
    await vi.waitFor(() => expect(late.told).not.toEqual([]), patience);
    await late.leave();
    // Assess
    const [snapshot] = late.told;
    expect(snapshot?.kind === 'snapshot' && snapshot.ways.some(({ ticket }) => ticket === 'quiet')).toBe(
      true,
    );
    expect(JSON.stringify(snapshot)).not.toMatch(/enfadado|angry|Paquete|parcel|Lucía|example\.com/);
  });

  it('has no other way into the helpdesk or the stack', async () => {
    const statuses = await Promise.all(
      [
        '/helpdesk/agent/oauth/tokens',
        '/helpdesk/agent/api/v2/../../oauth/tokens',
        '/helpdesk/messaging/api/v2/tickets',
        '/helpdesk/customer/8447388090495/api/v2/requests',
        '/webhooks/zendesk/22129848',
        '/page/config/..%2f..%2fetc/passwd',
      ].map((path) => statusOf(page, 'POST', path, {})),
    );

    expect(statuses).toEqual([404, 404, 404, 404, 404, 404]);
  });

  it('refuses a name that was made to point here, and whoever writes across', async () => {
    const path = '/helpdesk/agent/api/v2/tickets.json';

    expect(await statusOf(page, 'GET', '/page/config', { host: 'evil.example' })).toBe(403);
    expect(await statusOf(page, 'POST', path, { origin: 'https://evil.example' })).toBe(403);
    expect(await statusOf(page, 'POST', '/page/config', {})).toBe(405);
  });

  it('hands out no credentials of its own, and lets no file of a customer act as the page', async () => {
    const { headers } = await api('GET', '/helpdesk/agent/api/v2/tickets.json');

    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(headers.get('set-cookie')).toBeNull();
  });
});

describe('The page’s end', () => {
  it('ends each stream, and its port is free again', async () => {
    // Prepare
    const world = await aWorld();
    const port = await freePort();
    const page = await openPage({ world, engine: 'phrasebook', assets, port });
    const listener = await listen(page);
    await vi.waitFor(() => expect(listener.told[0]?.kind).toBe('snapshot'), patience);
    // Act
    await page.stop();
    // Assess
    await vi.waitFor(() => expect(listener.isOver()).toBe(true), patience);
    const again = await openPage({ world, engine: 'phrasebook', assets, port });
    expect(again.url).toBe(`http://127.0.0.1:${port}`);
    // A tab that is still open can tell that what it shows is of an earlier run.
    const afterwards = await listen(again);
    await vi.waitFor(() => expect(runIdIn(afterwards.told)).toEqual(expect.any(String)), patience);
    expect(runIdIn(afterwards.told)).not.toBe(runIdIn(listener.told));
    await afterwards.leave();
    await again.stop();
    await world.stop();
  });
});

describe('Beside a helpdesk whose API the page does not speak', () => {
  it('the page still shows ways and moments, and passes nothing on', async () => {
    // Prepare
    const world = await aWorldWith(openSalesforceDesk);
    const page = await openPage({ world, engine: 'pseudo', assets });
    // Act
    const { body } = await apiThrough(page)('GET', '/page/config');
    const passedOn = await statusOf(page, 'GET', '/helpdesk/agent/api/v2/tickets.json', {});
    // Assess
    expect(pageConfig.parse(body)).toMatchObject({ toolName: 'Salesforce', helpdesk: null });
    expect(passedOn).toBe(404);
    await page.stop();
    await world.stop();
  });
});

describe('A port', () => {
  it('that is taken makes the page choose another one', async () => {
    // Prepare
    const world = await aWorld();
    const first = await openPage({ world, engine: 'phrasebook', assets });
    // Act
    const second = await openPage({
      world,
      engine: 'phrasebook',
      assets,
      port: Number(new URL(first.url).port),
    });
    // Assess
    expect(second.url).not.toBe(first.url);
    expect((await fetch(second.url)).status).toBe(200);
    await Promise.all([first.stop(), second.stop()]);
    await world.stop();
  });
});

describe('A deliberate fault of the helpdesk', () => {
  it('meets the stack, which tries again, and not whoever looks at the page', async () => {
    // Prepare
    const world = await aWorld({ faults: ['helpdesk:timeout-after-write:1'] });
    const page = await openPage({ world, engine: 'phrasebook', assets });
    const api = apiThrough(page);
    // Act
    const asked = await api('POST', `/helpdesk/customer/${customer}/api/v2/requests.json`, {
      request: { subject: 'Paquete perdido', comment: { body: 'Mi pedido todavía no ha llegado.' } },
    });
    const listed = await api('GET', '/helpdesk/agent/api/v2/tickets.json');
    const listener = await listen(page);
    // Assess
    expect([asked.status, listed.status]).toEqual([201, 200]);
    await vi.waitFor(() => {
      const steps = listener.told.flatMap((message) => {
        if (message.kind === 'snapshot') return message.ways.flatMap((way) => way.steps);
        return message.kind === 'way' ? message.way.steps : [];
      });
      expect(steps).toContainEqual(
        expect.objectContaining({ kind: 'helpdesk-call', ok: false, result: 'no answer' }),
      );
    }, patience);
    await listener.leave();
    await page.stop();
    await world.stop();
  });
});
