import { expect, type Page } from '@playwright/test';
import { test } from './house.ts';

const main = (page: Page) => page.getByRole('main');
const tile = (page: Page, label: string) =>
  main(page)
    .locator('dl > div')
    .filter({ has: page.locator('dt', { hasText: label }) })
    .first();
const choose = (page: Page, field: string, choice: string) =>
  page.getByRole('group', { name: field }).getByRole('radio', { name: choice, exact: true }).check();

/** Cards that hold what is billed, typed or told in the currency: prices, and the arithmetic with them. */
const IN_CURRENCY = ['What work earns', 'What power costs', 'How it is counted', 'What heat is worth'];
/** Sums that may stand in the currency beside satoshi: a price of power, and one of bitcoin. */
const PRICES =
  /€[\d,.]+(\/kWh|\s?(for a bitcoin|,| ?per bitcoin))|Bitcoin (above|below) €[\d,]+|It is at €[\d,]+/g;

/** Sums in the currency in cards that should have none. */
async function sumsInCurrency(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const heading of await main(page).locator('h2').all()) {
    const [name = ''] = await heading.allInnerTexts();
    const [words = ''] = await heading.locator('xpath=ancestor::section[1]').allInnerTexts();
    if (IN_CURRENCY.includes(name)) continue;
    const sums = words.replaceAll(PRICES, '').match(/[^\n]*€[^\n]*/g) ?? [];
    found.push(...sums.map((sum) => `${name}: ${sum}`));
  }
  return found;
}

test('satoshi, petahash and Fahrenheit are chosen in one place, and change every page of every tab', async ({
  page,
  house,
  context,
}) => {
  await page.goto(house.url);
  await expect(tile(page, 'Net a day')).toContainText('€');
  await expect(page).toHaveTitle(/TH\/s.*°C/);

  const settings = await context.newPage();
  await settings.goto(`${house.url}/settings`);
  await choose(settings, 'Sums in', 'satoshi');
  await choose(settings, 'SHA-256 hashrate in', 'PH/s');
  await choose(settings, 'Temperatures in', '°F');
  await expect(settings.getByText(/Satoshi at €88,000 for a bitcoin/)).toBeVisible();

  await test.step('the fleet, open in another tab, at once', async () => {
    await expect(tile(page, 'Net a day')).toContainText(/\d\ssats/);
    await expect(tile(page, 'Net a day')).not.toContainText('€');
    await expect(tile(page, 'Hashrate')).toContainText('PH/s');
    await expect(page).toHaveTitle(/PH\/s.*°F/);
    await expect(page.getByRole('article').filter({ hasText: 'PH/s' }).first()).toContainText('°F');
  });

  await test.step('a miner’s page', async () => {
    // Whichever stands first: a miner under a thousandth of the unit keeps one of its own.
    await page.getByRole('article').filter({ hasText: 'PH/s' }).first().getByRole('link').first().click();
    await expect(tile(page, 'Hashrate')).toContainText('PH/s');
    await expect(tile(page, 'Net a day')).toContainText(/sats|nothing is earned now/);
    await expect(main(page)).not.toContainText('€');
  });

  await test.step('Profit, in every card', async () => {
    await page.goto(`${house.url}/pay`);
    await expect(main(page)).toContainText(/\ssats\/day/);
    for (const name of ['Luck', 'The books'])
      await expect(main(page).getByRole('heading', { name, exact: true })).toBeVisible();
    expect(await sumsInCurrency(page)).toEqual([]);
    await expect(main(page)).toContainText(/per PH\/s a day/);
    await expect(main(page)).toContainText(/€[\d.]+\/kWh \([\d.\s]+sats/);
  });

  await test.step('and back from Profit, in all tabs and after a reload', async () => {
    await choose(page, 'Sums in', 'EUR');
    await expect(main(page)).toContainText(/€[\d.]+\/day/);
    await expect(settings.getByRole('radio', { name: 'EUR', exact: true })).toBeChecked();
    await settings.goto(house.url);
    await expect(tile(settings, 'Net a day')).toContainText('€');
    await expect(tile(settings, 'Hashrate')).toContainText('PH/s');
  });
});
