import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { type BrowserContext, test as base, chromium, expect, type Page } from '@playwright/test';
import { chromiumLaunch } from '../../playwright.config.ts';
import type { Sim } from '../../sim/sim.ts';
import { startSim } from '../../sim/start-sim.ts';
import { LanHouse, OWNER_TOKEN } from '../support/lan-house.ts';

/** What a phone of this make says of itself. */
const ANDROID =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36';

/** A house with a door for the home network, an owner's browser at its computer, and a phone outside. */
export interface PhoneHouse {
  readonly lan: LanHouse;
  readonly sim: Sim;
  /** The owner's page, paired. */
  readonly owner: Page;
  /** The phone's page: 390 × 844, trusts the certificate of the house, not paired. */
  readonly phone: Page;
  /** Every URL that either browser asked for. */
  readonly asked: readonly string[];
}

/** Playwright's test with such a house. The phone finds it as `https://box.local`. */
export const test = base.extend<{ readonly house: PhoneHouse }>({
  house: async ({ page: owner, context }, use) => {
    const sim = await startSim({ fleet: 'demo', seed: 7, httpBase: 0, rpcBase: 0, difficulty: 256 });
    const lan = await LanHouse.open({}, { computer: 'box', addresses: [] });
    const profile = mkdtempSync(join(tmpdir(), 'davylamp-phone-'));
    const phones = await openPhone(profile, await leafKeyHash(lan.lan.port));
    const phone = phones.pages()[0] ?? (await phones.newPage());
    const asked: string[] = [];
    for (const browser of [context, phones]) browser.on('request', (request) => asked.push(request.url()));
    await owner.goto(`${lan.proxy.url}/#pair=${OWNER_TOKEN}`);
    await expect(owner.getByText('This browser is now paired with the helper.')).toBeVisible();
    await use({ lan, sim, owner, phone, asked });
    await phones.close();
    await lan.close();
    await sim.close();
    rmSync(profile, { recursive: true, force: true });
  },
});

/** A browser with a profile of its own, as a phone has it: only there can a page be installed. */
function openPhone(profile: string, keyHash: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: chromiumLaunch.executablePath,
    args: [
      ...chromiumLaunch.args,
      // Stands for the authority that the owner of a phone installs: this key of a server is trusted, and no other.
      `--ignore-certificate-errors-spki-list=${keyHash}`,
      '--host-resolver-rules=MAP box.local 127.0.0.1',
    ],
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    userAgent: ANDROID,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  });
}

/** SHA-256 of the public key of the certificate that a port shows, base64. */
function leafKeyHash(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = tls.connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      const { raw } = socket.getPeerCertificate();
      socket.destroy();
      const key = new X509Certificate(raw).publicKey.export({ type: 'spki', format: 'der' });
      resolve(createHash('sha256').update(key).digest('base64'));
    });
    socket.once('error', reject);
  });
}

/** The owner adds a simulated miner by its address. */
export async function addMiner(owner: Page, address: string, name: string): Promise<void> {
  await owner.goto(new URL('/add', owner.url()).href);
  await owner.getByLabel('Address of the miner').fill(address);
  await owner.getByRole('button', { name: 'Ask this address' }).click();
  await owner.getByLabel('Name', { exact: true }).fill(name);
  await owner.getByRole('button', { name: 'Add, watch only' }).click();
  await expect(owner.getByText(`${name} is in your fleet.`)).toBeVisible();
}

/** Lets the phone in by the link that the QR code holds, and leaves it on its fleet. */
export async function pairPhone({ owner, phone }: PhoneHouse): Promise<void> {
  await phone.goto(await offeredLink(owner));
  const digits = await phone.getByText(/^\d{3} \d{3}$/).textContent();
  await owner.getByLabel('Six digits on that device').fill(digits ?? '');
  await owner.getByRole('button', { name: 'Let it in' }).click();
  await expect(owner.getByText('“Android phone” is in.')).toBeVisible();
  await phone.getByRole('button', { name: 'Show my fleet' }).click();
}

/** Makes a code on the owner's page and copies the link that its QR code shows. */
export async function offeredLink(owner: Page): Promise<string> {
  await owner.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await owner.goto(new URL('/settings/devices', owner.url()).href);
  await owner.getByRole('button', { name: 'Let a device in' }).click();
  await expect(owner.getByRole('img', { name: 'QR code that lets one device in' })).toBeVisible();
  await owner.getByRole('button', { name: 'Copy the link' }).click();
  return owner.evaluate(() => navigator.clipboard.readText());
}
