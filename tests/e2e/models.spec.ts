import { expect, type Page } from '@playwright/test';
import { hindrances } from './hindrances.ts';
import { type House, test } from './house.ts';

/** No colour may still be on its way to another one while it is measured. */
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const POWER = 'power-price:home:hour';

async function openModels(page: Page, house: House): Promise<void> {
  await house.openPaired(page);
  await expect(page.getByRole('article').first()).toBeVisible();
  await page.goto(`${house.url}/learn/models?of=${POWER}`);
  await expect(page.getByRole('heading', { name: 'How the learner is' })).toBeVisible({ timeout: 60_000 });
}

test('where nothing was learned yet, the page of models teaches, and hinders nobody', async ({
  page,
  house,
}) => {
  await openModels(page, house);
  await expect(page.getByText('No model has been trained yet')).toBeVisible();
  expect(await hindrances(page, 'Models')).toEqual([]);
});

test('a training is held, goes on, outlives its page, and leaves a contest', async ({ page, house }) => {
  test.setTimeout(360_000);
  await openModels(page, house);
  await page.getByRole('radio', { name: '30 s' }).check({ force: true });
  await page.getByRole('radio', { name: 'Only quick ones' }).check({ force: true });
  await page.getByRole('button', { name: 'Start training' }).click();
  const training = page.getByRole('region', { name: /^Training: Price of power/ });
  await training.getByRole('button', { name: 'Pause' }).click();
  await expect(training).toContainText('paused by you', { timeout: 60_000 });
  await training.getByRole('button', { name: 'Go on' }).click();
  await expect(training).not.toContainText('paused by you');

  await page.getByRole('main').getByRole('link', { name: 'Forecasts' }).first().click();
  const along = page.getByRole('region', { name: /^Training: Price of power/ });
  const what = page.getByLabel('Forecast of', { exact: true });
  await expect(what).toBeVisible({ timeout: 60_000 });
  await what.selectOption({ label: 'Price of power' });
  await expect(along).toContainText(/done$|What came of it/, { timeout: 300_000 });
  await expect(page.getByText('No contest was held yet')).toHaveCount(0);
  await expect(page.getByText('The contest in figures')).toBeVisible({ timeout: 30_000 });

  await page.getByRole('main').getByRole('link', { name: 'Models', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Price of power/ }).first()).toBeVisible({
    timeout: 30_000,
  });
  expect(await hindrances(page, 'Models, trained')).toEqual([]);
});

test('a file that is no model is refused in words', async ({ page, house }) => {
  await openModels(page, house);
  await page.getByLabel('File of a model').setInputFiles({
    name: 'model.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"not":"a model"}'),
  });
  await expect(page.getByText(/This is no model of Davylamp, or it is damaged\./)).toBeVisible();
});
