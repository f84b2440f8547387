import { expect } from '@playwright/test';
import { hindrances } from './hindrances.ts';
import { test } from './house.ts';

test.use({ viewport: { width: 390, height: 844 } });

test('on a phone a miner is tuned: allowed, begun, gone on with after a reload, and stopped where it began', async ({
  page,
  house,
}) => {
  const gamma = house.sim.miners.find(({ name }) => name === 'Kitchen Gamma');
  if (!gamma) throw new Error('the simulator has no Kitchen Gamma');
  const { frequencyMhz, coreVoltageMv } = gamma.twin.settings;
  await house.openPaired(page);
  await page.getByRole('link', { name: 'Add my miner' }).click();
  await page.getByLabel('Address of the miner').fill(`127.0.0.1:${gamma.address.port}`);
  await page.getByRole('button', { name: 'Ask this address' }).click();
  await page.getByLabel('Name', { exact: true }).fill('My Gamma');
  await page.getByRole('button', { name: 'Add, watch only' }).click();
  await page.getByRole('button', { name: 'Show my fleet' }).click();
  await page.getByRole('main').getByRole('link', { name: 'My Gamma', exact: true }).click();
  await page.getByRole('button', { name: 'Allow control' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Allow control' }).click();
  await page.getByRole('link', { name: 'Tune this miner' }).click();

  await expect(page.getByRole('heading', { name: 'Tune', exact: true })).toBeVisible();
  await expect(page.getByLabel('Power at most')).toBeVisible();
  const found = [...(await hindrances(page, 'Tune, before it begins'))];
  await page.getByRole('button', { name: 'Start tuning' }).click();
  await expect(page.getByText(/Measuring .+: trial 1 of at most 12/)).toBeVisible();
  found.push(...(await hindrances(page, 'Tune, while it measures')));
  expect(found).toEqual([]);
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(tooWide).toBeLessThanOrEqual(0);

  await page.reload();
  await expect(page.getByText(/trial 1 of at most 12/)).toBeVisible();
  await page.getByRole('button', { name: 'Stop and go back to the best' }).click();
  await expect(page.getByText('You stopped it: the best point so far is set.')).toBeVisible();
  expect(gamma.twin.settings).toMatchObject({ frequencyMhz, coreVoltageMv });
});
