import { expect, type Page } from '@playwright/test';
import { hindrances } from './hindrances.ts';
import { type House, test } from './house.ts';

/** No colour may still be on its way to another one while it is measured. */
test.use({ contextOptions: { reducedMotion: 'reduce' } });
test.describe.configure({ timeout: 600_000 });

/** The demo's month is laid down, and then judged, quarter of an hour by quarter of an hour. */
const JUDGED = { timeout: 300_000 };

async function openHealth(page: Page, house: House): Promise<void> {
  await house.openPaired(page);
  await expect(page.getByRole('article').first()).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Pages' })
    .getByRole('link', { name: 'Health', exact: true })
    .click();
  await expect(page.getByText(/^Show \d+ that (is|are) over$/)).toBeVisible(JUDGED);
  await expect(page.getByRole('progressbar')).toHaveCount(0, JUDGED);
}

const goTo = (page: Page, subject: string) =>
  page
    .getByRole('navigation', { name: 'On this page' })
    .getByRole('button', { name: subject, exact: true })
    .click();

test('the watch finds what the demo’s month has in it, on a phone, and its owner answers', async ({
  page,
  house,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openHealth(page, house);
  const dusty = page.getByRole('article').filter({ hasText: 'Attic Supra – the cooling is getting worse' });

  await test.step('the dust stands open, with its odds and what to look at', async () => {
    await expect(dusty).toContainText('% sure');
    await dusty.getByText('Cause, check and repair').click();
    await expect(dusty.getByText('Dust in the cooling').first()).toBeVisible();
    await expect(dusty.getByText('Cheapest check first')).toBeVisible();
    await expect(dusty.locator('canvas').first()).toBeVisible();
  });

  await test.step('what was done waits for the readings, and is taken back', async () => {
    await dusty.getByRole('button', { name: 'I cleaned it' }).click();
    await expect(dusty).toContainText('Waiting for the readings to confirm it', JUDGED);
    await dusty.getByRole('button', { name: 'Take back: Cleaned, Attic Supra' }).click();
    await expect(dusty.getByRole('button', { name: 'I cleaned it' })).toBeVisible(JUDGED);
    await expect(page.getByText('Waiting for the readings')).toHaveCount(0);
  });

  await test.step('who would have caught what is over is shown, with the rules that were sooner', async () => {
    await goTo(page, 'Who caught it');
    const races = page.getByRole('list', { name: 'Davylamp beside fixed rules, finding by finding' });
    const lost = races
      .getByRole('listitem')
      .filter({ hasText: 'Desk Gamma – a board or chip is lost' })
      .first();
    await expect(lost).toContainText('Davylamp');
    await expect(lost).toContainText('Hashrate −10 % in 15 min');
  });

  await test.step('what happened leads to its chart', async () => {
    await goTo(page, 'Timeline');
    const happened = page.getByRole('region', { name: 'What happened' });
    await happened
      .getByRole('button', { name: /^Chart: Desk Gamma – found/ })
      .first()
      .click();
    await expect(happened.locator('canvas').first()).toBeVisible();
  });

  await test.step('a false alarm is counted against the promise, and moves to what is over', async () => {
    await goTo(page, 'False alarms');
    await expect(page.getByText(/you called 0 of them false/)).toBeVisible();
    await dusty.getByRole('button', { name: 'False alarm', exact: true }).click();
    await expect(page.getByText(/you called 1 of them false/)).toBeVisible(JUDGED);
    await expect(dusty).toBeHidden();
  });

  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  await test.step('neither this page, all of it unfolded, nor the alarms hinder anybody', async () => {
    const folded = page.locator('h2 > button[aria-expanded="false"]');
    while ((await folded.count()) > 0) await folded.first().click();
    const found = [...(await hindrances(page, 'Health'))];
    await page.goto(`${house.url}/settings/alarms`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    found.push(...(await hindrances(page, 'Alarms')));
    expect(found).toEqual([]);
  });
});
