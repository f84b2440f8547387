import { expect, type Page } from '@playwright/test';
import { hindrances } from './hindrances.ts';
import { type House, test } from './house.ts';

/** Adds the simulated Kitchen Gamma as the owner's own miner, lets Davylamp change it, and types what work is worth. */
async function ownGamma(page: Page, house: House) {
  const gamma = house.sim.miners.find(({ name }) => name === 'Kitchen Gamma');
  if (!gamma) throw new Error('the simulator has no Kitchen Gamma');
  await house.openPaired(page);
  // The service worker is in charge before the solver is fetched for the first time.
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.getByRole('link', { name: 'Add my miner' }).click();
  await page.getByLabel('Address of the miner').fill(`127.0.0.1:${gamma.address.port}`);
  await page.getByRole('button', { name: 'Ask this address' }).click();
  await page.getByLabel('Name', { exact: true }).fill('My Gamma');
  await page.getByRole('button', { name: 'Add, watch only' }).click();
  await page.getByRole('button', { name: 'Show my fleet' }).click();
  await page.getByRole('main').getByRole('link', { name: 'My Gamma', exact: true }).click();
  await page.getByRole('button', { name: 'Allow control' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Allow control' }).click();
  await expect(page.getByRole('link', { name: 'Tune this miner' })).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'Profit' }).click();
  await page.getByLabel('Hashprice', { exact: true }).fill('400');
  await page.keyboard.press('Tab');
  return gamma;
}

test('hours are planned, overruled by keys, carried out and curtailed; and planned without a network, too', async ({
  page,
  context,
  house,
}) => {
  const gamma = await ownGamma(page, house);
  await page.getByRole('navigation').getByRole('link', { name: 'Plan' }).click();
  await expect(page.getByRole('heading', { name: 'The next 48 hours' })).toBeVisible();
  await expect(page.getByText('More than always on')).toBeVisible();
  expect(await hindrances(page, 'Plan')).toEqual([]);

  await page.getByRole('radio', { name: 'Live' }).check({ force: true });
  await expect(page.getByText('Carried out while Davylamp is open in a tab')).toBeVisible();
  await page.getByRole('button', { name: 'Curtail now' }).click();
  await expect(page.getByText(/All planned miners are off until/)).toBeVisible();
  await expect.poll(() => gamma.twin.settings.paused).toBe(true);
  await expect(page.getByText(/My Gamma from normal to off, you took all off/)).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(() => gamma.twin.settings.paused, { timeout: 120_000 }).toBe(false);

  await page.getByRole('radio', { name: 'Dry run' }).check({ force: true });
  const row = page.getByRole('listbox', { name: 'My Gamma: modes by the hour' });
  await row.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^off: / }).click();
  await expect(row.getByRole('option', { name: /off, you said so/ })).toHaveCount(2);
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(row.getByRole('option', { name: /you said so/ })).toHaveCount(0);

  await context.setOffline(true);
  await page.goto(`${house.url}/plan`);
  await expect(page.getByText('Offline: planned with the prices that were told before.')).toBeVisible();
  await expect(page.getByRole('listbox', { name: 'My Gamma: modes by the hour' })).toBeVisible();
});
