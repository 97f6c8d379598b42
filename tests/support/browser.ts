import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect } from 'vitest';
import type { Desk } from '../../infra/local/desks/desk.ts';
import { openZendeskDesk, type ZendeskDesk } from '../../infra/local/desks/zendesk/index.ts';
import { type Assets, buildPage } from '../../infra/local/page/server/build.ts';
import { openPage } from '../../infra/local/page/server/index.ts';
import { type AWorldOptions, aWorldWith, type WorldWith } from './world.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const isInstalled = existsSync(executablePath);
const isCi = process.env.CI === 'true';
if (!isInstalled && !isCi) {
  process.stderr.write(
    'Skipped: there is no Chromium at /usr/bin/chromium ("apt-get install chromium"), and CHROMIUM_PATH names none.\n',
  );
}

/** `describe` for tests in a browser: skipped where Chromium is missing, but never in CI. */
export const describeInBrowser = describe.skipIf(!isInstalled && !isCi);

const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What a page may be waited for: other tests may have the machine. */
const patienceMs = 90_000;

let building: Promise<Assets> | null = null;
let launching: Promise<Browser> | null = null;
/** Open in the present test, with what went wrong in each. */
const opened = new Map<BrowserContext, string[]>();

afterEach(async () => {
  const problems = [...opened.values()].flat();
  const contexts = [...opened.keys()];
  opened.clear();
  await Promise.all(contexts.map((context) => context.close()));
  expect(problems, 'console errors, page errors and failed requests').toEqual([]);
});

afterAll(async () => {
  await (await launching)?.close();
  launching = null;
});

export type InBrowser = Partial<{
  viewport: { width: number; height: number };
  colorScheme: 'light' | 'dark';
  /** Below the page's address. Default: `/`. */
  path: string;
  /** Problems that the test provokes: these do not fail it. */
  expectedProblems: RegExp;
}>;

/** Collects what a person would find in the browser's console. A page that is closed has no problems any more. */
function watch(page: Page, problems: string[], expected: RegExp | undefined): void {
  const note = (problem: string) => {
    if (!opened.has(page.context()) || expected?.test(problem) === true) return;
    problems.push(problem);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') note(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => note(`page error: ${error.message}`));
  page.on('requestfailed', (request) =>
    note(`failed: ${request.method()} ${request.url()} ${request.failure()?.errorText}`),
  );
}

async function openInBrowser(url: string, options: InBrowser): Promise<Page> {
  launching ??= chromium.launch({ executablePath, args: launchArguments, timeout: patienceMs });
  const browser = await launching;
  const { viewport = { width: 1280, height: 900 }, colorScheme = 'light', path = '/' } = options;
  const context = await browser.newContext({
    viewport,
    colorScheme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(patienceMs);
  const problems: string[] = [];
  opened.set(context, problems);
  const page = await context.newPage();
  watch(page, problems, options.expectedProblems);
  await page.goto(`${url}${path}`);
  return page;
}

export type WorldInBrowser<SomeDesk extends Desk = ZendeskDesk> = Readonly<{
  world: WorldWith<SomeDesk>;
  url: string;
  /**
   * Opens the page afresh, as another visitor; closed after the test, which fails if the browser had anything to complain
   * of. Wait with locators or `expect.poll`: the page's Content-Security-Policy forbids what `waitForFunction` does.
   */
  openPageInBrowser(options?: InBrowser): Promise<Page>;
  /** Ends page and world. */
  stop(): Promise<void>;
}>;

/** A running world with the page beside it. The page is built once per test file. */
export async function aWorldInBrowserWith<SomeDesk extends Desk>(
  openDesk: Parameters<typeof aWorldWith<SomeDesk>>[0],
  options: AWorldOptions<SomeDesk> = {},
): Promise<WorldInBrowser<SomeDesk>> {
  building ??= buildPage();
  const [assets, world] = await Promise.all([building, aWorldWith(openDesk, options)]);
  const served = await openPage({ world, assets, engine: options.engine ?? 'phrasebook' });
  return {
    world,
    url: served.url,
    openPageInBrowser: (inBrowser = {}) => openInBrowser(served.url, inBrowser),
    stop: async () => {
      await served.stop();
      await world.stop();
    },
  };
}

/** The same with Zendesk. */
export function aWorldInBrowser(options: AWorldOptions<ZendeskDesk> = {}): Promise<WorldInBrowser> {
  return aWorldInBrowserWith(openZendeskDesk, options);
}

/**
 * What axe finds that is serious or critical, one line each: rule, what it asks for, where. An empty list is what a test
 * wants.
 */
export async function findSeriousAxeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<import('axe-core').AxeResults>(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join(', ')})`,
    );
}
