import { readFile } from 'node:fs/promises';
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
  await expect(page.getByRole('heading', { name: 'How the learner is' })).toBeVisible({ timeout: 120_000 });
}

/** The row of a model of the price of power, by the beginning of its name. */
function rowOf(page: Page, name: string) {
  const card = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: /^Price of power,/ }) });
  return card
    .getByRole('listitem')
    .filter({ has: page.locator('strong', { hasText: name }) })
    .first();
}

async function promote(page: Page, name: string): Promise<void> {
  await rowOf(page, name)
    .getByRole('button', { name: /^Let it speak/ })
    .click();
  const dialog = page.getByRole('dialog');
  // It asks where the contest is against it: who wins is the contest's affair.
  if (await dialog.isVisible()) await dialog.getByRole('button', { name: 'Let it speak' }).click();
  await expect(page.getByText(`${name}, version 1 speaks from now on.`)).toBeVisible();
  await expect(rowOf(page, name)).toContainText('Speaks');
}

const LINEAR = 'Weighted sum (ridge)';
const TREES = 'Boosted trees';

/** What an owner does with models, over what the learner has really trained. */
async function useModels(page: Page): Promise<void> {
  const before = await rowOf(page, LINEAR).locator('[data-status]').textContent();
  await test.step('one is let speak, and that is undone', async () => {
    await promote(page, LINEAR);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Undone.')).toBeVisible();
    await expect(rowOf(page, LINEAR).locator('[data-status]')).toHaveText(before ?? '');
  });
  await test.step('another takes its place, is taken back, and the one before speaks again', async () => {
    await promote(page, LINEAR);
    await promote(page, TREES);
    await expect(rowOf(page, LINEAR)).toContainText('Archived');
    await rowOf(page, TREES)
      .getByRole('button', { name: /^Take it back/ })
      .click();
    await expect(page.getByText(`${TREES}, version 1 was taken back.`)).toBeVisible();
    await expect(rowOf(page, TREES)).toContainText('Taken back');
    await expect(rowOf(page, LINEAR)).toContainText('Speaks');
  });
  await test.step('each says what it looks at', async () => {
    for (const name of [LINEAR, TREES]) {
      await rowOf(page, name)
        .getByRole('button', { name: /^Explain/ })
        .click();
      const explained = rowOf(page, name).getByRole('region', { name: `What ${name}, version 1 looks at` });
      await expect(explained).toContainText(/On average it says €[\d.]+\/kWh; now it says €/, {
        timeout: 60_000,
      });
      await expect(explained.getByRole('heading', { name: 'What moves the forecast now' })).toBeVisible();
      await expect(explained.locator('li').first()).toContainText(/[+−] €/);
    }
  });
  await test.step('one is saved as a file, refused when damaged, and taken in', async () => {
    const saving = page.waitForEvent('download');
    await rowOf(page, LINEAR)
      .getByRole('button', { name: /^Save as a file/ })
      .click();
    const path = await (await saving).path();
    const file = await readFile(path);
    const field = page.getByLabel('File of a model');
    const give = (buffer: Buffer) =>
      field.setInputFiles({ name: 'model.json', mimeType: 'application/json', buffer });
    await give(file.subarray(0, file.length - 40));
    await expect(page.getByText(/This is no model of Davylamp, or it is damaged\./)).toBeVisible();
    await give(file);
    await expect(page.getByText(`${LINEAR}, version 2 was taken in as a candidate.`)).toBeVisible();
    const taken = rowOf(page, `${LINEAR}, version 2`);
    await expect(taken).toContainText('Candidate');
    await taken.getByRole('button', { name: /^Archive/ }).click();
    await expect(taken).toContainText('Archived');
  });
}

test('where nothing was learned yet, the page of models teaches, and hinders nobody', async ({
  page,
  house,
}) => {
  await openModels(page, house);
  await expect(page.getByText('No model has been trained yet')).toBeVisible();
  expect(await hindrances(page, 'Models')).toEqual([]);
});

test('a training is held, goes on, outlives its page, leaves a contest, and models that are used', async ({
  page,
  house,
}) => {
  test.setTimeout(840_000);
  await openModels(page, house);
  await page.getByRole('radio', { name: '30 s' }).check({ force: true });
  await page.getByRole('radio', { name: 'Only quick ones' }).check({ force: true });
  await page.getByRole('button', { name: 'Start training' }).click();
  const training = page.getByRole('region', { name: /^Training: Price of power/ });
  await training.getByRole('button', { name: 'Pause' }).click();
  await expect(training).toContainText('paused by you', { timeout: 120_000 });
  await training.getByRole('button', { name: 'Go on' }).click();
  await expect(training).not.toContainText('paused by you');

  await page.getByRole('main').getByRole('link', { name: 'Forecasts' }).first().click();
  const along = page.getByRole('region', { name: /^Training: Price of power/ });
  const what = page.getByLabel('Forecast of', { exact: true });
  await expect(what).toBeVisible({ timeout: 120_000 });
  await what.selectOption({ label: 'Price of power' });
  await expect(along).toContainText(/done$|What came of it/, { timeout: 600_000 });
  await expect(page.getByText('No contest was held yet')).toHaveCount(0);
  await expect(page.getByText('The contest in figures')).toBeVisible({ timeout: 60_000 });

  await page.getByRole('main').getByRole('link', { name: 'Models', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Price of power/ }).first()).toBeVisible({
    timeout: 60_000,
  });
  await useModels(page);
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
