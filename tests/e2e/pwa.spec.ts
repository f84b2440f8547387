import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { startProxy } from '../../proxy/start.ts';
import { TOKEN, test } from './house.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

interface ManifestPicture {
  readonly src: string;
  readonly sizes: string;
  readonly purpose?: string;
  readonly form_factor?: string;
}

test('the manifest names pictures that are there, in the sizes that it says', async ({ page, house }) => {
  await page.goto(house.url);
  const href = await page.locator('link[rel=manifest]').getAttribute('href');
  const reply = await page.request.get(new URL(href ?? '', house.url).href);
  const manifest = (await reply.json()) as {
    readonly name: string;
    readonly display: string;
    readonly icons: ManifestPicture[];
    readonly screenshots: ManifestPicture[];
  };
  expect(manifest).toMatchObject({ name: 'Davylamp', display: 'standalone' });
  expect(manifest.icons.map(({ purpose }) => purpose)).toContain('maskable');
  expect(manifest.screenshots.map((picture) => picture.form_factor).toSorted()).toEqual(['narrow', 'wide']);
  for (const { src, sizes } of [...manifest.icons, ...manifest.screenshots]) {
    const size = await page.evaluate(async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    if (sizes !== 'any') expect(size, src).toBe(sizes);
  }
  const errors = await (await page.context().newCDPSession(page)).send('Page.getInstallabilityErrors');
  // Playwright's contexts are private windows, in which nothing can be installed: the only thing that may be wrong.
  expect(
    errors.installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'),
  ).toEqual([]);
});

test('without network and helper the app itself opens, at any of its addresses', async ({
  page,
  context,
  house,
}) => {
  await page.goto(house.url);
  await controlled(page);
  await context.setOffline(true);
  for (const [path, heading] of [
    ['/settings', 'Settings'],
    ['/add', 'Add a miner'],
    ['/pay', 'Profit'],
  ] as const) {
    await page.goto(house.url + path);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  }
});

test('a new version waits until the owner takes it', async ({ page }) => {
  const dist = await mkdtemp(join(tmpdir(), 'davylamp-dist-'));
  await cp(DIST, dist, { recursive: true });
  const helper = await startProxy({ token: TOKEN, port: 0, dist });
  try {
    await page.goto(helper.url);
    await controlled(page);
    await appendFile(join(dist, 'sw.js'), '\n// a newer version\n');
    await page.reload();
    const offer = page.getByText('New version ready.');
    await expect(offer).toBeVisible({ timeout: 40_000 });
    // It does not load by itself: what the owner has open stays.
    await page.evaluate(() => {
      document.documentElement.dataset.before = 'update';
    });
    await page.waitForTimeout(1_500);
    expect(await page.evaluate(() => document.documentElement.dataset.before)).toBe('update');
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.waitForFunction(() => document.documentElement.dataset.before === undefined);
    await expect(page.getByRole('article').first()).toBeVisible();
    await expect(offer).toHaveCount(0);
  } finally {
    await page.close();
    await helper.close();
    await rm(dist, { recursive: true, force: true });
  }
});

/** Waits until the service worker has kept the app and is in charge of the page. */
async function controlled(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}
