import { expect, type Page } from '@playwright/test';
import { test } from './house.ts';

const POLL_MS = 5_000;
/** A test looks once a second, and a busy machine takes a moment to draw. */
const DRAWN_WITHIN_MS = 5_000;

/** Enrols a simulated miner by its address, as an owner would type it. */
async function addMiner(page: Page, address: string, name: string): Promise<void> {
  await page.getByLabel('Address of the miner').fill(address);
  await page.getByRole('button', { name: 'Ask this address' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Add, watch only' }).click();
  await page.getByRole('button', { name: 'Show my fleet' }).click();
  await expect(page.getByRole('main').getByText(name).first()).toBeVisible();
}

/** Five seconds between polls, lost after a minute. */
async function watchClosely(page: Page): Promise<void> {
  await page.goto(new URL('/settings', page.url()).href);
  await page.getByLabel('Ask each miner every').fill('5');
  await page.getByLabel('Ask each miner every').press('Tab');
  const lost = page.getByRole('group', { name: 'Call a miner lost after' });
  await lost.getByRole('radio', { name: '1 min', exact: true }).check();
  await expect(page.getByText('Kept.').first()).toBeVisible();
}

const toFleet = (page: Page) => page.getByRole('link', { name: 'Fleet' }).first().click();
const card = (page: Page, name: string) =>
  page.getByRole('main').getByRole('article').filter({ hasText: name });

test('a newcomer sees the demo, adds a miner, is told when it silently stops, and keeps its history offline', async ({
  page,
  context,
  house,
}) => {
  test.setTimeout(600_000);
  await house.openPaired(page);
  expect(page.url()).not.toContain('pair=');
  await expect(page.getByText('Demo data').first()).toBeVisible();
  await expect(card(page, 'Kitchen Gamma')).toContainText(/no shares/i);

  const [gamma] = house.sim.miners;
  if (!gamma) throw new Error('the simulator has no miner');
  await page.getByRole('link', { name: 'Add my miner' }).click();
  await addMiner(page, `127.0.0.1:${gamma.address.port}`, 'My Gamma');
  await expect(page.getByText('Demo data')).toHaveCount(0);
  await watchClosely(page);
  await toFleet(page);
  await expect(card(page, 'My Gamma')).toContainText('Hashing', { timeout: 40_000 });
  await expect(page).toHaveTitle(/TH\/s/);

  await test.step('a flatline is announced within two polls after 99.9 % certainty', async () => {
    // Some polls of a living miner first: shares must have been seen to come.
    await page.waitForTimeout(3 * POLL_MS);
    const { model, settings } = gamma.twin;
    const hashesPerS = settings.frequencyMhz * 1e6 * model.smallCoresPerChip;
    const certainAfterMs = (6.9078 * 256 * 2 ** 32 * 1000) / hashesPerS;
    house.sim.fault(gamma.id, { kind: 'flatline' });
    const stoppedAtMs = Date.now();
    await expect(
      page
        .getByRole('main')
        .getByText(/no shares for .* sure it stopped/)
        .first(),
    ).toBeVisible({ timeout: 120_000 });
    const toldAfterMs = Date.now() - stoppedAtMs;
    console.log(
      `flatline told after ${(toldAfterMs / 1000).toFixed(1)} s; certain after ${(certainAfterMs / 1000).toFixed(1)} s`,
    );
    // Polls are spread by up to a tenth.
    expect(toldAfterMs).toBeLessThanOrEqual(certainAfterMs + 2 * POLL_MS * 1.1 + DRAWN_WITHIN_MS);
  });

  await test.step('its recovery is told as well', async () => {
    house.sim.heal(gamma.id);
    await expect(page.getByText(/finds shares again/).first()).toBeVisible({ timeout: 120_000 });
  });

  await test.step('a killed device turns stale, then lost, and never looks live', async () => {
    await house.sim.kill(gamma.id);
    await expect(card(page, 'My Gamma')).toContainText(/stale/i, { timeout: 80_000 });
    await expect(card(page, 'My Gamma')).toContainText(/lost/i, { timeout: 180_000 });
  });

  await test.step('reloaded without a network the app opens with its history', async () => {
    await page.evaluate(() => navigator.serviceWorker.ready);
    await context.setOffline(true);
    await page.reload();
    // Nobody can ask it now, so nobody calls it lost.
    await expect(card(page, 'My Gamma')).toContainText(/stale/i);
    await page
      .getByRole('main')
      .getByRole('link', { name: /My Gamma/ })
      .first()
      .click();
    await expect(page.getByText(/TH\/s mean/).first()).toBeVisible();
    await context.setOffline(false);
  });

  await test.step('a second tab follows, and collects when the first is killed', async () => {
    await house.sim.revive(gamma.id);
    await page.goto(house.url);
    await expect(card(page, 'My Gamma')).toContainText('Hashing', { timeout: 140_000 });
    const second = await context.newPage();
    await second.goto(house.url);
    await expect(card(second, 'My Gamma')).toContainText('Hashing');
    // A crash, not a goodbye: nothing of the page gets to run any more.
    const crashed = page.waitForEvent('crash');
    await page.goto('chrome://crash').catch(() => undefined);
    await crashed;
    house.sim.fault(gamma.id, { kind: 'flatline' });
    await expect(
      second
        .getByRole('main')
        .getByText(/sure it stopped/)
        .first(),
    ).toBeVisible({ timeout: 120_000 });
  });
});
