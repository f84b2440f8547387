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
  await expect(what).toBeVisible({ timeout: 120_000 });
  await what.selectOption({ label: 'Price of power' });
  await expect(page.getByText(/^Price of power in 24 h/)).toBeVisible({ timeout: 120_000 });
}

test('the demo’s price of power is forecast, as far ahead as is chosen, with its past behind it', async ({
  page,
  house,
}) => {
  await openForecast(page, house);
  await expect(page.locator('figure canvas')).toBeVisible();
  await expect(page.getByText(/known, not foreseen\.$/).first()).toBeVisible();
  await expect(page.getByText('Nobody has to: all that is shown is published')).toBeVisible();
  await page.getByRole('radio', { name: '48 h' }).check({ force: true });
  await expect(page.getByText(/^Price of power in 48 h/)).toBeVisible({ timeout: 60_000 });
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

test('satoshi, petahash and Fahrenheit hold for forecasts as well', async ({ page, house }) => {
  test.setTimeout(480_000);
  await house.openPaired(page);
  await expect(page.getByRole('article').first()).toBeVisible();
  const go = (name: string) =>
    page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click();
  await go('Settings');
  for (const [field, choice] of [
    ['Sums in', 'satoshi'],
    ['SHA-256 hashrate in', 'PH/s'],
    ['Temperatures in', '°F'],
  ] as const)
    await page.getByRole('group', { name: field }).getByRole('radio', { name: choice, exact: true }).check();
  const what = page.getByLabel('Forecast of', { exact: true });
  const main = page.getByRole('main');
  // Of the demo's past, which is laid down just now, enough is known within a minute: a learner that is opened anew sees it at once.
  await expect(async () => {
    await go('Settings');
    await page.waitForTimeout(1_500);
    await go('Forecast');
    await expect(what).toBeVisible({ timeout: 60_000 });
    for (const thing of ['earnings:BTC', 'hashrate:fleet', 'outdoor-temperature:home'])
      await expect(what.locator(`option[value="${thing}"]`)).not.toContainText('not yet', { timeout: 2_000 });
  }).toPass({ timeout: 300_000 });
  for (const [thing, sentence, axis] of [
    ['earnings:BTC', /^What Bitcoin earns in 24 h .*: about [\d\s]+sats\/PH\/day\./, 'sats/PH/day'],
    ['hashrate:fleet', /^Hashrate of all miners in 24 h .*: about 0\.\d+\sPH\/s\./, 'PH/s'],
    ['outdoor-temperature:home', /^Air outside in 24 h .*\d\s°F\./, '°F'],
  ] as const) {
    await what.selectOption(thing);
    await expect(main.getByText(sentence)).toBeVisible({ timeout: 180_000 });
    await expect(main.locator('figure').first()).toContainText(axis);
    await expect(main.getByText(/€|\bTH\/|°C/)).toHaveCount(thing === 'earnings:BTC' ? 1 : 0);
  }
});

test('a forecast hinders nobody, in either theme, on a phone or a laptop', async ({ page, house }) => {
  await openForecast(page, house);
  expect(await hindrances(page, 'Forecast')).toEqual([]);
});
