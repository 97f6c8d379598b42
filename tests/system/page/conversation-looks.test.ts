import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  aWorldInBrowser,
  describeInBrowser,
  findSeriousAxeViolations,
  type WorldInBrowser,
} from '../../support/browser.ts';
import { conversationOn } from '../../support/conversation-page.ts';

const root = join(import.meta.dirname, '../../..');
const folder =
  process.env.UPDATE_SCREENSHOTS === '1' ? join(root, 'docs/images') : join(root, '.reports/screenshots');

const wide = { width: 1280, height: 960 };
const narrow = { width: 380, height: 860 };
const sizes = [wide, { width: 768, height: 1024 }, narrow];
const schemes = ['light', 'dark'] as const;

const parts = ['Customer', 'Way', 'Ticket'] as const;

async function showPart(page: Page, part: (typeof parts)[number]): Promise<void> {
  await page.getByRole('button', { name: part, exact: true }).click();
}

describeInBrowser('how a conversation looks', () => {
  let inBrowser: WorldInBrowser;
  beforeAll(async () => {
    inBrowser = await aWorldInBrowser();
    const page = await inBrowser.openPageInBrowser();
    const on = conversationOn(page);
    const say = async (name: string, subject: string, text: string, note: RegExp) => {
      await on.speakAs(name);
      await on.customerWrites(text, subject);
      await on.notes.getByText(note).waitFor();
    };
    await say(
      'Elif Kaya',
      'Teşekkürler',
      'Hızlı yardımınız için çok teşekkür ederim. Şimdi her şey mükemmel çalışıyor.',
      /Turkish →/,
    );
    await say('佐藤', '注文#10023456の問題', '注文#10023456をキャンセルしたいです。', /Japanese →/);
    await say('ليلى', 'طرد مفقود', 'مرحبًا. أين طلبي #10023456؟ لم يصل طلبي بعد.', /Arabic →/);
    await say(
      'Lucía',
      'Paquete perdido',
      'Hola. ¿Dónde está mi pedido #10023456? Mi pedido todavía no ha llegado.',
      /Spanish →/,
    );
    await on.agentWrites('#translate Thank you for your message. Can we help you with anything else?');
    await on.customerLog.getByText('¿Podemos ayudarle').waitFor();
  });
  afterAll(async () => {
    await inBrowser.stop();
  });

  /** The page as a visitor finds it, once everything that it shows has been read. */
  async function open(viewport: typeof wide, colorScheme: (typeof schemes)[number]): Promise<Page> {
    const page = await inBrowser.openPageInBrowser({ viewport, colorScheme });
    await page.getByText('¿Podemos ayudarle').first().waitFor({ state: 'attached' });
    await page.getByText('Paquete perdido').first().waitFor({ state: 'attached' });
    return page;
  }

  test.each(schemes)('has no serious fault of accessibility in %s colours', async (scheme) => {
    // Prepare
    const page = await open(wide, scheme);
    // Act
    const violations = await findSeriousAxeViolations(page);
    // Assess
    expect(violations).toEqual([]);
  });

  test.each(schemes)('has none either in %s colours where each part is on its own', async (scheme) => {
    // Prepare
    const page = await open(narrow, scheme);
    for (const part of parts) {
      await showPart(page, part);
      // Act
      const violations = await findSeriousAxeViolations(page);
      // Assess
      expect(violations, part).toEqual([]);
    }
  });

  test.each(sizes)('fits a window of $width px without being scrolled sideways', async (viewport) => {
    // Prepare
    const page = await open(viewport, 'light');
    const shown = viewport.width < 1000 ? parts : [];
    for (const part of [null, ...shown]) {
      if (part !== null) await showPart(page, part);
      // Act
      const width = await page.evaluate('document.documentElement.scrollWidth');
      // Assess
      expect(width, part ?? 'as it opens').toBe(viewport.width);
    }
  });

  test.each(sizes)('shows every command at $width px, whole, without being scrolled', async (viewport) => {
    // Prepare
    const page = await open(viewport, 'light');
    if (viewport.width < 1000) await showPart(page, 'Ticket');
    const bar = page.getByRole('group', { name: 'Commands' });
    // Act
    const buttons = await bar.getByRole('button').all();
    const shown = await Promise.all(buttons.map((button) => button.boundingBox()));
    // Assess
    const box = await bar.boundingBox();
    const within = shown.filter((each) => each!.x >= box!.x && each!.x + each!.width <= box!.x + box!.width);
    expect(within).toHaveLength(9);
  });

  test('keeps the colours that were chosen', async () => {
    // Prepare
    // A page that is loaded again leaves its stream, and what it was reading.
    const page = await inBrowser.openPageInBrowser({ expectedProblems: /net::ERR_ABORTED/ });
    const schemeNow = () => page.evaluate('getComputedStyle(document.documentElement).colorScheme');
    // Act
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.reload();
    await page.getByRole('radio', { name: 'Dark' }).waitFor({ state: 'attached' });
    // Assess
    expect(await schemeNow()).toBe('dark');
  });

  test.each(
    schemes.flatMap((scheme) =>
      [wide, narrow].map((viewport) => ({ scheme, viewport, width: viewport.width })),
    ),
  )('is kept as a picture, $scheme at $width px', async ({ scheme, viewport, width }) => {
    // Prepare
    const page = await open(viewport, scheme);
    mkdirSync(folder, { recursive: true });
    if (viewport === narrow) await showPart(page, 'Ticket');
    await conversationOn(page)
      .tickets.getByRole('button', { name: /Paquete perdido/ })
      .click();
    const thread = page.getByRole('log', { name: /^What .* sees$/, includeHidden: true });
    await thread.getByText('¿Podemos ayudarle').waitFor({ state: 'attached' });
    await page.mouse.move(0, 0);
    // Act
    const picture = await page.screenshot({
      path: join(folder, `conversation-${scheme}-${width}.png`),
      fullPage: viewport === narrow,
    });
    // Assess
    expect(picture.byteLength).toBeGreaterThan(20_000);
  });
});
