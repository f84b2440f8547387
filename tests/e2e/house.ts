import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import type { ProxyOptions, UpstreamOptions } from '../../proxy/options.ts';
import { startProxy } from '../../proxy/start.ts';
import type { Sim } from '../../sim/sim.ts';
import { startSim } from '../../sim/start-sim.ts';

export const TOKEN = 'end-to-end-token-end-to-end-token-end-to-en';

/** A house to test in: the helper and a simulated fleet, both on loopback ports of their own. */
export interface House {
  readonly url: string;
  readonly sim: Sim;
  /** Opens the link that pairs the browser, as `npm start` prints it. */
  openPaired(page: Page): Promise<void>;
}

interface Fixtures {
  readonly house: House;
}

/** Playwright's test with a house; every request to another origin than the page's own fails the test. */
export const test = base.extend<Fixtures>({
  house: async ({ context }, use) => {
    const house = await openHouse();
    const strangers = watchForStrangers(context, house.url);
    await use(house);
    await house.close();
    if (strangers.length > 0) throw new Error(`requests left the house: ${strangers.join(', ')}`);
  },
});

/**
 * @param upstream how the helper reaches providers; the real way by default
 * @param resolve how the helper looks up names; as the system does by default
 */
export async function openHouse(
  upstream?: UpstreamOptions,
  resolve?: ProxyOptions['resolve'],
): Promise<House & { close(): Promise<void> }> {
  const sim = await startSim({ fleet: 'demo', seed: 7, httpBase: 0, rpcBase: 0, difficulty: 256 });
  const proxy = await startProxy({
    token: TOKEN,
    port: 0,
    devicePorts: '1024-65535',
    ...(upstream ? { upstream } : {}),
    ...(resolve ? { resolve } : {}),
  });
  return {
    url: proxy.url,
    sim,
    openPaired: async (page) => {
      await page.goto(`${proxy.url}/#pair=${TOKEN}`);
    },
    async close() {
      await proxy.close();
      await sim.close();
    },
  };
}

/** Waits until the pairing outlives the page: its token is kept once the helper has said that it knows it. */
export async function untilPairingIsKept(page: Page): Promise<void> {
  const keys = () =>
    page.evaluate(async () => {
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const found: IDBValidKey[] = [];
      for (const { name = '' } of await indexedDB.databases()) {
        const database = await done(indexedDB.open(name));
        if (database.objectStoreNames.contains('values'))
          found.push(...(await done(database.transaction('values').objectStore('values').getAllKeys())));
        database.close();
      }
      return found;
    });
  await expect.poll(keys).toContain('pairing-token');
}

/** Collects what the pages of a context ask of anyone but their own origin. */
export function watchForStrangers(context: BrowserContext, ownUrl: string): string[] {
  const strangers: string[] = [];
  const own = new URL(ownUrl).origin;
  context.on('request', (request) => {
    const url = new URL(request.url());
    const local = url.protocol === 'data:' || url.protocol === 'blob:';
    if (!local && url.origin !== own) strangers.push(request.url());
  });
  return strangers;
}
