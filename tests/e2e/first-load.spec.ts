import { gzipSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
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

interface Loaded {
  readonly name: string;
  readonly text: string;
  readonly gzipBytes: number;
}

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

  const inWorkers = await Promise.all((await workerScripts(page)).map((url) => fetched(page, url)));
  const workers = new Set(inWorkers.map(({ name }) => name));
  const onPage = (await Promise.all((await pageFiles(page, '.js')).map((url) => fetched(page, url)))).filter(
    ({ name }) => !workers.has(name),
  );
  const styles = await Promise.all((await pageFiles(page, '.css')).map((url) => fetched(page, url)));
  console.log(
    `first visit, gzip: ${kB(onPage)} of script on the page in ${onPage.length} files, ${kB(inWorkers)} in workers, ${kB(styles)} of styles`,
  );

  expect(onPage.length).toBeGreaterThan(0);
  expect(sizeOf(onPage)).toBeLessThanOrEqual(PAGE_SCRIPT_LIMIT_BYTES);
  for (const [folder, word] of Object.entries(WORKER_ONLY)) {
    const holding = (scripts: readonly Loaded[]) => scripts.filter(({ text }) => text.includes(word));
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

/** What the page's own thread asked for, by the browser's own account. */
function pageFiles(page: Page, ending: string): Promise<readonly string[]> {
  return page.evaluate(
    (end) => [
      ...new Set(
        performance
          .getEntriesByType('resource')
          .map(({ name }) => name)
          .filter((name) => new URL(name).pathname.endsWith(end)),
      ),
    ],
    ending,
  );
}

/** The scripts of the page's workers, with what each of them asked for later. */
async function workerScripts(page: Page): Promise<readonly string[]> {
  const lists = await Promise.all(
    page.workers().map(async (worker) => {
      const imported = await worker.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => name)
          .filter((name) => new URL(name).pathname.endsWith('.js')),
      );
      return [worker.url(), ...imported];
    }),
  );
  return [...new Set(lists.flat())];
}

async function fetched(page: Page, url: string): Promise<Loaded> {
  const body = await (await page.request.get(url)).body();
  return {
    name: new URL(url).pathname,
    text: body.toString('utf8'),
    gzipBytes: gzipSync(body, { level: 9 }).length,
  };
}

function sizeOf(files: readonly Loaded[]): number {
  return files.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
}

const kB = (files: readonly Loaded[]) => `${(sizeOf(files) / 1000).toFixed(1)} kB`;
