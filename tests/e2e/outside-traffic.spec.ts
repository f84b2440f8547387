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
import { noteConnections, RefusingGateway } from '../support/refusing-gateway.ts';
import { type House, openHouse } from './house.ts';

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

const PATHS = ['/', '/add', '/pay', '/settings', '/settings/devices', '/settings/sources'];
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
    // The token is kept once the helper has said that it knows it.
    await page.waitForTimeout(A_WHILE_MS);
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
