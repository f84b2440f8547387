import { expect } from '@playwright/test';
import { type LoadedFile, loadedFiles, sizeOf } from '../support/loaded-files.ts';
import { test } from './house.ts';

/** The limit for the Fleet page's first visit, learning code excluded. */
const PAGE_SCRIPT_LIMIT_BYTES = 90_000;

/** Words that outlive minifying, one for each folder whose code has no business on the page's thread. */
const WORKER_ONLY = {
  'src/store': 'indexedDB',
  'src/collect': 'BroadcastChannel',
  'src/devices': '/api/system/info',
  'src/twin': 'flatline',
} as const;

test('the first visit of the Fleet page loads at most 90 kB of script, and nothing that belongs to a worker', async ({
  page,
  house,
}) => {
  await page.goto(house.url);
  await expect(page.getByRole('article').first()).toBeVisible();
  // Chart and money come after the first paint, and belong to the first visit too.
  await expect(page.locator('canvas').first()).toBeVisible();
  await expect(page.getByText('Net a day')).toBeVisible();
  await page.evaluate(() => navigator.serviceWorker.ready);

  const { onPage, inWorkers, styles } = await loadedFiles(page);
  console.log(
    `first visit, gzip: ${kB(onPage)} of script on the page in ${onPage.length} files, ${kB(inWorkers)} in workers, ${kB(styles)} of styles`,
  );

  expect(onPage.length).toBeGreaterThan(0);
  expect(sizeOf(onPage)).toBeLessThanOrEqual(PAGE_SCRIPT_LIMIT_BYTES);
  for (const [folder, word] of Object.entries(WORKER_ONLY)) {
    const holding = (scripts: readonly LoadedFile[]) => scripts.filter(({ text }) => text.includes(word));
    // A word that no worker says any more would prove nothing about the page.
    expect(holding(inWorkers).length, `"${word}" tells code of ${folder}`).toBeGreaterThan(0);
    expect(
      holding(onPage).map(({ name }) => name),
      `${folder} on the page`,
    ).toEqual([]);
  }
  const learning = [...onPage, ...inWorkers].filter(({ name }) => /learn|insight|onnx|\.wasm/.test(name));
  expect(learning.map(({ name }) => name)).toEqual([]);
});

const kB = (files: readonly LoadedFile[]) => `${(sizeOf(files) / 1000).toFixed(1)} kB`;
