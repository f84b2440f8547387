import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Browser,
  type BrowserContext,
  test as base,
  chromium,
  expect,
  type Page,
} from '@playwright/test';
import { chromiumLaunch } from '../../playwright.config.ts';
import { upstreamOf } from '../../src/domain/upstreams/upstreams.ts';
import { FakeProviders } from '../support/fake-providers.ts';
import { noteConnections, RefusingGateway } from '../support/refusing-gateway.ts';
import { type House, openHouse, untilPairingIsKept } from './house.ts';

/** What leaves the house, counted at its two doors: the browser's way out, and the helper's. */
interface Doors {
  readonly house: House;
  readonly context: BrowserContext;
  readonly gateway: RefusingGateway;
  /** Names that the helper looked up, and addresses that it connected to. */
  readonly byHelper: readonly string[];
}

const test = base.extend<{ readonly doors: Doors }>({
  doors: async ({ browserName: _ }, use) => {
    const gateway = await RefusingGateway.open();
    const connections = noteConnections();
    const looked: string[] = [];
    const house = await openHouse(undefined, async (name) => {
      if (/^127\.|^localhost$/.test(name)) return ['127.0.0.1'];
      looked.push(name);
      throw new Error('nobody is outside');
    });
    let browser: Browser | undefined;
    try {
      browser = await chromium.launch({
        ...chromiumLaunch,
        args: [...chromiumLaunch.args, gateway.argument],
      });
      const context = await browser.newContext();
      await use({
        house,
        context,
        gateway,
        get byHelper() {
          return [...looked, ...connections.made];
        },
      });
    } finally {
      await browser?.close();
      await house.close();
      connections.end();
      gateway.close();
    }
  },
});

const PATHS = ['/', '/add', '/pay', '/settings', '/settings/devices', '/settings/sources', '/settings/data'];
const main = (page: Page) => page.getByRole('main');

/** Longer than a worker takes to begin asking. */
const A_WHILE_MS = 2_500;

async function walk(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(new URL(path, page.url()).href);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
}

async function switchOn(page: Page, name: string): Promise<void> {
  const kinds = main(page).locator('details');
  for (const kind of await kinds.all())
    if (await kind.evaluate((each) => each instanceof HTMLDetailsElement && !each.open))
      await kind.locator('summary').first().click();
  await page.getByRole('switch', { name, exact: true }).check();
}

const hostsOf = (id: string) => upstreamOf(id)?.endpoints.map(({ host }) => host) ?? [];

test('from the first start on nothing leaves the house, by browser or helper, but to providers that are on', async ({
  doors,
}) => {
  const { house, context, gateway } = doors;
  const page = await context.newPage();
  const out = () => ({ browser: [...gateway.asked], helper: doors.byHelper });

  await test.step('a stranger’s first look, then the paired owner’s: nobody is asked', async () => {
    await page.goto(house.url);
    await walk(page, PATHS);
    await house.openPaired(page);
    await untilPairingIsKept(page);
    await walk(page, PATHS);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await page.waitForTimeout(A_WHILE_MS);
    expect(out()).toEqual({ browser: [], helper: [] });
  });

  await test.step('one that pages may ask is on: the browser asks it and nobody else', async () => {
    await page.goto(new URL('/settings/sources', page.url()).href);
    await switchOn(page, upstreamOf('coingecko')?.name ?? '');
    await expect.poll(() => gateway.asked.length).toBeGreaterThan(0);
    await page.waitForTimeout(A_WHILE_MS);
    const allowed = hostsOf('coingecko').map((host) => `${host}:443`);
    expect(allowed).toEqual(expect.arrayContaining([...new Set(gateway.asked)]));
    expect(doors.byHelper).toEqual([]);
  });

  await test.step('one that lets no page ask it is on: the helper asks it and nobody else', async () => {
    await page.getByRole('switch', { name: 'CoinGecko', exact: true }).uncheck();
    const before = gateway.asked.length;
    await switchOn(page, upstreamOf('blockchair')?.name ?? '');
    await expect.poll(() => doors.byHelper).toContain('api.blockchair.com');
    await page.waitForTimeout(A_WHILE_MS);
    expect(new Set(doors.byHelper)).toEqual(new Set(hostsOf('blockchair')));
    expect(gateway.asked.slice(before)).toEqual([]);
  });
});

test('the owner’s own node is asked by the helper, in the house, and nobody outside is', async ({
  doors,
}) => {
  const { house, context, gateway } = doors;
  const { fetch } = new FakeProviders();
  const heard: string[] = [];
  const node = createServer(async ({ url = '' }, reply) => {
    heard.push(url);
    const request = {
      method: 'GET',
      headers: {},
      redirect: 'manual',
      signal: AbortSignal.timeout(5_000),
    } as const;
    const { status, body } = await fetch(`https://mempool.space${url}`, request);
    reply.writeHead(status, { 'content-type': 'application/json' });
    for await (const chunk of body ?? []) reply.write(chunk);
    reply.end();
  });
  await new Promise<void>((resolve) => node.listen(0, '127.0.0.1', resolve));
  const { port } = node.address() as AddressInfo;
  const page = await context.newPage();
  await house.openPaired(page);
  await untilPairingIsKept(page);
  await page.goto(`${house.url}/settings/sources`);
  const name = upstreamOf('own-mempool')?.name ?? '';
  await page.getByRole('heading', { name: 'Difficulty, fees and blocks' }).click();
  await page.getByRole('switch', { name, exact: true }).check();
  const row = page.getByRole('listitem').filter({ has: page.getByRole('switch', { name, exact: true }) });
  await expect(row).toContainText('It is in your home: nobody outside learns anything.');
  await row.getByLabel('Its address in your home').fill(`http://127.0.0.1:${port}/mempool`);
  await row.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(row).toContainText(/Answered .*ago/);
  await expect(main(page)).toContainText('Nobody. Davylamp talks to your miners and to its helper alone.');
  expect(heard[0]).toBe('/api/v1/mining/hashrate/3d');
  await page.waitForTimeout(A_WHILE_MS);
  expect({ browser: gateway.asked, helper: doors.byHelper }).toEqual({ browser: [], helper: [] });
  node.close();
});
