import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { type RunningProxy, startProxy } from '../../proxy/start.ts';
import type { AlarmReport } from '../../src/domain/channel.ts';
import { PAIRING_HEADER } from '../../src/domain/proxy-problem.ts';
import { answerHttp } from '../../src/twin/answers/answers.ts';
import { FLEETS } from '../../src/twin/fleets.ts';
import { TOKEN } from './house.ts';

/** From an unplugged miner over the helper to where its owner wants to be told, and what holds that back. */

/** Two busy cores, and a miner must stay silent for some polls before anybody is told. */
const PATIENCE = { timeout: 180_000 };

interface Receiver {
  readonly url: string;
  /** What came, in order. */
  readonly heard: Readonly<Record<string, unknown>>[];
}

interface Alarmed {
  readonly helper: RunningProxy;
  readonly hook: Receiver;
  readonly ntfy: Receiver;
  readonly minerPort: number;
  plug(isIn: boolean): void;
  /** Puts the helper's clock forward. */
  pass(ms: number): void;
  report(): Promise<AlarmReport>;
}

async function listening(server: http.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function receiver(): Promise<Receiver & { close(): void }> {
  const heard: Record<string, unknown>[] = [];
  const server = http.createServer((request, reply) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      heard.push(JSON.parse(body) as Record<string, unknown>);
      reply.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"received"}');
    });
  });
  const port = await listening(server);
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A simulated Bitaxe behind a plug. */
async function pluggedMiner() {
  const [twin] = FLEETS.single({ seed: 5, startMs: Date.now() - 3_600_000, difficulty: 256 });
  if (!twin) throw new Error('the fleet has no miner');
  let isIn = true;
  const server = http.createServer((request, reply) => {
    if (!isIn) return request.socket.destroy();
    twin.advanceTo(Date.now());
    const answer = answerHttp(twin, request.method ?? 'GET', request.url ?? '/', {});
    return reply.writeHead(answer?.status ?? 404, answer?.headers).end(answer?.body);
  });
  server.on('upgrade', (_, socket) => socket.destroy());
  const port = await listening(server);
  return {
    port,
    plug(wanted: boolean) {
      isIn = wanted;
      if (!wanted) server.closeAllConnections();
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const test = base.extend<{ readonly alarmed: Alarmed }>({
  alarmed: async ({ browserName: _ }, use) => {
    const [miner, hook, ntfy] = await Promise.all([pluggedMiner(), receiver(), receiver()]);
    const folder = await mkdtemp(join(tmpdir(), 'davylamp-alarms-e2e-'));
    let aheadMs = 0;
    const helper = await startProxy({
      token: TOKEN,
      port: 0,
      devicePorts: '1024-65535',
      record: { folder, keepDays: 14, maxBytes: 4 * 1024 * 1024 },
      nowMs: () => Date.now() + aheadMs,
    });
    await use({
      helper,
      hook,
      ntfy,
      minerPort: miner.port,
      plug: miner.plug,
      pass(ms) {
        aheadMs += ms;
      },
      async report() {
        const headers = { [PAIRING_HEADER]: TOKEN, 'sec-fetch-site': 'same-origin' };
        const reply = await fetch(`${helper.url}/api/alarms`, { headers });
        return (await reply.json()) as AlarmReport;
      },
    });
    await helper.close();
    for (const each of [miner, hook, ntfy]) each.close();
    await rm(folder, { recursive: true, force: true });
  },
});

/** Pairs a browser, and adds the miner as its owner would. */
async function addMiner(page: Page, { helper, minerPort }: Alarmed): Promise<void> {
  await page.goto(`${helper.url}/#pair=${TOKEN}`);
  await page.getByRole('link', { name: 'Add my miner' }).click();
  await page.getByLabel('Address of the miner').fill(`127.0.0.1:${minerPort}`);
  await page.getByRole('button', { name: 'Ask this address' }).click();
  await page.getByLabel('Name', { exact: true }).fill('My Gamma');
  await page.getByRole('button', { name: 'Add, watch only' }).click();
  await page.getByRole('button', { name: 'Show my fleet' }).click();
  await page.goto(`${helper.url}/settings`);
  await page.getByLabel('Ask each miner every').fill('5');
  await page.getByLabel('Ask each miner every').press('Tab');
  await expect(page.getByText('Kept.').or(page.getByText('questions kept')).first()).toBeVisible();
}

/** Adds a channel, and sees that its test has come. */
async function addChannel(
  page: Page,
  kind: string,
  fields: Readonly<Record<string, string>>,
  to: Receiver,
): Promise<void> {
  await page.getByRole('button', { name: 'Add a channel' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('By', { exact: true }).selectOption({ label: kind });
  await dialog.getByLabel('Tell me of').selectOption('watch');
  for (const [label, text] of Object.entries(fields))
    await dialog.getByLabel(label, { exact: true }).fill(text);
  await dialog.getByRole('button', { name: 'Save and send a test' }).click();
  const row = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: `Change ${kind}` }) });
  await expect(row.getByText('It was taken after')).toBeVisible(PATIENCE);
  expect(to.heard).toHaveLength(1);
}

const phasesOf = ({ heard }: Receiver) => heard.map(({ phase }) => phase);

test('an unplugged miner is told, “seen” stops the escalation, and a mute holds alarms back', async ({
  page,
  alarmed,
}) => {
  test.setTimeout(600_000);
  const { hook, ntfy } = alarmed;
  await addMiner(page, alarmed);
  await page.goto(`${alarmed.helper.url}/settings/alarms`);
  await expect(page.getByText('nowhere to send an alarm')).toBeVisible(PATIENCE);
  await addChannel(page, 'Webhook', { Address: `${hook.url}/hook` }, hook);
  await addChannel(page, 'ntfy', { Server: ntfy.url, Topic: 'my-topic', 'Wait for “Seen it”': '1' }, ntfy);
  await expect(page.getByText('tells you by Webhook and ntfy')).toBeVisible(PATIENCE);

  // Unplugged: the first channel is told at once, the second waits for the owner.
  alarmed.plug(false);
  await expect.poll(() => phasesOf(hook), PATIENCE).toEqual(['test', 'opened']);
  expect(hook.heard[1]).toMatchObject({ title: 'My Gamma: No answer' });
  await page.goto(alarmed.helper.url);
  await page.getByRole('button', { name: 'Seen it' }).first().click();
  await expect.poll(async () => (await alarmed.report()).open[0]?.acknowledgedAtMs, PATIENCE).toBeDefined();
  const { checkedAtMs = 0 } = await alarmed.report();
  alarmed.pass(65_000);
  await expect
    .poll(async () => (await alarmed.report()).checkedAtMs, PATIENCE)
    .toBeGreaterThan(checkedAtMs + 60_000);
  expect(await alarmed.report()).toMatchObject({ waiting: 0 });
  expect(phasesOf(ntfy)).toHaveLength(1);

  // Back, and muted: it is watched, and nobody is told until the mute ends.
  alarmed.plug(true);
  await expect.poll(() => phasesOf(hook).at(-1), PATIENCE).toBe('resolved');
  const told = hook.heard.length;
  await page
    .getByRole('main')
    .getByRole('link', { name: /My Gamma/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Mute', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Mute', exact: true }).click();
  await expect(page.getByText('nobody is told of its troubles')).toBeVisible(PATIENCE);
  alarmed.plug(false);
  await expect.poll(async () => (await alarmed.report()).open.length, PATIENCE).toBe(1);
  expect(hook.heard).toHaveLength(told);
  await page.getByRole('button', { name: 'Unmute' }).click();
  await expect.poll(() => hook.heard.length, PATIENCE).toBe(told + 1);
  expect(hook.heard.at(-1)).toMatchObject({ phase: 'opened', title: 'My Gamma: No answer' });

  await page.goto(`${alarmed.helper.url}/settings/alarms`);
  await expect(page.getByRole('region', { name: 'What was sent' })).toContainText('Alarm, by Webhook');
  await expect(page.getByRole('region', { name: 'Open now' })).toContainText('My Gamma: no answer');
});
