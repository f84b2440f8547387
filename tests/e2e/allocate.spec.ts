import { expect } from '@playwright/test';
import { hindrances } from './hindrances.ts';
import { test } from './house.ts';

test('what a house has is shared out, kept, and worked out without a network, too', async ({
  page,
  context,
  house,
}) => {
  await page.goto(house.url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.getByRole('navigation').getByRole('link', { name: 'Plan' }).click();
  await page.getByRole('link', { name: /Share out what you have/ }).click();
  await expect(page.getByRole('heading', { name: 'Share what you have' })).toBeVisible();
  const type = async (label: string, text: string) => {
    await page.getByLabel(label, { exact: true }).fill(text);
    await page.keyboard.press('Tab');
  };
  await type('Power', '1000');
  await page.getByRole('button', { name: 'Add a workload' }).click();
  await type('A unit earns', '0.2');
  await type('A unit takes: Power', '50');
  await expect(page.getByText(/It earns .*4\.00 a day/)).toBeVisible();
  await expect(page.getByText(/One more watt of power is worth .*0\.004.* a day/)).toBeVisible();
  expect(await hindrances(page, 'Share what you have')).toEqual([]);

  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText(/It earns .*4\.00 a day/)).toBeVisible();
});
