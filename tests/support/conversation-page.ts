import type { Locator, Page } from 'playwright-core';

/** The conversation view of the demo page, by what a person finds on it. */
export type ConversationPage = Readonly<{
  customer: Locator;
  way: Locator;
  agent: Locator;
  /** What the customer sees. */
  customerLog: Locator;
  /** The open ticket's messages. */
  ticketLog: Locator;
  notes: Locator;
  tickets: Locator;
  reply: Locator;
  /** Chooses who writes, by a name of the personas. */
  speakAs(name: string): Promise<void>;
  customerWrites(text: string, subject?: string): Promise<void>;
  agentWrites(note: string): Promise<void>;
}>;

export function conversationOn(page: Page): ConversationPage {
  const customer = page.getByRole('region', { name: 'The customer' });
  const agent = page.getByRole('region', { name: /^The agent/ });
  const ticketLog = page.getByRole('log', { name: 'Conversation in the ticket' });
  const reply = page.getByRole('textbox', { name: 'Internal note' });
  return {
    customer,
    agent,
    way: page.getByRole('region', { name: 'The way through the stack' }),
    customerLog: page.getByRole('log', { name: /^What .* sees$/ }),
    ticketLog,
    notes: ticketLog.getByRole('listitem').filter({ hasText: 'Internal note' }),
    tickets: agent.getByRole('list', { name: 'Tickets, newest first' }),
    reply,

    async speakAs(name) {
      const choice = page.getByLabel('Who writes');
      const option = await choice.locator('option', { hasText: name }).textContent();
      await choice.selectOption({ label: option ?? name });
    },

    async customerWrites(text, subject) {
      if (subject !== undefined) await customer.getByLabel('Subject').fill(subject);
      await customer.getByLabel('Message, in any language').fill(text);
      await customer.getByRole('button', { name: 'Send' }).click();
    },

    async agentWrites(note) {
      await reply.fill(note);
      await page.getByRole('button', { name: 'Add note' }).click();
    },
  };
}
