import { expect } from '@playwright/test';
import { openStreet, type Street } from '../support/street.ts';
import { test as houseTest } from './house.ts';

const MINERS = 6;

/** A house in whose network there are miners at addresses of their own. */
const test = houseTest.extend<{ readonly street: Street }>({
  street: async ({ house: _ }, use) => {
    const street = await openStreet(4, MINERS);
    await use(street);
    await street.close();
  },
});

test('an owner looks through the network, ticks what was found, and sees it in the fleet', async ({
  page,
  house,
  street,
}) => {
  test.setTimeout(180_000);
  await house.openPaired(page);
  await page.getByRole('link', { name: 'Add my miner' }).click();
  const card = page.getByRole('region', { name: 'Find miners on my network' });
  await expect(card).toContainText('You are looking at the demo.');
  const ranges = card.getByLabel('Where to look');

  await ranges.fill('8.8.8.0/24');
  await ranges.press('Enter');
  await expect(card).toContainText('reaches outside your home');

  await ranges.fill(street.range);
  await ranges.press('Enter');
  await expect(card).toContainText(`${MINERS} miners found.`, { timeout: 40_000 });
  await expect(card.getByRole('checkbox')).toHaveCount(MINERS);
  await expect(card.getByRole('checkbox', { checked: true })).toHaveCount(0);

  await card.getByRole('checkbox').first().check();
  await card.getByRole('checkbox').nth(1).check();
  await card.getByRole('button', { name: 'Add 2 miners, watch only' }).click();
  await expect(card).toContainText('2 miners are in your fleet.');
  await card.getByRole('button', { name: 'Show my fleet' }).click();
  await expect(page.getByText('Demo data')).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('article')).toHaveCount(2);

  await page.getByRole('link', { name: 'Add' }).first().click();
  await ranges.fill(street.range);
  await ranges.press('Enter');
  await expect(card).toContainText(`${MINERS} miners found.`, { timeout: 40_000 });
  await expect(card.getByText('Already in your fleet as')).toHaveCount(2);
  await expect(card.getByRole('button', { name: `Select all ${MINERS - 2}` })).toBeVisible();
});
