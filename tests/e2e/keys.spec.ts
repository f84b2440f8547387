import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type Page, test } from '@playwright/test';
import { chromiumLaunch } from '../../playwright.config.ts';
import type { UpstreamFetch } from '../../proxy/upstream/upstream-fetch.ts';
import { upstreamOf } from '../../src/domain/upstreams/upstreams.ts';
import { openHouse, untilPairingIsKept } from './house.ts';

const KEY = 'k3y-0f-the-0wner-4711';
const PASSWORD = 's3cret-0f-ann-0815';
const PASS = 'pass-0f-half-an-h0ur';
const SECRETS = [KEY, PASSWORD, PASS, btoa(`ann:${PASSWORD}`)];

const nameOf = (id: string) => upstreamOf(id)?.name ?? id;
const rowOf = (page: Page, id: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('switch', { name: nameOf(id), exact: true }) });

/** Providers that refuse, and repeat in their answer whatever secret they were shown. */
function babblers() {
  const shown: string[] = [];
  const fetch: UpstreamFetch = async (url, { headers }) => {
    const { authorization = '' } = headers;
    shown.push(`${url} ${authorization}`);
    const reply = url.endsWith('/login')
      ? Response.json({ token: PASS })
      : refusal(`${url} ${authorization}`);
    return { status: reply.status, headers: reply.headers, body: reply.body };
  };
  return { shown, fetch };
}

/** As ENTSO-E refuses, and as WattTime does: both tell why, and are read. */
function refusal(asked: string): Response {
  if (!asked.includes('entsoe')) return Response.json({ error: `no: ${asked} ${PASSWORD}` });
  const reason = `<Reason><code>999</code><text>no: ${asked.replaceAll('&', '&amp;')}</text></Reason>`;
  return new Response(`<Acknowledgement_MarketDocument>${reason}</Acknowledgement_MarketDocument>`);
}

/** Whatever pages and workers of a browser ask, and say to whoever opens its console. */
function overheard(context: BrowserContext): string[] {
  const heard: string[] = [];
  context.on('request', (request) => heard.push(request.url(), request.postData() ?? ''));
  context.on('console', (message) => heard.push(message.text()));
  context.on('weberror', (error) => heard.push(String(error.error().stack)));
  return heard;
}

/** Whatever this process, and so the helper in it, writes to its terminal. */
function terminal(): { readonly written: readonly string[]; end(): void } {
  const written: string[] = [];
  const streams = [process.stdout, process.stderr];
  const before = streams.map(({ write }) => write);
  for (const stream of streams)
    stream.write = (text: string | Uint8Array) => {
      written.push(String(text));
      return true;
    };
  return {
    written,
    end() {
      streams.forEach((stream, at) => {
        const write = before[at];
        if (write) stream.write = write;
      });
    },
  };
}

/** @param key what stands in each of its fields, by their labels */
async function tellProvider(
  page: Page,
  id: string,
  label: string,
  told: string,
  key: Readonly<Record<string, string>>,
): Promise<void> {
  const row = rowOf(page, id);
  await page.getByRole('switch', { name: nameOf(id), exact: true }).check();
  await row.getByLabel(label).fill(told);
  await row.getByRole('button', { name: 'Keep', exact: true }).click();
  for (const [field, part] of Object.entries(key)) await row.getByLabel(field, { exact: true }).fill(part);
  await row.getByRole('button', { name: 'Keep the key' }).click();
  await expect(row).toContainText('A key is kept, sealed in this browser.');
  for (const field of Object.keys(key)) await expect(row.getByLabel(field, { exact: true })).toHaveValue('');
  // They fold away when all is told.
  const details = row.getByText('Settings and details');
  const test = row.getByRole('button', { name: `Test ${nameOf(id)}` });
  await expect(test).toBeHidden();
  await details.click();
  await test.click();
  await expect(row).toContainText('It failed:', { timeout: 60_000 });
}

/** All that scripts of the page can read of what is stored, as text: bytes too. */
function storedBy(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const asText = (_: string, value: unknown) => {
      if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value);
      return ArrayBuffer.isView(value) ? new TextDecoder('latin1').decode(value) : value;
    };
    const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), location.href];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames)
        found.push(
          name,
          store,
          JSON.stringify(await done(database.transaction(store).objectStore(store).getAll()), asText),
        );
      database.close();
    }
    for (const cache of await caches.keys())
      for (const request of await (await caches.open(cache)).keys()) found.push(request.url);
    return found.join('\n');
  });
}

/** Everything in a folder, as bytes. */
function filesUnder(folder: string): readonly Buffer[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
}

test('a key reaches its provider, and no address, log, message, store or file of the browser’s', async ({
  browserName: _,
}, info) => {
  const profile = info.outputPath('profile');
  const { shown, fetch } = babblers();
  const house = await openHouse({ fetch });
  const context = await chromium.launchPersistentContext(profile, { ...chromiumLaunch, locale: 'en-GB' });
  const heard = overheard(context);
  const page = await context.newPage();
  const { written, end } = terminal();
  let stored = '';
  let seen = '';
  try {
    await house.openPaired(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await untilPairingIsKept(page);
    await page.goto(`${house.url}/settings/sources`);
    for (const kind of ['Prices of power', 'Carbon of power'])
      await page.getByRole('heading', { name: kind }).click();
    await tellProvider(page, 'entsoe', 'Price zone', '10Y1001A1001A82H', { Key: KEY });
    await tellProvider(page, 'watttime', 'Region', 'CAISO_NORTH', { 'User name': 'ann', Password: PASSWORD });
    seen = await page.content();
    stored = await storedBy(page);
  } finally {
    end();
    await context.close();
    await house.close();
  }
  const sent = shown.join('\n');
  expect(sent).toContain(`securityToken=${KEY}`);
  expect(sent).toContain(`Basic ${btoa(`ann:${PASSWORD}`)}`);
  expect(sent).toContain(`Bearer ${PASS}`);
  // What was looked through is there: the failure's words, and the sealed keys.
  expect(stored).toContain('entsoe');
  expect(stored).toContain('source:watttime');
  expect(seen).toMatch(/It says: .no: https/);
  const places = { heard: heard.join('\n'), written: written.join('\n'), seen, stored };
  for (const secret of SECRETS) {
    for (const [place, text] of Object.entries(places)) expect(text.includes(secret), place).toBe(false);
    for (const file of filesUnder(profile))
      for (const encoding of ['utf8', 'utf16le'] as const)
        expect(file.includes(Buffer.from(secret, encoding)), 'the profile').toBe(false);
  }
});
