import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aWorldInBrowser, describeInBrowser, type WorldInBrowser } from '../../support/browser.ts';
import { conversationOn } from '../../support/conversation-page.ts';

/** Goes on by the Tab key until the focus is on an element with this role and name; gives the texts it went by. */
async function tabTo(
  page: Page,
  role: 'button' | 'textbox' | 'combobox',
  name: string | RegExp,
): Promise<string[]> {
  const wanted = page.getByRole(role, { name, exact: true }).and(page.locator(':focus'));
  const passed: string[] = [];
  for (let presses = 0; presses < 100; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await wanted.count()) > 0) return passed;
    passed.push(await page.evaluate<string>('document.activeElement?.textContent ?? ""'));
  }
  throw new Error(`no ${role} “${name}” is reached by the Tab key`);
}

describeInBrowser('a conversation on the page', () => {
  let inBrowser: WorldInBrowser;
  beforeAll(async () => {
    inBrowser = await aWorldInBrowser();
  });
  afterAll(async () => {
    await inBrowser.stop();
  });

  test('goes both ways: the agent reads English, answers in English, and the customer reads Spanish', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser();
    const { customer, customerLog, ticketLog, notes, tickets, way, ...on } = conversationOn(page);
    await on.speakAs('Lucía Moreno');
    await customer.getByRole('button', { name: /^Paquete perdido/ }).click();
    // Act
    await customer.getByRole('button', { name: 'Send' }).click();
    await notes.getByText('Hello. Where is my order #10023456?').waitFor();
    await on.agentWrites('#translate Can we help you with anything else?');
    await customerLog.getByText('¿Podemos ayudarle en algo más?').waitFor();
    // Assess
    const row = tickets.getByRole('listitem').filter({ hasText: 'Paquete perdido' });
    for (const fact of ['Lucía Moreno', 'Spanish', 'Negative', 'Order status'])
      await row.getByText(fact).waitFor();
    expect(await notes.first().innerText()).toContain('phrasebook');
    expect(await customerLog.innerText()).not.toContain('Where is my order');
    await ticketLog.getByText('¿Podemos ayudarle en algo más?').waitFor();
    await way.getByRole('heading', { name: 'Agent’s answer' }).waitFor();
    await way.getByText('Delivered', { exact: true }).waitFor();
    await way.getByText('Amazon Translate').waitFor();
    expect(await way.getByText('Total time').isVisible()).toBe(true);
    expect(await page.getByRole('banner').innerText()).toContain('Engine: phrasebook · stand-in');
  });

  test('what is begun stays while another ticket or the moments are looked at, and a reload finds the ticket', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser({ expectedProblems: /net::ERR_ABORTED/ });
    const { customer, tickets, agent, ...on } = conversationOn(page);
    await on.speakAs('Jonas Weber');
    await on.customerWrites('Vielen Dank.', 'Danke');
    await agent.getByRole('heading', { name: 'Danke' }).waitFor();
    await on.reply.fill('#translate Not finished');
    // Act
    await on.speakAs('Sanne de Vries');
    await on.customerWrites('Hartelijk dank.', 'Bedankt');
    await agent.getByRole('heading', { name: 'Bedankt' }).waitFor();
    const meanwhile = await on.reply.inputValue();
    await tickets.getByRole('button', { name: /Danke/ }).click();
    await agent.getByRole('heading', { name: 'Danke' }).waitFor();
    // Assess
    expect(meanwhile).toBe('#translate ');
    expect(await on.reply.inputValue()).toBe('#translate Not finished');
    // Act
    await customer.getByLabel('Message, in any language').fill('Noch etwas');
    await page.getByRole('link', { name: 'Moments' }).click();
    await page.getByRole('heading', { name: 'Sentiment' }).first().waitFor();
    await expect.poll(() => page.title()).toBe('Moments · Dragoman demo');
    await page.getByRole('link', { name: 'Conversation' }).click();
    await agent.getByRole('heading', { name: 'Danke' }).waitFor();
    // Assess
    expect(await on.reply.inputValue()).toBe('#translate Not finished');
    expect(await customer.getByLabel('Message, in any language').inputValue()).toBe('Noch etwas');
    // Act
    await page.reload();
    // Assess
    await agent.getByRole('heading', { name: 'Danke' }).waitFor();
    await page.getByRole('log', { name: 'What Jonas Weber sees' }).getByText('Vielen Dank.').waitFor();
  });

  test('an older way of a ticket can be looked at again', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser();
    const { way, notes, ...on } = conversationOn(page);
    await on.speakAs('Zofia Nowak');
    await on.customerWrites('Produkt dotarł uszkodzony.', 'Problem');
    await notes.first().waitFor();
    await on.agentWrites('#translate Can we help you with anything else?');
    await way.getByRole('heading', { name: 'Agent’s answer' }).waitFor();
    const choice = way.getByRole('combobox', { name: 'Way shown' });
    const option = choice
      .locator('option', { hasText: 'Customer’s message' })
      .filter({ hasText: 'delivered' });
    // Act
    await choice.selectOption({ label: (await option.first().textContent()) ?? '' });
    // Assess
    await way.getByRole('heading', { name: 'Customer’s message' }).waitFor();
    await way.getByText('message.enriched.v1').waitFor();
  });

  test('a chat is answered in the chat', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser({ expectedProblems: /net::ERR_ABORTED/ });
    const { customer, customerLog, ticketLog, notes, agent, ...on } = conversationOn(page);
    await on.speakAs('Camille Laurent');
    await customer.getByRole('radio', { name: 'Chat' }).check();
    // Act
    await on.customerWrites('Bonjour. Où est ma commande #10023456 ?');
    await agent.getByRole('article').getByText('Chat', { exact: true }).waitFor();
    await notes.getByText('Hello. Where is my order #10023456?').waitFor();
    await customer.getByLabel('Message, in any language').and(page.locator(':focus')).waitFor();
    await on.agentWrites('#translate Can we help you with anything else?');
    // Assess
    expect(await notes.filter({ hasText: 'Conversation with' }).count()).toBe(0);
    await ticketLog.getByText('Conversation with Camille Laurent').waitFor();
    await customerLog.getByText('Pouvons-nous faire autre chose pour vous ?').waitFor();
    await ticketLog.getByText('Pouvons-nous faire autre chose pour vous ?').waitFor();
    expect(await page.getByRole('radio', { name: 'Public reply' }).isDisabled()).toBe(true);
    // Act
    await page.reload();
    // Assess
    await customerLog.getByText('Pouvons-nous faire autre chose pour vous ?').waitFor();
  });

  test('the language field is a correction: the message is translated again from that language', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser();
    const { notes, agent, ...on } = conversationOn(page);
    await on.speakAs('Rafael Souza');
    await on.customerWrites('Fui cobrado duas vezes pelo pedido #10023456.', 'Pedido');
    await notes.getByText('Portuguese → English').waitFor();
    // Act
    await agent.getByLabel('Language').selectOption({ label: 'Spanish' });
    // Assess
    await notes.getByText('Spanish → English').waitFor();
    await agent.getByText('dm_lang_es').waitFor();
    expect(await agent.getByText('dm_lang_pt').count()).toBe(0);
  });

  test('Arabic runs from right to left, on both sides, and its translation from left to right', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser();
    const { customerLog, ticketLog, notes, ...on } = conversationOn(page);
    await on.speakAs('ليلى حداد');
    // Act
    await on.customerWrites('مرحبًا. أين طلبي #10023456؟', 'طرد مفقود');
    // Assess
    const [rightToLeft, leftToRight] = [page.locator(':dir(rtl)'), page.locator(':dir(ltr)')];
    await notes
      .getByText(/Where is my order/)
      .and(leftToRight)
      .waitFor();
    await customerLog
      .getByText(/أين طلبي/)
      .and(rightToLeft)
      .waitFor();
    await ticketLog
      .getByText(/أين طلبي/)
      .and(rightToLeft)
      .waitFor();
    expect(await customerLog.locator('[lang="ar"]').count()).toBe(1);
  });

  test('everything goes by the keyboard alone', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser();
    const { customerLog, ticketLog, notes, reply } = conversationOn(page);
    const { keyboard } = page;
    await page.getByRole('log', { name: 'Conversation in the ticket' }).waitFor();
    // Act
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await tabTo(page, 'combobox', 'Who writes');
    await keyboard.type('Giulia');
    await tabTo(page, 'button', /^Non riesco ad accedere/);
    await keyboard.press('Enter');
    await keyboard.press('Control+Enter');
    await notes.getByText('I cannot log in to my account.').waitFor();
    await tabTo(page, 'button', 'Suggestions');
    await keyboard.press('Enter');
    await keyboard.press('Escape');
    await keyboard.press('Tab');
    const stops = await tabTo(page, 'textbox', 'Internal note');
    await keyboard.press('Control+Enter');
    await keyboard.press('Control+A');
    await keyboard.type('#tr');
    await keyboard.press('Shift+Tab');
    const untaken = await reply.inputValue();
    await tabTo(page, 'textbox', 'Internal note');
    await keyboard.press('Enter');
    await keyboard.type('Can we help you with anything else?');
    await keyboard.press('Control+Enter');
    await keyboard.press('Control+Enter');
    // Assess
    await customerLog.getByText(/^Possiamo .*\?$/).waitFor();
    expect(await customerLog.getByRole('listitem').count()).toBe(2);
    expect(untaken).toBe('#tr');
    expect(stops.filter((stop) => /^#\d/.test(stop))).toHaveLength(1);
    await ticketLog.getByText(/^Possiamo .*\?$/).waitFor();
    expect(await ticketLog.getByRole('listitem').count()).toBe(4);
  });
});
