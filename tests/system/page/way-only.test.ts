import { afterAll, beforeAll, test } from 'vitest';
import type { Desk } from '../../../infra/local/desks/desk.ts';
import { openSalesforceDesk } from '../../../infra/local/desks/salesforce/index.ts';
import { aWorldInBrowserWith, describeInBrowser, type WorldInBrowser } from '../../support/browser.ts';

describeInBrowser('beside a helpdesk whose API the page does not speak', () => {
  let inBrowser: WorldInBrowser<Desk>;
  beforeAll(async () => {
    inBrowser = await aWorldInBrowserWith(openSalesforceDesk);
  });
  afterAll(async () => {
    await inBrowser.stop();
  });

  test('the page says why it shows ways and moments only', async () => {
    // Prepare
    const page = await inBrowser.openPageInBrowser();
    await page.getByText('Type a customer’s message in the terminal').waitFor();
    await page.getByRole('heading', { name: 'The way through the stack' }).waitFor();
    // Act
    await page.getByRole('link', { name: 'Moments' }).click();
    // Assess
    await page.getByRole('heading', { name: 'How messages ended' }).waitFor();
  });
});
