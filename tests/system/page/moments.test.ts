import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  aWorldInBrowser,
  describeInBrowser,
  findSeriousAxeViolations,
  type WorldInBrowser,
} from '../../support/browser.ts';
import { play } from '../../support/world.ts';

const root = join(import.meta.dirname, '../../..');
const folder =
  process.env.UPDATE_SCREENSHOTS === '1' ? join(root, 'docs/images') : join(root, '.reports/screenshots');

const wide = { width: 1280, height: 860 };
const narrow = { width: 380, height: 860 };
const schemes = ['light', 'dark'] as const;

/** For one message, when other tests have the machine. */
const deadlineMs = 150_000;
const patience = { timeout: 60_000 };

const whereIsMyOrder = 'Hola, ¿dónde está mi pedido #10023456?';
const customersWrite = [
  whereIsMyOrder,
  'Ihr Service ist eine Katastrophe! Ich warte seit 21 Tagen. Niemand antwortet auf meine E-Mails. Ich möchte mein Geld zurück.',
  'How can I change the delivery address of my order? I moved last week.',
  'Il codice sconto SUMMER-20 non funziona.\nPotete aiutarmi?',
  'السلام عليكم. أين طلبي #10023456؟ طلبي لم يصل بعد.',
  'Bom dia. Fui cobrado duas vezes. Escrevam para ana@example.com, por favor.',
  'Ik kan niet inloggen op mijn account. Hoe kan ik mijn wachtwoord opnieuw instellen?',
  'Otrzymałem uszkodzony produkt. Chciałbym otrzymać zwrot pieniędzy.',
  '注文をキャンセルしたいです。注文番号は XJ-900/2 です。',
  'Hızlı yardımınız için çok teşekkür ederim. Şimdi her şey mükemmel çalışıyor.',
  'Guten Tag. Wo ist meine Bestellung #10023456? Das Paket ist noch nicht angekommen.',
].map((text, index) => ({ ticket: String(index + 1), text }));
const saidAgain = { ticket: '21', text: whereIsMyOrder };
const agentWrites = [
  { ticket: '1', from: 'agent', public: false, text: '#translate Can we help you with anything else?' },
  {
    ticket: '1',
    from: 'agent',
    public: false,
    text: '#translate Dear {{ticket.requester.name}}, thank you.',
  },
];

const chart = (page: Page, name: string) => page.getByRole('figure', { name });
/** Its series with their numbers, as one reads them. */
async function legendOf(figure: Locator): Promise<string[]> {
  const entries = await figure.locator('.moment-legend li').allInnerTexts();
  return entries.map((entry) => entry.replaceAll(/\s+/g, ' '));
}

/** Opens a chart's table and gives it line by line, its head first. */
async function tableOf(figure: Locator): Promise<string[][]> {
  await figure.getByText('Show as table').click();
  const lines = await figure.getByRole('row').all();
  return await Promise.all(lines.map((line) => line.locator('th, td').allInnerTexts()));
}

/** The plain numbers, by their names. */
async function numbersOf(page: Page): Promise<Record<string, number>> {
  const tiles = await page.locator('.moment-tile').all();
  const entries = tiles.map(async (tile) => [
    await tile.locator('dt').innerText(),
    Number((await tile.locator('dd').innerText()).replace('▲', '')),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

describeInBrowser('the Moments of a dozen messages', () => {
  let inBrowser: WorldInBrowser;
  let billedCharacters = 0;
  beforeAll(async () => {
    inBrowser = await aWorldInBrowser();
    // The first one is throttled until it has to wait, so that there is something to see of what went wrong.
    inBrowser.world.faults.add(['translate:throttle:6']);
    // One after the other, so that their times are those of one message and not of a rush.
    for (const line of [...customersWrite, saidAgain, ...agentWrites]) {
      const [output] = await play(inBrowser.world, [line], deadlineMs);
      billedCharacters += output!.billedCharacters;
    }
  });
  afterAll(async () => {
    await inBrowser.stop();
  });

  /** The view, once the last of it has come in. */
  async function open(options: { viewport?: typeof wide; colorScheme?: (typeof schemes)[number] } = {}) {
    const page = await inBrowser.openPageInBrowser({ viewport: wide, ...options, path: '/#moments' });
    await expect.poll(async () => (await numbersOf(page))['Answers not sent'], patience).toBe(1);
    await page.locator('.recharts-surface').first().waitFor();
    return page;
  }

  test('are the same as those of the deployed dashboard', async () => {
    const page = await open();
    expect((await page.getByRole('heading', { level: 3 }).allInnerTexts()).sort()).toEqual([
      'Answers sent and not sent',
      'Characters billed and saved',
      'How messages ended',
      'Intents by language',
      'Retries, gaps and parked messages',
      'Sentiment over time',
      'Time from the message to its note',
    ]);
  });

  test('tell how their writers feel', async () => {
    const page = await open();
    const figure = chart(page, 'Sentiment over time');
    expect(await legendOf(figure)).toEqual([
      'Negative 7 (58 %)',
      'Mixed 0 (0 %)',
      'Neutral 4 (33 %)',
      'Positive 1 (8 %)',
    ]);
    const [head, ...spans] = await tableOf(figure);
    expect(head).toEqual(['Time', 'Negative', 'Mixed', 'Neutral', 'Positive']);
    const sums = [1, 2, 3, 4].map((column) => spans.reduce((sum, cells) => sum + Number(cells[column]), 0));
    expect(sums).toEqual([7, 0, 4, 1]);
  });

  test('tell what they want, language by language', async () => {
    const page = await open();
    expect(await tableOf(chart(page, 'Intents by language'))).toEqual([
      [
        ...['Language', 'Account access', 'Cancel order', 'Change address', 'Order status'],
        ...['Payment problem', 'Refund', 'Return item', 'No intent sure'],
      ],
      ['German', '0', '0', '0', '1', '0', '1', '0', '0'],
      ['Spanish', '0', '0', '0', '2', '0', '0', '0', '0'],
      ['Arabic', '0', '0', '0', '1', '0', '0', '0', '0'],
      ['English', '0', '0', '1', '0', '0', '0', '0', '0'],
      ['Italian', '0', '0', '0', '0', '1', '0', '0', '0'],
      ['Japanese', '0', '1', '0', '0', '0', '0', '0', '0'],
      ['Dutch', '1', '0', '0', '0', '0', '0', '0', '0'],
      ['Polish', '0', '0', '0', '0', '0', '0', '1', '0'],
      ['Portuguese', '0', '0', '0', '0', '1', '0', '0', '0'],
      ['Turkish', '0', '0', '0', '0', '0', '0', '0', '1'],
    ]);
  });

  test('have a time for each note that the helpdesk holds; one message was in the agent’s language and needs none', async () => {
    const page = await open();
    const figure = chart(page, 'Time from the message to its note');
    const [, ...notes] = await tableOf(figure);
    expect(notes).toHaveLength(11);
    expect(await legendOf(figure)).toEqual([
      expect.stringMatching(/^Median \d+(\.\d)? m?s$/),
      expect.stringMatching(/^p95 \d+(\.\d)? m?s$/),
      'Notes 11',
    ]);
  });

  test('tell what Translate was paid for, answers included, and what was said before and cost nothing', async () => {
    const page = await open();
    const figure = chart(page, 'Characters billed and saved');
    const [, ...points] = await tableOf(figure);
    expect(points.at(-1)?.slice(1)).toEqual([billedCharacters.toLocaleString('en-US'), '38']);
    expect(await legendOf(figure)).toEqual([
      expect.stringMatching(/^Billed [\d,]+ \(\$0\.01\)$/),
      'Saved 38 ($0.00057)',
    ]);
  });

  test('count how messages and answers ended, and the numbers add up', async () => {
    const page = await open();
    expect(await numbersOf(page)).toMatchObject({
      'Messages accepted': 14,
      Delivered: 14,
      'Needed nothing': 0,
      Parked: 0,
      'Answers sent': 1,
      'Answers not sent': 1,
      Gaps: 0,
    });
    expect((await numbersOf(page)).Retries).toBeGreaterThan(0);
  });

  test.each(['How messages ended', 'Answers sent and not sent', 'Retries, gaps and parked messages'])(
    'stand in one row each: %s',
    async (name) => {
      // Prepare
      const page = await open();
      const group = page.getByRole('region', { name }).or(chart(page, name));
      // Act
      const tiles = await group.locator('.moment-tile').all();
      const boxes = await Promise.all(tiles.map((tile) => tile.boundingBox()));
      // Assess
      expect(new Set(boxes.map((box) => box!.y)).size).toBe(1);
    },
  );

  test('can be read off a chart by keyboard alone', async () => {
    // Prepare
    const page = await open();
    const drawing = chart(page, 'Intents by language').getByRole('application');
    // Act
    await drawing.focus();
    await page.keyboard.press('ArrowRight');
    // Assess
    const told = chart(page, 'Intents by language').getByRole('status');
    await expect.poll(() => told.innerText(), patience).toContain('German');
    expect(await told.innerText()).toMatch(/Order status\s+1/);
  });

  test.each(schemes)('have no serious fault of accessibility in %s colours', async (colorScheme) => {
    // Prepare
    const page = await open({ colorScheme });
    for (const summary of await page.getByText('Show as table').all()) await summary.click();
    // Act
    const violations = await findSeriousAxeViolations(page);
    // Assess
    expect(violations).toEqual([]);
  });

  test.each(
    schemes.flatMap((scheme) =>
      [wide, narrow].map((viewport) => ({ scheme, viewport, width: viewport.width })),
    ),
  )('are kept as a picture, $scheme at $width px, and fit into it', async ({ scheme, viewport, width }) => {
    // Prepare
    const page = await open({ viewport, colorScheme: scheme });
    mkdirSync(folder, { recursive: true });
    // Act
    const picture = await page.screenshot({
      path: join(folder, `moments-${scheme}-${width}.png`),
      fullPage: true,
    });
    // Assess
    expect(picture.byteLength).toBeGreaterThan(20_000);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });
});

describeInBrowser('the Moments as they come in', () => {
  // One of its own for each try: it begins with empty axes.
  let inBrowser: WorldInBrowser;
  beforeEach(async () => {
    inBrowser = await aWorldInBrowser({ limits: { maxWriteAgeSeconds: 600 } });
  });
  afterEach(async () => {
    await inBrowser.stop();
  });

  test('begin with a sentence instead of empty axes, and follow what happens without being loaded again', async () => {
    // Prepare
    const { world, openPageInBrowser } = inBrowser;
    const page = await openPageInBrowser({ path: '/#moments' });
    await page.getByText('Nobody has written yet.').waitFor();
    expect(await page.locator('.recharts-surface').count()).toBe(0);
    await page.evaluate('globalThis.isSamePage = true');
    // Act
    world.faults.add(['lex:down']);
    await play(world, [{ ticket: '1', text: whereIsMyOrder }], deadlineMs);
    // Assess
    await expect.poll(async () => (await numbersOf(page)).Gaps, patience).toBe(1);
    expect(await legendOf(chart(page, 'Intents by language'))).toEqual([
      expect.stringMatching(/No intent sure 1$/),
    ]);
    expect(await page.evaluate('isSamePage')).toBe(true);
    // Act
    world.faults.add(['helpdesk:down']);
    await play(world, [{ ticket: '2', text: whereIsMyOrder }], deadlineMs);
    // Assess
    await expect.poll(async () => (await numbersOf(page)).Parked, patience).toBe(1);
    const { Retries: retries = 0, Gaps: gaps } = await numbersOf(page);
    expect(retries).toBeGreaterThan(0);
    const [head, ...spans] = await tableOf(chart(page, 'Retries, gaps and parked messages'));
    expect(head).toEqual(['Time', 'Retries', 'Gaps', 'Parked']);
    const sums = [1, 2, 3].map((column) => spans.reduce((sum, cells) => sum + Number(cells[column]), 0));
    expect(sums).toEqual([retries, gaps, 1]);
  });
});
