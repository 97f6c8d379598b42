import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { aWorldInBrowser, describeInBrowser, type WorldInBrowser } from '../../support/browser.ts';
import { conversationOn } from '../../support/conversation-page.ts';

const subject = `Kaputt ${'und immer noch '.repeat(19)}`.trim();
const listed = z.looseObject({ tickets: z.array(z.looseObject({ id: z.union([z.number(), z.string()]) })) });

/** The one ticket of the helpdesk, and below it as many again as a busy day has. */
async function listManyTickets(page: Page): Promise<void> {
  await page.route('**/api/v2/tickets.json?*', async (route) => {
    const response = await route.fetch();
    const body = listed.parse(await response.json());
    const [first] = body.tickets;
    const more = Array.from({ length: 30 }, (_, index) => ({ ...first, id: 5000 + index }));
    await route.fulfill({ response, json: { ...body, tickets: [...body.tickets, ...more] } });
  });
}

/** In pixels: how high something is drawn. */
async function heightOf(page: Page, selector: string): Promise<number> {
  return (await page.locator(selector).boundingBox())?.height ?? 0;
}

describeInBrowser('a full helpdesk in a small window', () => {
  let inBrowser: WorldInBrowser;
  beforeAll(async () => {
    inBrowser = await aWorldInBrowser();
    const page = await inBrowser.openPageInBrowser();
    const { notes, ...on } = conversationOn(page);
    await on.speakAs('Jonas Weber');
    await on.customerWrites('Wo ist meine Bestellung #10023456?', subject);
    await notes.first().waitFor();
  });
  afterAll(async () => {
    await inBrowser.stop();
  });

  test.each([
    { width: 1280, height: 860 },
    { width: 1280, height: 700 },
    { width: 1024, height: 700 },
  ])('stays within $width × $height, and its conversation can be read', async (viewport) => {
    // Prepare
    const page = await inBrowser.openPageInBrowser({ viewport, path: '/page/config' });
    await listManyTickets(page);
    // Act
    await page.goto(inBrowser.url);
    await conversationOn(page).notes.first().waitFor();
    await conversationOn(page).tickets.getByRole('listitem').nth(30).waitFor();
    // Assess
    expect(await page.evaluate('document.documentElement.scrollHeight')).toBeLessThanOrEqual(viewport.height);
    expect(await heightOf(page, '.messages')).toBeGreaterThanOrEqual(220);
    expect(await heightOf(page, '.ticket-head h3')).toBeLessThan(50);
  });

  test('whoever reads further up is told of a new message and not moved; brackets are explained', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser({ viewport: { width: 1280, height: 700 } });
    const { ticketLog, tickets, notes, ...on } = conversationOn(page);
    await tickets.getByRole('button', { name: /Kaputt/ }).click();
    await notes.getByText('⟦ ⟧ marks a sentence that the phrasebook lacks: not translated.').waitFor();
    await ticketLog.hover();
    await page.mouse.wheel(0, -5000);
    await expect
      .poll(() => page.evaluate('document.querySelector(".messages").scrollTop'), { timeout: 60_000 })
      .toBe(0);
    // Act
    await on.customerWrites('Vielen Dank.');
    await page.getByRole('button', { name: 'New message' }).click();
    // Assess
    await ticketLog.getByText('Vielen Dank.').waitFor();
    await page.getByRole('button', { name: 'New message' }).waitFor({ state: 'detached' });
  });

  test('a telephone tells by a mark that the message went on, and where one was', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser({
      viewport: { width: 380, height: 860 },
      expectedProblems: /net::ERR_ABORTED/,
    });
    await page.getByText('Live', { exact: true }).waitFor();
    const { customer, way, agent, ...on } = conversationOn(page);
    await on.speakAs('Zofia Nowak');
    // Act
    await customer.getByLabel('Message, in any language').fill('Produkt dotarł uszkodzony.');
    await customer.getByRole('button', { name: 'Send' }).click();
    // Assess
    await page.getByRole('button', { name: 'Ticket (something new)' }).waitFor();
    await page.getByRole('button', { name: 'Ticket (something new)' }).click();
    await agent.getByRole('button', { name: 'Suggestions' }).click();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(380);
    await page.getByRole('button', { name: 'Way (something new)' }).click();
    await page.getByRole('button', { name: 'Way', exact: true }).waitFor();
    await page.reload();
    await way.getByRole('heading', { name: 'Customer’s message' }).waitFor();
  });
});
