import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { type RunningProxy, startProxy } from '../../proxy/start.ts';
import { answerHttp } from '../../src/twin/answers/answers.ts';
import { FLEETS } from '../../src/twin/fleets.ts';
import { TOKEN } from './house.ts';

const POLL_MS = 5_000;

/** A simulated Bitaxe that counts who asks it, and remembers nothing itself: a hole stays one, unless somebody recorded. */
interface CountedMiner {
  readonly port: number;
  /** Moments at which it was asked for its state. */
  readonly polls: number[];
  /** Moments at which somebody wanted its live feed. */
  readonly feeds: number[];
}

const test = base.extend<{ readonly miner: CountedMiner; readonly helper: RunningProxy }>({
  miner: async ({ browserName: _ }, use) => {
    const [twin] = FLEETS.single({ seed: 5, startMs: Date.now() - 3_600_000, difficulty: 256 });
    if (!twin) throw new Error('the fleet has no miner');
    const polls: number[] = [];
    const feeds: number[] = [];
    const server = http.createServer((request, reply) => {
      twin.advanceTo(Date.now());
      if (request.url?.startsWith('/api/system/info')) polls.push(Date.now());
      const forgets = request.url?.startsWith('/api/system/statistics');
      const answer = forgets ? undefined : answerHttp(twin, request.method ?? 'GET', request.url ?? '/', {});
      reply.writeHead(answer?.status ?? 404, answer?.headers).end(answer?.body);
    });
    server.on('upgrade', (_, socket) => {
      feeds.push(Date.now());
      socket.end('HTTP/1.1 429 Too Many Requests\r\nconnection: close\r\n\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await use({ port: (server.address() as AddressInfo).port, polls, feeds });
    server.closeAllConnections();
    server.close();
  },
  helper: async ({ miner: _ }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'davylamp-recorder-e2e-'));
    const record = { folder, keepDays: 14, maxBytes: 4 * 1024 * 1024 };
    const helper = await startProxy({ token: TOKEN, port: 0, devicePorts: '1024-65535', record });
    await use(helper);
    await helper.close();
    await rm(folder, { recursive: true, force: true });
  },
});

/** Pairs a browser, and adds the miner as its owner would. */
async function addMiner(page: Page, url: string, port: number): Promise<void> {
  await page.goto(`${url}/#pair=${TOKEN}`);
  await page.getByRole('link', { name: 'Add my miner' }).click();
  await page.getByLabel('Address of the miner').fill(`127.0.0.1:${port}`);
  await page.getByRole('button', { name: 'Ask this address' }).click();
  await page.getByLabel('Name', { exact: true }).fill('My Gamma');
  await page.getByRole('button', { name: 'Add, watch only' }).click();
  await page.getByRole('button', { name: 'Show my fleet' }).click();
  await page.goto(`${url}/settings`);
  await page.getByLabel('Ask each miner every').fill(String(POLL_MS / 1_000));
  await page.getByLabel('Ask each miner every').press('Tab');
  await expect(page.getByText('Kept.').or(page.getByText('questions kept')).first()).toBeVisible();
  await page.goto(url);
}

const card = (page: Page) => page.getByRole('main').getByRole('article').filter({ hasText: 'My Gamma' });

test('two tabs and a phone cost a miner one poll a period, and each shows it live', async ({
  browser,
  context,
  page,
  miner,
  helper,
}) => {
  test.setTimeout(240_000);
  await addMiner(page, helper.url, miner.port);
  const second = await context.newPage();
  await second.goto(helper.url);
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const onPhone = await phone.newPage();
  await addMiner(onPhone, helper.url, miner.port);
  for (const each of [page, second, onPhone]) await expect(card(each)).toContainText('Hashing');

  const fromMs = Date.now();
  const watchedMs = 6 * POLL_MS;
  await page.waitForTimeout(watchedMs);
  const polls = miner.polls.filter((atMs) => atMs >= fromMs).length;
  const feeds = miner.feeds.filter((atMs) => atMs >= fromMs).length;
  console.log(`${polls} polls and ${feeds} live feeds in ${watchedMs / POLL_MS} periods, three pages open`);
  expect(polls).toBeGreaterThanOrEqual(5);
  expect(polls).toBeLessThanOrEqual(7);
  expect(feeds).toBe(0);
  for (const each of [page, second, onPhone]) await expect(card(each)).toContainText('Hashing');
  await phone.close();
});

test('while the page is closed the helper records, and the page that opens again has no hole', async ({
  context,
  page,
  miner,
  helper,
}) => {
  test.setTimeout(360_000);
  await addMiner(page, helper.url, miner.port);
  await expect(card(page)).toContainText('Hashing');
  // Some polls before the hole that would be.
  await page.waitForTimeout(4 * POLL_MS);
  await page.close();
  const closedMs = Date.now();
  // A chart of polls leaves thirty seconds without one open.
  await new Promise((resolve) => setTimeout(resolve, 60_000));
  const openedMs = Date.now();
  const meanwhile = miner.polls.filter((atMs) => atMs >= closedMs && atMs < openedMs).length;
  expect(meanwhile).toBeGreaterThanOrEqual(11);

  const again = await context.newPage();
  await again.goto(helper.url);
  await expect(card(again)).toContainText('Hashing');
  await again.waitForTimeout(3 * POLL_MS);
  await again
    .getByRole('main')
    .getByRole('link', { name: /My Gamma/ })
    .first()
    .click();
  await again.getByRole('radio', { name: '1 h', exact: true }).check();
  const summary = again.getByText(/TH\/s mean/).first();
  await expect(summary).toBeVisible();
  const words = (await summary.textContent()) ?? '';
  console.log(
    `closed for ${Math.round((openedMs - closedMs) / 1_000)} s, ${meanwhile} polls meanwhile: ${words}`,
  );
  expect(words).not.toMatch(/gap/);

  await again.goto(`${helper.url}/settings`);
  await expect(again.getByRole('region', { name: 'Recorder' })).toContainText('1 miner');
});
