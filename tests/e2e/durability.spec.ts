import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, type Page, test } from '@playwright/test';
import { type BundledPage, serveBundledPage } from '../support/bundled-page.ts';
import { type KillableBrowser, startKillableBrowser } from './store/killable-browser.ts';

const MINERS = ['gamma', 'nerd'];
const POLLS_A_MINUTE = 6;
/** Polls of a day and a half in one batch, as a back-fill may bring them. */
const LONG_PAST = 12_000;
const SEED = 20_260_301;
/** The browser is killed so many times, each time so long after its first poll. */
const KILLS = 5;
const KILLED_AFTER_MS = { least: 100, most: 1_600 };

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
  await rm(profile, { recursive: true, force: true });
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

/** What is stored, as the page reads it. */
function stored(page: Page, toPoll: number) {
  return page.evaluate(
    async ({ miners, end }) => ({
      miners: await Promise.all(miners.map((miner) => storeWorker.polls(miner, end))),
      minutes: await Promise.all(miners.map((miner) => storeWorker.minutes(miner, end))),
      quarantined: await storeWorker.quarantined('durability'),
    }),
    { miners: MINERS, end: toPoll },
  );
}

/** Polls from one on until the browser is killed at some moment; the number of the last that was acknowledged. */
async function pollUntilKilled(page: Page, fromPoll: number, share: number): Promise<number> {
  let acknowledged = fromPoll - 1;
  let tellFirst: () => void = () => undefined;
  const first = new Promise<void>((resolve) => {
    tellFirst = resolve;
  });
  await page.exposeFunction('acknowledge', (poll: number) => {
    acknowledged = poll;
    tellFirst();
  });
  await page.evaluate(({ miners, from }) => pollOn(miners, from), { miners: MINERS, from: fromPoll });
  await first;
  await pause(KILLED_AFTER_MS.least + share * (KILLED_AFTER_MS.most - KILLED_AFTER_MS.least));
  await browser?.kill();
  return acknowledged;
}

/** mulberry32: a small seeded generator, so that a failing run can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const upTo = (end: number) => Array.from({ length: end }, (_, poll) => poll);

test('a browser that is killed at any moment loses at most the last poll, and opens whole', async () => {
  const next = random(SEED);
  let polls = 0;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const acknowledged = await pollUntilKilled(await reopen(), polls, next());
    expect(acknowledged, `polls of round ${kill}`).toBeGreaterThanOrEqual(polls);

    const page = await reopen();
    // Polls that were written but not acknowledged any more may be there, too.
    const beyond = acknowledged + 1_000;
    const { miners, minutes, quarantined } = await stored(page, beyond);
    polls = miners[0]?.polls.length ?? 0;
    console.log(`kill ${kill}: ${acknowledged + 1} polls acknowledged, ${polls} stored`);
    expect(polls).toBeGreaterThanOrEqual(acknowledged);
    for (const miner of miners) expect(miner).toEqual({ polls: upTo(polls), misread: 0 });
    // The last poll of each minute, and of the minute that was not over.
    const lastOfMinutes = upTo(Math.ceil(polls / POLLS_A_MINUTE)).map((minute) =>
      Math.min((minute + 1) * POLLS_A_MINUTE, polls),
    );
    for (const miner of minutes) expect(miner).toEqual(lastOfMinutes.map((last) => last - 1));
    expect(quarantined).toBe(0);
    expect(await page.evaluate((end) => storeWorker.compact(end), polls)).toBe('done');
    expect(await page.evaluate(() => storeWorker.rowCount())).toBe(MINERS.length * lastOfMinutes.length);
    await browser?.close();
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
