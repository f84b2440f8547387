import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { addMiner, offeredLink, pairPhone, test } from './phone.ts';

test('a phone pairs by the QR link, sees the fleet, and is out once it is turned away', async ({ house }) => {
  test.setTimeout(480_000);
  const { owner, phone, sim, lan, asked } = house;
  const [gamma, supra] = sim.miners;
  if (!gamma || !supra) throw new Error('the simulator has too few miners');
  await addMiner(owner, `127.0.0.1:${gamma.address.port}`, 'Cellar Gamma');
  await addMiner(owner, `127.0.0.1:${supra.address.port}`, 'Attic Supra');

  await test.step('the phone is let in and knows the miners', async () => {
    await pairPhone(house);
    expect(phone.url()).toBe(`https://box.local:${lan.lan.port}/`);
    for (const name of ['Cellar Gamma', 'Attic Supra'])
      await expect(phone.getByRole('article').filter({ hasText: name })).toContainText('Hashing', {
        timeout: 60_000,
      });
    await expect(phone.getByText('Demo data')).toHaveCount(0);
  });

  await test.step('there it is a secure page that can be installed and opens without a network', async () => {
    expect(await phone.evaluate(() => globalThis.isSecureContext && globalThis.crossOriginIsolated)).toBe(
      true,
    );
    await phone.evaluate(() => navigator.serviceWorker.ready);
    const worker = await lan.call('/sw.js');
    expect(worker.headers['content-type']).toMatch(/javascript/);
    expect(worker.headers['cache-control']).toBe('no-cache');
    expect((await lan.call('/manifest.webmanifest')).headers['content-type']).toBe(
      'application/manifest+json',
    );
    const { installabilityErrors } = await (await phone.context().newCDPSession(phone)).send(
      'Page.getInstallabilityErrors',
    );
    expect(installabilityErrors).toEqual([]);
  });

  await test.step('without a network it says that of itself, calmly, and still does after a reload', async () => {
    await phone.context().setOffline(true);
    await phone.reload();
    const main = phone.getByRole('main');
    // Chromium forgets over a reload that it plays a phone without a network, and then says that it has one.
    await expect(main.getByText(/^This device (is offline|does not reach the computer)/)).toBeVisible({
      timeout: 40_000,
    });
    await expect(phone.getByText('Nobody is watching')).toHaveCount(0);
    await phone.getByRole('link', { name: 'Profit' }).click();
    await expect(phone.getByText(/^(Offline –|This device does not reach).* showing data to/i)).toBeVisible();
    await phone.context().setOffline(false);
  });

  await test.step('neither code nor token stood in any address', async () => {
    const secrets = /#|join=|pair=|[\w-]{30,}/;
    const telling = asked
      .filter((url) => !url.startsWith('data:') && !url.includes('/assets/'))
      .filter((url) => secrets.test(url));
    expect(telling).toEqual([]);
    expect(asked.some((url) => url.includes('/api/pairing/claim'))).toBe(true);
  });

  await test.step('the phone may not let others in', async () => {
    await phone.goto(new URL('/settings/devices', phone.url()).href);
    await expect(phone.getByText('Only a browser on the computer that runs Davylamp')).toBeVisible();
  });

  await test.step('turned away, it reaches nothing any more and says so', async () => {
    await owner.getByRole('button', { name: 'Turn away Android phone' }).click();
    await owner.getByRole('dialog').getByRole('button', { name: 'Turn away' }).click();
    await expect(owner.getByText('“Android phone” is turned away.')).toBeVisible();
    await phone.goto(new URL('/add', phone.url()).href);
    await expect(phone.getByText('This device is not let in, or not any more.')).toBeVisible();
    await expect(phone.getByText('choose “Let a device in”')).toBeVisible();
  });
});

test('a code works once, and whoever comes later is told', async ({ house }) => {
  const { owner, phone } = house;
  const link = await offeredLink(owner);
  await phone.goto(link);
  expect(await hindrances(owner)).toEqual([]);
  await expect(phone.getByText(/^\d{3} \d{3}$/)).toBeVisible();
  expect(await hindrances(phone)).toEqual([]);
  expect(phone.url()).not.toContain('#');
  const later = await phone.context().newPage();
  await later.goto(link);
  await expect(later.getByText('Another device has used this code already.')).toBeVisible();
  await owner.getByRole('button', { name: 'That is not my device' }).click();
  await expect(phone.getByText('The computer said no')).toBeVisible();
});

test('the page about the certificate reads well on a phone', async ({ house }) => {
  const { phone, lan } = house;
  const { port } = new URL(lan.certificateUrl);
  await phone.goto(`http://box.local:${port}/`);
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Let this device in');
  await phone.getByText('iPhone and iPad').click();
  await expect(phone.getByText('Certificate Trust Settings')).toBeVisible();
  expect(await hindrances(phone)).toEqual([]);
  const width = await phone.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  const download = phone.waitForEvent('download');
  await phone.getByRole('link', { name: 'Download the certificate' }).click();
  expect((await download).suggestedFilename()).toBe('davylamp-ca.crt');
});

/** What of a page hinders somebody (WCAG A and AA), by rule and element. */
async function hindrances(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
