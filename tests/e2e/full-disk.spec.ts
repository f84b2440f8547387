import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, expect, type Page, test } from '@playwright/test';
import { chromiumLaunch } from '../../playwright.config.ts';
import { type BundledPage, serveBundledPage } from '../support/bundled-page.ts';
import { test as houseTest } from './house.ts';

const POLLS = 100;

let served: BundledPage;
let profile: string;

test.beforeAll(async () => {
  served = await serveBundledPage(new URL('./store/store-page.ts', import.meta.url));
});
test.afterAll(() => served.close());
test.beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'davylamp-full-disk-'));
});
test.afterEach(() => rm(profile, { recursive: true, force: true }));

/** Runs work in a browser of its own over the kept profile. */
async function inBrowser(work: (page: Page, disk: Disk) => Promise<void>): Promise<void> {
  const context = await chromium.launchPersistentContext(profile, chromiumLaunch);
  try {
    const page = await context.newPage();
    await page.goto(served.url);
    await page.waitForFunction(() => 'storeWorker' in globalThis);
    await work(page, await diskOf(context, page));
  } finally {
    await context.close();
  }
}

interface Disk {
  fill(): Promise<void>;
  free(): Promise<void>;
}

/**
 * The page's share of the disk. Chromium remembers for half a minute how much was free when an origin last wrote, so
 * a disk is seen to be full at once only by a page that has not written yet.
 */
async function diskOf(context: BrowserContext, page: Page): Promise<Disk> {
  const session: CDPSession = await context.newCDPSession(page);
  const { origin } = new URL(page.url());
  return {
    fill: async () => void (await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })),
    free: async () => void (await session.send('Storage.overrideQuotaForOrigin', { origin })),
  };
}

const append = (page: Page, minerIds: readonly string[], poll: number) =>
  page.evaluate((batch) => storeWorker.append(batch.minerIds, batch.poll, batch.poll + 1), {
    minerIds,
    poll,
  });
const stored = async (page: Page, minerId: string) =>
  (await page.evaluate((id) => storeWorker.polls(id, 1_000), minerId)).polls.length;

/** Two miners' polls in segments, and one more poll of some of them in the tail. */
async function layDown(page: Page, inTail: readonly string[]): Promise<void> {
  await page.evaluate(() => storeWorker.open('full-disk'));
  await page.evaluate((polls) => storeWorker.append(['gamma', 'nerd'], 0, polls), POLLS);
  await page.evaluate((polls) => storeWorker.compact(polls), POLLS);
  expect(await append(page, inTail, POLLS)).toBe('done');
}

test('on a full disk nothing is written, all that is stored is read, and a miner can be removed', async () => {
  await inBrowser((page) => layDown(page, ['nerd']));
  await inBrowser(async (page, disk) => {
    await disk.fill();
    await page.evaluate(() => storeWorker.open('full-disk'));
    expect(await append(page, ['gamma', 'nerd'], POLLS + 1)).toBe('quota');
    expect(await page.evaluate((poll) => storeWorker.compact(poll), POLLS)).toBe('quota');
    expect(await stored(page, 'gamma')).toBe(POLLS);
    expect(await stored(page, 'nerd')).toBe(POLLS + 1);
    const rows = await page.evaluate(() => storeWorker.rowCount());

    expect(await page.evaluate(() => storeWorker.remove('gamma'))).toBe('done');
    expect(await stored(page, 'gamma')).toBe(0);
    expect(await stored(page, 'nerd')).toBe(POLLS + 1);
    expect(await page.evaluate(() => storeWorker.rowCount())).toBe(rows / 2);

    await disk.free();
    expect(await append(page, ['nerd'], POLLS + 1)).toBe('done');
    expect(await page.evaluate((poll) => storeWorker.compact(poll), POLLS + 1)).toBe('done');
    expect(await stored(page, 'nerd')).toBe(POLLS + 2);
    expect(await page.evaluate(() => storeWorker.quarantined('full-disk'))).toBe(0);
  });
});

test('a miner whose last poll shares a batch with others is removed but for it, and wholly when there is room', async () => {
  await inBrowser((page) => layDown(page, ['gamma', 'nerd']));
  await inBrowser(async (page, disk) => {
    await disk.fill();
    await page.evaluate(() => storeWorker.open('full-disk'));
    expect(await page.evaluate(() => storeWorker.remove('gamma'))).toBe('quota');
    expect(await stored(page, 'gamma')).toBe(1);
    await disk.free();
    expect(await page.evaluate(() => storeWorker.remove('gamma'))).toBe('done');
    expect(await stored(page, 'gamma')).toBe(0);
    expect(await stored(page, 'nerd')).toBe(POLLS + 1);
  });
});

houseTest('an owner whose disk is full is told so, and watches on', async ({ page, context, house }) => {
  const [gamma] = house.sim.miners;
  if (!gamma) throw new Error('the simulator has no miner');
  await house.openPaired(page);
  await page.getByRole('link', { name: 'Add my miner' }).click();
  await page.getByLabel('Address of the miner').fill(`127.0.0.1:${gamma.address.port}`);
  await page.getByRole('button', { name: 'Ask this address' }).click();
  await page.getByRole('button', { name: 'Add, watch only' }).click();
  await page.getByRole('button', { name: 'Show my fleet' }).click();
  const card = page.getByRole('main').getByRole('article').first();
  await expect(card).toContainText('Hashing', { timeout: 60_000 });

  const disk = await diskOf(context, page);
  await disk.fill();
  // Chromium's memory of the free space fades within half a minute.
  const told = page.getByText(/This browser has no room left, so new readings are not being kept/);
  await expect(told).toBeVisible({ timeout: 120_000 });
  await expect(card).toContainText('Hashing');

  // The same for a page that begins on a full disk: miners come from what is stored, and are asked.
  await page.reload();
  await expect(told).toBeVisible({ timeout: 60_000 });
  await expect(card).toContainText('Hashing', { timeout: 60_000 });

  await disk.free();
  await expect(told).toBeHidden({ timeout: 120_000 });
});
