import { expect, type Page } from '@playwright/test';
import { hindrances } from './hindrances.ts';
import { type House, test } from './house.ts';

/** No colour may still be on its way to another one while it is measured. */
test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Opens the forecast of what the demo's power costs: its tariff is known for months back. */
async function openForecast(page: Page, house: House): Promise<void> {
  await house.openPaired(page);
  await expect(page.getByRole('article').first()).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Pages' })
    .getByRole('link', { name: 'Forecast', exact: true })
    .click();
  // The first look at a past of months takes its time.
  const what = page.getByLabel('Forecast of', { exact: true });
  await expect(what).toBeVisible({ timeout: 60_000 });
  await what.selectOption({ label: 'Price of power' });
  await expect(page.getByText(/^Price of power in 24 h/)).toBeVisible({ timeout: 60_000 });
}

test('the demo’s price of power is forecast, as far ahead as is chosen, with its past behind it', async ({
  page,
  house,
}) => {
  await openForecast(page, house);
  await expect(page.locator('figure canvas')).toBeVisible();
  await expect(page.getByText(/known, not foreseen\.$/).first()).toBeVisible();
  await page.getByRole('radio', { name: '48 h' }).check({ force: true });
  await expect(page.getByText(/^Price of power in 48 h/)).toBeVisible({ timeout: 30_000 });
  await page.locator('figure').getByText('Show as a table').click();
  await expect(page.locator('figure tbody tr')).toHaveCount(48);
  await expect(page.getByText('Demo: forecasts for the made-up fleet.')).toBeVisible();
});

test('what cannot be forecast yet says why', async ({ page, house }) => {
  await openForecast(page, house);
  await page.getByText('What could be forecast').click();
  await page.getByRole('link', { name: 'Air of the room' }).click();
  await expect(page.getByRole('heading', { name: 'Not yet' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('No sensor tells it.');
});

test('a forecast hinders nobody, in either theme, on a phone or a laptop', async ({ page, house }) => {
  await openForecast(page, house);
  expect(await hindrances(page, 'Forecast')).toEqual([]);
});
