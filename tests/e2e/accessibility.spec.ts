import { expect, type Page } from '@playwright/test';
import { hindrances } from './hindrances.ts';
import { test } from './house.ts';

/** No colour may still be on its way to another one while it is measured. */
test.use({ contextOptions: { reducedMotion: 'reduce' } });
/** Each page is looked at four times, and a slow machine takes ten seconds for a look at a long one. */
test.describe.configure({ timeout: 600_000 });

test('no page of the demo hinders anybody, in either theme, on a phone or a laptop', async ({
  page,
  house,
}) => {
  await house.openPaired(page);
  const found: string[] = [];
  await expect(page.getByRole('article').filter({ hasText: /no shares/i })).toBeVisible();
  await expect(page.locator('canvas').first()).toBeVisible();
  found.push(...(await hindrances(page, 'Fleet')));

  await page.getByRole('main').getByRole('link', { name: 'Kitchen Gamma', exact: true }).click();
  await expect(page.locator('canvas').first()).toBeVisible();
  found.push(...(await hindrances(page, 'Miner')));
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  found.push(...(await hindrances(page, 'Miner, being edited')));
  await page.keyboard.press('Escape');

  await goTo(page, 'Profit');
  await expect(page.getByText(/would save/).first()).toBeVisible();
  found.push(...(await hindrances(page, 'Profit')));

  await goTo(page, 'Settings');
  await expect(page.getByLabel('Ask each miner every')).toBeVisible();
  found.push(...(await hindrances(page, 'Settings')));

  await page.goto(`${house.url}/no-such-page`);
  await expect(page.getByText('There is nothing at this address')).toBeVisible();
  found.push(...(await hindrances(page, 'unknown address')));
  expect(found).toEqual([]);
});

test('neither prices by the clock with all their hours nor the sources hinder anybody', async ({
  page,
  house,
}) => {
  await house.openPaired(page);
  await goTo(page, 'Profit');
  await page.getByRole('radio', { name: 'By the clock' }).check({ force: true });
  await page.getByLabel('Price', { exact: true }).fill('0.60');
  await page.keyboard.press('Tab');
  await expect(page.getByText('Each hour in figures')).toBeVisible();
  const found = [...(await hindrances(page, 'Profit, prices by the clock'))];

  await page.goto(`${house.url}/settings/sources`);
  await expect(page.getByRole('heading', { name: 'Who is asked over the internet' })).toBeVisible();
  found.push(...(await hindrances(page, 'Sources')));
  expect(found).toEqual([]);
});

test('the figures of a miner are worked out by the learner, and hinder nobody', async ({ page, house }) => {
  await house.openPaired(page);
  await expect(page.getByRole('article').first()).toBeVisible();
  await page.goto(`${house.url}/learn/features`);
  const hashrate = page.locator('#feature-hashrate_th_s');
  await expect(hashrate).toContainText('TH/s', { timeout: 120_000 });
  await hashrate.locator('summary').click();
  await expect(hashrate).toContainText('How it is worked out');
  expect(await hindrances(page, 'Features')).toEqual([]);
});

test('nothing on the way to an own miner hinders anybody', async ({ page, house }) => {
  const found: string[] = [];
  const [gamma] = house.sim.miners;
  if (!gamma) throw new Error('the simulator has no miner');

  await page.goto(house.url);
  await expect(page.getByRole('article').first()).toBeVisible();
  found.push(...(await hindrances(page, 'first run, not paired')));
  await goTo(page, 'Add');
  await expect(page.getByLabel('Pairing link or code')).toBeVisible();
  found.push(...(await hindrances(page, 'Add miner, not paired')));

  await house.openPaired(page);
  await goTo(page, 'Add');
  const address = page.getByLabel('Address of the miner');
  await address.fill('8.8.8.8');
  await page.getByRole('button', { name: 'Ask this address' }).click();
  await expect(page.getByText('That address is outside your home.')).toBeVisible();
  found.push(...(await hindrances(page, 'Add miner, a public address')));

  await house.sim.kill(gamma.id);
  await address.fill(`127.0.0.1:${gamma.address.port}`);
  await page.getByRole('button', { name: 'Ask this address' }).click();
  await expect(page.getByText('Nothing answers at that address.')).toBeVisible();
  found.push(...(await hindrances(page, 'Add miner, nothing answers')));

  await house.sim.revive(gamma.id);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toBeVisible();
  found.push(...(await hindrances(page, 'Add miner, found')));

  await page.getByRole('button', { name: 'Add, watch only' }).click();
  await expect(page.getByRole('button', { name: 'Show my fleet' })).toBeVisible();
  found.push(...(await hindrances(page, 'Add miner, added')));
  await page.getByRole('button', { name: 'Show my fleet' }).click();
  await expect(page.getByRole('article')).toHaveCount(1);
  found.push(...(await hindrances(page, 'own Fleet')));
  expect(found).toEqual([]);
});

/** Goes by the app's own navigation, as an owner would. */
const goTo = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click();
