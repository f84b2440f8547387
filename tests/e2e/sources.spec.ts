import { test as base, expect, type Page } from '@playwright/test';
import { upstreamOf } from '../../src/domain/upstreams/upstreams.ts';
import { FakeProviders } from '../support/fake-providers.ts';
import { type House, openHouse, watchForStrangers } from './house.ts';

/** Longer than between two questions of the quickest of the usual providers (20 a minute), ms. */
const ONE_TURN_MS = 4_500;
/**
 * A question to CoinGecko that nobody answers takes two turns, of which it allows five a minute; one may be under way
 * when its owner tests it, ms.
 */
const TWO_QUESTIONS_MS = 4 * 12_000;
const NOBODY = 'Nobody. Davylamp talks to your miners and to its helper alone.';
const USUAL_IDS = ['coingecko', 'mempool', 'blockchair'];
const USUAL = USUAL_IDS.map((id) => upstreamOf(id)?.name ?? id);

interface Fixtures {
  readonly providers: FakeProviders;
  readonly house: House;
  /** What the context's pages and workers asked of anyone but the helper. */
  readonly strangers: readonly string[];
}

const test = base.extend<Fixtures>({
  // It would ask in the page's place, where nobody can stand in for the providers.
  serviceWorkers: 'block',
  providers: async ({ browserName: _ }, use) => use(new FakeProviders()),
  house: async ({ context, providers }, use) => {
    const house = await openHouse({ fetch: providers.fetch });
    await providers.standIn(context, new URL(house.url).origin);
    await use(house);
    await house.close();
  },
  strangers: async ({ context, house }, use) => use(watchForStrangers(context, house.url)),
});

async function addMiner(page: Page, address: string): Promise<void> {
  await page.getByRole('link', { name: 'Add my miner' }).click();
  await page.getByLabel('Address of the miner').fill(address);
  await page.getByRole('button', { name: 'Ask this address' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Kitchen');
  await page.getByRole('button', { name: 'Add, watch only' }).click();
  await page.getByRole('button', { name: 'Show my fleet' }).click();
  await expect(page.getByRole('main').getByText('Kitchen').first()).toBeVisible();
}

async function addGamma(page: Page, house: House): Promise<void> {
  const gamma = house.sim.miners.find(({ twin }) => twin.model.family === 'axeos');
  if (!gamma) throw new Error('no Bitaxe in the simulated fleet');
  await addMiner(page, `${gamma.address.host}:${gamma.address.port}`);
}

const goTo = (page: Page, path: string) => page.goto(new URL(path, page.url()).href);
const main = (page: Page) => page.getByRole('main');
const switchOf = (page: Page, name: string) => page.getByRole('switch', { name, exact: true });
const rowOf = (page: Page, name: string) => page.getByRole('listitem').filter({ has: switchOf(page, name) });

async function switchOnTheUsual(page: Page): Promise<void> {
  await goTo(page, '/settings/sources');
  await expect(main(page)).toContainText(NOBODY);
  await page.getByRole('button', { name: 'Switch these on' }).click();
  for (const name of USUAL) await expect(switchOf(page, name)).toBeChecked();
}

/** The providers' price is 40 minutes old from the start. */
async function showsOldPrice(page: Page): Promise<void> {
  await goTo(page, '/pay');
  const told = page.getByLabel('What sources tell');
  await expect(told).toContainText(/CoinGecko, 4\d\smin ago: not quite fresh/);
  await expect(told).toContainText(/mempool\.space/);
}

test('nobody outside is asked before its owner wants it; then figures carry name and age, also while all are down', async ({
  page,
  house,
  providers,
  strangers,
}) => {
  await house.openPaired(page);
  await addGamma(page, house);
  for (const path of ['/', '/pay', '/settings', '/settings/sources']) {
    await goTo(page, path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  expect({ strangers, heard: providers.heard }).toEqual({ strangers: [], heard: [] });

  await test.step('switched on, they are asked at the addresses that are listed, and at no others', async () => {
    await switchOnTheUsual(page);
    for (const name of USUAL) await expect(rowOf(page, name)).toContainText(/Answered .*ago/);
    await showsOldPrice(page);
    const hosts = USUAL_IDS.flatMap((id) => upstreamOf(id)?.endpoints ?? []).map(({ host }) => host);
    expect(hosts).toEqual(expect.arrayContaining(providers.heard.map(({ host }) => host)));
    expect(new Set(providers.heard.map(({ by }) => by))).toEqual(new Set(['page', 'helper']));
  });

  await test.step('all down: the page opens, says what is old, and who does not answer', async () => {
    providers.down = true;
    await page.reload();
    await showsOldPrice(page);
    await goTo(page, '/settings/sources');
    const row = rowOf(page, 'CoinGecko');
    await row.getByText('Settings and details').click();
    await row.getByRole('button', { name: 'Test CoinGecko' }).click();
    await expect(row).toContainText('It failed: Nobody answers there.', {
      timeout: 2 * TWO_QUESTIONS_MS,
    });
    await expect(row).toContainText(/Last good answer .*ago/);
    await showsOldPrice(page);
  });
});

test('the demo asks nobody, nor does whoever was switched off, also after a reload', async ({
  page,
  house,
  providers,
}) => {
  await house.openPaired(page);
  await addGamma(page, house);
  await switchOnTheUsual(page);
  // In the middle of their first questions, of which each has some more to ask.
  await expect.poll(() => providers.heard.length).toBeGreaterThan(1);

  await test.step('the demo shows its own figures, and leaves the sources alone', async () => {
    await showFleet(page, 'demo');
    await expect(main(page)).toContainText('The demo asks nobody: its figures are examples.');
    await expect(main(page)).not.toContainText('CoinGecko');
    await asksNobody(page, providers);
  });

  await test.step('switched off, they are asked no more, though much was still to be asked', async () => {
    await showFleet(page, 'real');
    await goTo(page, '/settings/sources');
    for (const name of USUAL) await switchOf(page, name).uncheck();
    await expect(main(page)).toContainText(NOBODY);
    await page.reload();
    await expect(main(page)).toContainText(NOBODY);
    await asksNobody(page, providers);
    await goTo(page, '/pay');
    await expect(main(page)).toContainText('What work earns');
    await expect(main(page)).not.toContainText('CoinGecko');
  });
});

/** Opens the Profit page of the owner's own fleet, or of the demo, as the app remembers it. */
async function showFleet(page: Page, kind: 'real' | 'demo'): Promise<void> {
  await page.evaluate((fleet) => localStorage.setItem('davylamp.fleet', fleet), kind);
  await goTo(page, '/pay');
}

/** Nothing more is asked for longer than two questions of one provider lie apart. */
async function asksNobody(page: Page, providers: FakeProviders): Promise<void> {
  const heard = providers.heard.length;
  await page.waitForTimeout(ONE_TURN_MS);
  expect(providers.heard.slice(heard)).toEqual([]);
}
