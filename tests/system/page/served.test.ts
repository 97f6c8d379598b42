import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  aWorldInBrowser,
  describeInBrowser,
  findSeriousAxeViolations,
  type WorldInBrowser,
} from '../../support/browser.ts';

describeInBrowser('the page as it is served', () => {
  let inBrowser: WorldInBrowser;
  beforeAll(async () => {
    inBrowser = await aWorldInBrowser();
  });
  afterAll(async () => {
    await inBrowser.stop();
  });

  test('opens in a browser that has nothing to complain of, under its own Content-Security-Policy', async () => {
    // Act
    const page = await inBrowser.openPageInBrowser();
    await page.locator('main').waitFor({ state: 'attached' });
    // Assess
    expect(await page.title()).toContain('Dragoman');
  });

  test('hears of what happens without being loaded again', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser();
    await page.evaluate(`
      globalThis.heard = [];
      const stream = new EventSource('/page/stream');
      for (const kind of ['snapshot', 'way']) stream.addEventListener(kind, () => heard.push(kind));
    `);
    // Act
    const asked = await page.evaluate(async () => {
      const answer = await fetch('/helpdesk/customer/8447388091001/api/v2/requests.json', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ request: { subject: 'Paquete perdido', comment: { body: 'Hola.' } } }),
      });
      return answer.status;
    });
    // Assess
    expect(asked).toBe(201);
    await expect.poll(() => page.evaluate('heard'), { timeout: 90_000 }).toContain('way');
    expect(await page.evaluate('heard[0]')).toBe('snapshot');
  });

  test('may not run a script that somebody has written into it', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser({ expectedProblems: /Content Security Policy/ });
    // Act
    await page.evaluate(`
      const script = document.createElement('script');
      script.textContent = 'globalThis.wasRun = true';
      document.body.append(script);
    `);
    // Assess
    expect(await page.evaluate('globalThis.wasRun')).toBeUndefined();
  });

  test('is looked through for faults of accessibility: one that is planted is found', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser();
    await page.evaluate('document.body.append(document.createElement("button"))');
    // Act
    const violations = await findSeriousAxeViolations(page);
    // Assess
    expect(violations.join()).toContain('button-name');
  });
});
