import { expect, type Page } from '@playwright/test';
import { test } from './house.ts';
import { addMiner } from './phone.ts';

test.use({ viewport: { width: 390, height: 844 } });

const POOL = 'stratum+tcp://pool.example:3333';

/** Chooses all miners of the fleet, and opens what can be done with them. */
async function controlAll(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Fleet', exact: true }).first().click();
  await page.getByRole('button', { name: 'Choose', exact: true }).click();
  await page.getByRole('button', { name: 'All 2 shown' }).click();
  await page.getByRole('button', { name: 'Control', exact: true }).click();
}

/** Looks at each, then sends, then takes back, as an owner with one thumb does: no button is scrolled for. */
async function sendToBothAndTakeBack(
  page: Page,
  said: { readonly preview: string },
  was: { readonly sent: () => void; readonly back: () => void },
): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Look at each' }).click();
  const send = dialog.getByRole('button', { name: 'Send to 2 miners' });
  await expect(send).toBeInViewport();
  await expect(dialog.getByText(said.preview).first()).toBeVisible();
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(tooWide).toBeLessThanOrEqual(0);
  await send.click();
  const undo = dialog.getByRole('button', { name: 'Undo on 2 miners' });
  await expect(undo).toBeInViewport({ timeout: 360_000 });
  await expect(dialog.getByText('Done, and read back.')).toHaveCount(2);
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toHaveCount(0);
  was.sent();
  await undo.click();
  await expect(dialog.getByText(/^Undone: .*Done, and read back\.$/)).toHaveCount(2, { timeout: 360_000 });
  await expect(undo).toHaveCount(0);
  was.back();
  await dialog.getByRole('button', { name: 'Close' }).click();
}

test('on a phone an owner pauses two miners at once, gives them other pools, and takes both back', async ({
  page,
  house,
}) => {
  test.setTimeout(840_000);
  const [gamma, other] = house.sim.miners.filter(({ name }) => name.endsWith('Gamma'));
  if (!gamma || !other) throw new Error('the simulator has too few miners that can be paused');
  const twins = [gamma.twin, other.twin];
  const poolsOf = () => twins.map(({ settings }) => settings.pools.map(({ host }) => host));
  const paused = () => twins.map(({ settings }) => settings.paused);
  const mined = poolsOf();
  await house.openPaired(page);
  await expect(page.getByText('This browser is now paired with the helper.')).toBeVisible();
  await addMiner(page, `127.0.0.1:${gamma.address.port}`, 'Cellar Gamma');
  await addMiner(page, `127.0.0.1:${other.address.port}`, 'Attic Gamma');

  await test.step('one consent names both', async () => {
    await controlAll(page);
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('Davylamp only watches Attic Gamma, Cellar Gamma')).toBeVisible();
    await dialog.getByRole('button', { name: 'Allow control …' }).click();
    await dialog.getByRole('button', { name: 'Allow control of these 2' }).click();
    await expect(dialog.getByText('Davylamp only watches')).toHaveCount(0);
  });

  await test.step('both are paused, and mine again', async () => {
    await sendToBothAndTakeBack(
      page,
      { preview: 'paused' },
      {
        sent: () => expect(paused()).toEqual([true, true]),
        back: () => expect(paused()).toEqual([false, false]),
      },
    );
  });

  await test.step('pools are written down once', async () => {
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('main').getByRole('link', { name: 'Cellar Gamma', exact: true }).click();
    await page.getByRole('button', { name: 'Pool templates' }).click();
    await page.getByRole('button', { name: 'New template' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Other');
    await dialog.getByLabel('Pool', { exact: true }).fill(POOL);
    await dialog.getByLabel('User', { exact: true }).fill('bc1qexampleexampleexample.{miner}');
    await dialog.getByRole('button', { name: 'Save template' }).click();
    await expect(dialog.getByText(POOL)).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('both are given them, each under its own name, and get their own back', async () => {
    await controlAll(page);
    await page.getByRole('dialog').getByLabel('What to do').selectOption('pools');
    await sendToBothAndTakeBack(
      page,
      { preview: 'bc1qex…mple.Cellar-Gamma' },
      {
        sent: () => expect(poolsOf().map(([first]) => first)).toEqual(['pool.example', 'pool.example']),
        back: () => expect(poolsOf()).toEqual(mined),
      },
    );
  });
});
