import { afterAll, beforeAll, expect, test } from 'vitest';
import { people } from '../../../infra/local/desks/zendesk/account.ts';
import type { Way } from '../../../infra/local/page/api.ts';
import { MomentsTally } from '../../../infra/local/page/server/moments.ts';
import { aWorldInBrowser, describeInBrowser, type WorldInBrowser } from '../../support/browser.ts';
import { conversationOn } from '../../support/conversation-page.ts';

const longFailure = 'DetectedLanguageLowConfidenceException';
const step = {
  ...{ atMs: 1_000, detail: null, caller: null, ms: 20, ok: true, result: 'ok' },
  ...{ engine: null, billedCharacters: 0, costUsd: null },
};
const wayWithFailure: Way = {
  ...{ traceId: 'one', startedAtMs: 1_000, ticket: null, message: null, about: 'message.received.v1' },
  ...{ outcome: null, reason: null, ms: 40, costUsd: 0, engines: [], fromMemory: null, isWhole: true },
  steps: [
    { ...step, number: 1, kind: 'invocation', name: 'translate' },
    {
      ...{ ...step, number: 2, kind: 'service-call', name: 'Amazon Translate', detail: 'TranslateText' },
      ...{ caller: 'translate', ok: false, result: longFailure },
    },
  ],
};

describeInBrowser('what goes wrong is shown as such', () => {
  let inBrowser: WorldInBrowser;
  beforeAll(async () => {
    inBrowser = await aWorldInBrowser();
  });
  afterAll(async () => {
    await inBrowser.stop();
  });

  test('what the helpdesk refuses is said in a sentence, and the text is not lost', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser({ expectedProblems: /status of 422/ });
    const { customer, notes, agent, ...on } = conversationOn(page);
    await on.speakAs('Jonas Weber');
    await on.customerWrites('Wo ist meine Bestellung #10023456?', 'Bestellung');
    await notes.first().waitFor();
    await agent.getByLabel('Status').selectOption({ label: 'Closed' });
    await agent.getByRole('article').getByText('closed', { exact: true }).waitFor();
    // Act
    await on.customerWrites('Vielen Dank.');
    // Assess
    const told = await customer.getByRole('alert').filter({ hasText: 'closed' }).innerText();
    expect(told).toBe(
      'The helpdesk answered 422: Status: closed prevents ticket update. Nothing was changed.',
    );
    expect(await customer.getByLabel('Message, in any language').inputValue()).toBe('Vielen Dank.');
  });

  test.each(['', '   '])('that there is nothing to send, “%s”, is said until there is', async (text) => {
    // Prepare
    const page = await inBrowser.openPageInBrowser();
    const { customer } = conversationOn(page);
    const box = customer.getByLabel('Message, in any language');
    await box.fill(text);
    // Act
    await customer.getByRole('button', { name: 'Send' }).click();
    // Assess
    const told = customer.getByText('There is nothing to send yet: write something first.');
    await told.waitFor();
    await box.fill('Danke');
    await told.waitFor({ state: 'detached' });
  });

  test('an answer that does not go out is marked in the list and in the ticket', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser();
    const { notes, agent, tickets, ...on } = conversationOn(page);
    await on.speakAs('Sanne de Vries');
    await on.customerWrites('Ik kan niet inloggen op mijn account.', 'Inloggen');
    await notes.first().waitFor();
    inBrowser.world.helpdesk.standIn.addUser({ ...people.agent, privateCommentsOnly: true });
    // Act
    await on.agentWrites('#translate Can we help you with anything else?');
    // Assess
    await notes.getByText('Not sent to the customer.').waitFor();
    await tickets.getByRole('listitem').filter({ hasText: 'Inloggen' }).getByText('Reply failed').waitFor();
    await agent.getByText('An answer did not go out to the customer.').waitFor();
    // Act
    inBrowser.world.helpdesk.standIn.addUser(people.agent);
    await on.agentWrites('#translate Thank you for contacting us.');
    // Assess
    await agent.getByText('An answer did not go out to the customer.').waitFor({ state: 'detached' });
    await tickets.getByText('Reply failed').waitFor({ state: 'detached' });
  });

  test('tries of a service that is throttled are marked on the way, and the note still comes', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser();
    const { notes, way, ...on } = conversationOn(page);
    inBrowser.world.faults.add(['translate:throttle:6']);
    await on.speakAs('Elif Kaya');
    // Act
    await on.customerWrites('Uygulama sürekli çöküyor.', 'Uygulama');
    // Assess
    await notes.getByText('Turkish → English').waitFor();
    await way.getByText('failed: ThrottlingException').first().waitFor();
  });

  test('a lost connection is said, and found again without loading the page', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser({
      path: '/page/config',
      expectedProblems: /stream|ERR_FAILED/,
    });
    await page.route('**/page/stream', (route) => route.abort());
    await page.goto(inBrowser.url);
    await page.getByText('Connection lost, trying again…').waitFor();
    // Act
    await page.unroute('**/page/stream');
    // Assess
    await page.getByText('Live', { exact: true }).waitFor();
  });

  test('after a start of the server anew, a page that was left open begins anew, too', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser({
      path: '/page/config',
      expectedProblems: /status of 404|net::ERR_ABORTED/,
    });
    const earlier = {
      ...{ kind: 'snapshot', runId: 'earlier', ways: [] },
      moments: new MomentsTally().snapshot(),
    };
    await page.route('**/page/stream', (route) =>
      route.fulfill({
        contentType: 'text/event-stream',
        body: `retry: 500\nevent: snapshot\ndata: ${JSON.stringify(earlier)}\n\n`,
      }),
    );
    await page.goto(`${inBrowser.url}/#conversation?ticket=999999`);
    const dead = page.getByText(
      'There is no ticket 999999 in this demo. Choose one from the list, or write as the customer.',
    );
    await dead.waitFor();
    // Act
    await page.unroute('**/page/stream');
    // Assess
    await dead.waitFor({ state: 'detached' });
    await page.getByText('Live', { exact: true }).waitFor();
    expect(new URL(page.url()).hash).toBe('');
  });

  test('the name of what failed is read as a whole, however long it is', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser({
      path: '/page/config',
      viewport: { width: 1024, height: 860 },
    });
    const told = {
      ...{ kind: 'snapshot', runId: 'this', ways: [wayWithFailure] },
      moments: new MomentsTally().snapshot(),
    };
    await page.route('**/page/stream', (route) =>
      route.fulfill({
        contentType: 'text/event-stream',
        body: `retry: 600000\nevent: snapshot\ndata: ${JSON.stringify(told)}\n\n`,
      }),
    );
    // Act
    await page.goto(inBrowser.url);
    const failure = conversationOn(page).way.getByText(`failed: ${longFailure}`);
    await failure.waitFor();
    // Assess
    const [badge, pane] = [
      await failure.boundingBox(),
      await page.locator('.way-pane .pane-body').boundingBox(),
    ];
    expect(badge!.x + badge!.width).toBeLessThanOrEqual(pane!.x + pane!.width);
  });

  test('a delivery that was refused is among all ways, though a ticket is open', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser();
    const { tickets, way } = conversationOn(page);
    await tickets.getByRole('button', { name: /Inloggen/ }).click();
    expect(await way.getByRole('radio', { name: 'This ticket' }).isChecked()).toBe(true);
    // Act
    await fetch(inBrowser.world.webhookUrl, { method: 'POST', body: '{}' });
    await way.getByRole('radio', { name: 'All' }).check();
    // Assess
    await way.getByText('Refused', { exact: true }).waitFor();
  });

  test('a message that cannot be written back is shown as parked', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser();
    const { tickets, agent, way, ...on } = conversationOn(page);
    inBrowser.world.helpdesk.standIn.addUser({ ...people.dragoman, suspended: true });
    await on.speakAs('Camille Laurent');
    // Act
    await on.customerWrites('Bonjour. Où est ma commande #10023456 ?', 'Colis perdu');
    // Assess
    await tickets.getByRole('listitem').filter({ hasText: 'Colis perdu' }).getByText('Parked').waitFor();
    await agent.getByText('is parked, not lost').waitFor();
    await way.getByText('Parked', { exact: true }).waitFor();
    const reason = way.getByRole('paragraph').filter({ hasText: 'The helpdesk refuses our credentials' });
    await reason.waitFor();
  });
});
