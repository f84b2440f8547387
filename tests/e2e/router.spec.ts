import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { type RunningProxy, startProxy } from '../../proxy/start.ts';
import { answerHttp } from '../../src/twin/answers/answers.ts';
import { FLEETS } from '../../src/twin/fleets.ts';
import { TOKEN, untilPairingIsKept } from './house.ts';

const POLL_MS = 5_000;
const NAMES = ['Kitchen', 'Attic', 'Garage'];
/** Half a minute until a miner is stale, a minute until it is lost, and a machine that does something else meanwhile. */
const NOTICED_WITHIN_MS = 150_000;

/** Three simulated miners behind one router, whose plug can be pulled. */
interface Network {
  readonly ports: readonly number[];
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
}

interface Hook {
  readonly url: string;
  readonly heard: readonly { readonly phase: string; readonly title: string; readonly text: string }[];
}

const test = base.extend<{ readonly network: Network; readonly helper: RunningProxy; readonly hook: Hook }>({
  network: async ({ browserName: _ }, use) => {
    const twins = NAMES.flatMap((_name, place) =>
      FLEETS.single({ seed: 11 + place, startMs: Date.now() - 3_600_000, difficulty: 256 }),
    );
    const servers = twins.map((twin) =>
      http.createServer((request, reply) => {
        twin.advanceTo(Date.now());
        const answer = answerHttp(twin, request.method ?? 'GET', request.url ?? '/', {});
        reply.writeHead(answer?.status ?? 404, answer?.headers).end(answer?.body);
      }),
    );
    const ports = servers.map(() => 0);
    const plugIn = async () => {
      for (const [place, server] of servers.entries()) {
        await new Promise<void>((resolve) => server.listen(ports[place], '127.0.0.1', resolve));
        ports[place] = (server.address() as AddressInfo).port;
      }
    };
    const unplug = async () => {
      for (const server of servers) {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        await closed;
      }
    };
    await plugIn();
    await use({ ports, unplug, plugIn });
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  },
  helper: async ({ browserName: _ }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'davylamp-router-e2e-'));
    const record = { folder, keepDays: 14, maxBytes: 4 * 1024 * 1024 };
    const helper = await startProxy({ token: TOKEN, port: 0, devicePorts: '1024-65535', record });
    await use(helper);
    await helper.close();
    await rm(folder, { recursive: true, force: true });
  },
  hook: async ({ browserName: _ }, use) => {
    const heard: Hook['heard'][number][] = [];
    const server = http.createServer((request, reply) => {
      let body = '';
      request.on('data', (part) => {
        body += String(part);
      });
      request.on('end', () => {
        heard.push(JSON.parse(body) as Hook['heard'][number]);
        reply.writeHead(200).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, heard });
    server.closeAllConnections();
    server.close();
  },
});

/** Keeps what the page notifies of, besides showing it. */
async function listenForNotifications(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    const told: string[] = [];
    Object.assign(globalThis, { told });
    const show = ServiceWorkerRegistration.prototype.showNotification;
    ServiceWorkerRegistration.prototype.showNotification = function (title, options) {
      told.push(title);
      return show.call(this, title, options);
    };
    globalThis.Notification = class extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        told.push(title);
      }
    };
  });
  return () => page.evaluate(() => [...((globalThis as { told?: string[] }).told ?? [])]);
}

async function addMiner(page: Page, url: string, port: number, name: string): Promise<void> {
  await page.goto(`${url}/add`);
  await page.getByLabel('Address of the miner').fill(`127.0.0.1:${port}`);
  await page.getByRole('button', { name: 'Ask this address' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Add, watch only' }).click();
  await page.getByRole('button', { name: 'Show my fleet' }).click();
  await expect(page.getByRole('main').getByText(name).first()).toBeVisible();
}

/** Five seconds between polls, lost after a minute, notified. */
async function watchClosely(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/settings`);
  await page.getByLabel('Ask each miner every').fill(String(POLL_MS / 1_000));
  await page.getByLabel('Ask each miner every').press('Tab');
  const lost = page.getByRole('group', { name: 'Call a miner lost after' });
  await lost.getByRole('radio', { name: '1 min', exact: true }).check();
  await page.getByLabel('Notify me when something needs me').check();
  await expect(page.getByText('Notifications kept.')).toBeVisible();
}

const card = (page: Page, name: string) =>
  page.getByRole('main').getByRole('article').filter({ hasText: name });

test('a router that is unplugged is one alarm, on the page and from the helper, and one end when it is back', async ({
  context,
  page,
  network,
  helper,
  hook,
}) => {
  test.setTimeout(960_000);
  await context.grantPermissions(['notifications'], { origin: new URL(helper.url).origin });
  const notified = await listenForNotifications(page);
  await page.goto(`${helper.url}/#pair=${TOKEN}`);
  await untilPairingIsKept(page);
  for (const [place, name] of NAMES.entries())
    await addMiner(page, helper.url, network.ports[place] ?? 0, name);
  await watchClosely(page, helper.url);
  const channel = {
    name: 'Hook',
    on: true,
    least: 'watch',
    afterMin: 0,
    settings: { kind: 'webhook', url: hook.url },
  };
  const added = await page.request.post(`${helper.url}/api/alarms/channels`, {
    headers: { 'x-davylamp-token': TOKEN, 'sec-fetch-site': 'same-origin' },
    data: channel,
  });
  expect(added.status()).toBe(200);
  await page.goto(helper.url);
  for (const name of NAMES) await expect(card(page, name)).toContainText('Hashing', { timeout: 120_000 });
  const open = page.locator('li[data-open="true"]');
  const over = page.locator('li[data-open="false"]');
  await expect(open).toHaveCount(0);

  await network.unplug();
  await expect(open).toHaveText(/3 miners offline – looks like your router/, { timeout: NOTICED_WITHIN_MS });
  await expect(open).toHaveText(/helper’s own cable or Wi-Fi.*power/);
  await expect(page.getByRole('main').locator('s').first()).toBeVisible();
  await expect
    .poll(notified, { timeout: NOTICED_WITHIN_MS })
    .toEqual(['3 miners offline – looks like your router']);
  for (const name of NAMES) await expect(card(page, name)).toContainText('Lost');
  await expect
    .poll(() => hook.heard.map(({ phase }) => phase), { timeout: NOTICED_WITHIN_MS })
    .toEqual(['opened']);
  expect(hook.heard[0]?.title).toBe('3 miners: No answer, looks like your router');
  await expect(open).toHaveCount(1);
  await expect(over).toHaveCount(0);

  await network.plugIn();
  for (const name of NAMES)
    await expect(card(page, name)).toContainText('Hashing', { timeout: NOTICED_WITHIN_MS });
  await expect(over).toHaveText(/answer again after/, { timeout: NOTICED_WITHIN_MS });
  await expect(open).toHaveCount(0);
  await expect.poll(async () => (await notified()).length, { timeout: NOTICED_WITHIN_MS }).toBe(2);
  expect((await notified())[1]).toMatch(/over/);
  await expect
    .poll(() => hook.heard.map(({ phase }) => phase), { timeout: NOTICED_WITHIN_MS })
    .toEqual(['opened', 'resolved']);
});
