import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type BundledPage, serveBundledPage } from '../support/bundled-page.ts';
import { killRounds } from './store/kill-rounds.ts';
import { type KillableBrowser, startKillableBrowser } from './store/killable-browser.ts';

const MINERS = ['gamma', 'nerd'];
/** Polls of a day and a half in one batch, as a back-fill may bring them. */
const LONG_PAST = 12_000;
/** So many here; `npm run bench -- --suite store-kills --kills 1000` does the rest. */
const KILLS = 30;
const SEED = 20_260_301;

let served: BundledPage;
let profile: string;
let browser: KillableBrowser | undefined;

test.beforeAll(async () => {
  served = await serveBundledPage(new URL('./store/store-page.ts', import.meta.url));
});
test.afterAll(() => served.close());
test.beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'davylamp-durability-'));
});
test.afterEach(async () => {
  await browser?.kill();
  browser = undefined;
  await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

/** The browser on its profile, with the store open. */
async function reopen(): Promise<Page> {
  browser = await startKillableBrowser(profile);
  const page = await browser.context.newPage();
  await page.goto(served.url);
  await page.waitForFunction(() => 'storeWorker' in globalThis);
  await page.evaluate(() => storeWorker.open('durability'));
  expect(await page.evaluate(() => storeWorker.renewLog())).toBe('done');
  return page;
}

/** The log that LevelDB writes into, the one with the highest number. */
async function presentLog(ofProfile: string): Promise<string> {
  const databases = join(ofProfile, 'Default', 'IndexedDB');
  const logs = (await readdir(databases, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /^\d+\.log$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const last = logs.toSorted().at(-1);
  if (last === undefined) throw new Error('Chromium has no log in this profile');
  return last;
}

const upTo = (end: number) => Array.from({ length: end }, (_, poll) => poll);

test('a browser that is killed at any moment loses at most the last poll, and opens whole', async () => {
  // About 25 s on two idle cores.
  test.setTimeout(480_000);
  const page = await serveBundledPage(new URL('./store/kill-page.ts', import.meta.url));
  try {
    const { problems, ...done } = await killRounds({ profile, url: page.url, kills: KILLS, seed: SEED });
    console.log(
      `${done.kills} kills, ${done.browserKills} of the whole browser: ${done.polls} polls, ${done.minutes} minutes`,
    );
    expect(problems).toEqual([]);
    expect(done.browserKills).toBe(KILLS / 2);
    // Each time it did write.
    expect(done.polls).toBeGreaterThan(KILLS);
  } finally {
    await page.close();
  }
});

test('a record that a kill tore in two takes nothing else with it', async () => {
  const page = await reopen();
  const append = (on: Page, from: number, to: number) =>
    on.evaluate(({ miners, polls }) => storeWorker.append(miners, polls.from, polls.to), {
      miners: MINERS,
      polls: { from, to },
    });
  expect(await append(page, 0, 10)).toBe('done');
  await browser?.close();
  // LevelDB writes a record in two steps, first 4 bytes of checksum, 2 of length and 1 of kind.
  await appendFile(await presentLog(profile), Buffer.from([0xde, 0xad, 0xbe, 0xef, 98, 0, 1]));

  expect(await append(await reopen(), 10, 20)).toBe('done');
  await browser?.close();
  const reopened = await reopen();
  expect(await reopened.evaluate(() => storeWorker.polls('gamma', 20))).toEqual({
    polls: upTo(20),
    misread: 0,
  });
  await browser?.close();
});

test('a long past whose file the disk has lost is put aside, and the rest reads and is written on', async () => {
  const page = await reopen();
  const append = (from: number, to: number) =>
    page.evaluate(({ miners, polls }) => storeWorker.append(miners, polls.from, polls.to), {
      miners: MINERS,
      polls: { from, to },
    });
  expect(await append(0, 10)).toBe('done');
  // What is above 64 KiB after it was compressed, Chromium keeps in a file of its own.
  expect(await append(10, LONG_PAST)).toBe('done');
  expect(await append(LONG_PAST, LONG_PAST + 10)).toBe('done');
  await browser?.close();

  const databases = join(profile, 'Default', 'IndexedDB');
  const files = (await readdir(databases, { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile() && entry.parentPath.includes('.blob'),
  );
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) await rm(join(file.parentPath, file.name));

  const reopened = await reopen();
  const expected = [...upTo(10), ...upTo(10).map((poll) => LONG_PAST + poll)];
  const read = () => reopened.evaluate((end) => storeWorker.polls('gamma', end), LONG_PAST + 10);
  expect(await read()).toEqual({ polls: expected, misread: 0 });
  expect(await reopened.evaluate(() => storeWorker.quarantined('durability'))).toBe(1);
  expect(await reopened.evaluate((end) => storeWorker.compact(end), LONG_PAST)).toBe('done');
  expect(await read()).toEqual({ polls: expected, misread: 0 });
  await browser?.close();
});
