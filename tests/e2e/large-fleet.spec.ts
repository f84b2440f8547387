import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';

const SIZE = 1_000;
const VIEWPORTS = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
] as const;

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** The whole app over made-up miners: nobody simulates a thousand of them over sockets on two cores. */
let preview: ViteDevServer;
test.beforeAll(async () => {
  preview = await createServer({
    configFile: fileURLToPath(new URL('../preview/vite.config.ts', import.meta.url)),
    server: { host: '127.0.0.1', port: 0, strictPort: false, hmr: false },
    logLevel: 'warn',
  });
  await preview.listen();
});
test.afterAll(() => preview.close());

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(`${preview.resolvedUrls?.local[0]}?n=${SIZE}&still${query}`);
  await expect(
    page
      .getByRole('listitem')
      .filter({ has: page.getByRole('article') })
      .first(),
  ).toBeVisible();
}

test('a fleet of 1,000 hinders nobody, sifted, chosen or asked about, in either theme and at both widths', async ({
  page,
}) => {
  const found: string[] = [];
  await open(page);
  found.push(...(await hindrances(page, 'all')));
  await page.getByRole('button', { name: 'Choose', exact: true }).click();
  await page.getByRole('button', { name: `All ${SIZE} shown` }).click();
  await page.getByRole('button', { name: /^Problems/ }).click();
  await expect(page.getByText('left alone')).toBeVisible();
  found.push(...(await hindrances(page, 'choosing among problems')));
  for (const name of ['Tags', 'Remove']) {
    await page.getByRole('button', { name, exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    found.push(...(await hindrances(page, `asked about ${name}`)));
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('searchbox').fill('no such miner');
  await expect(page.getByText('No miner fits')).toBeVisible();
  found.push(...(await hindrances(page, 'nothing fits')));
  expect(found).toEqual([]);
});

test('a reload keeps what was asked for, and the way back from a miner leads to it', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: /^Paused/ }).click();
  await page.getByRole('searchbox').fill('attic');
  await expect(page).toHaveURL(/show=paused&q=attic/);
  const names = await page.getByRole('article').getByRole('heading').allTextContents();
  expect(names.length).toBeGreaterThan(0);
  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue('attic');
  await expect(page.getByRole('article').getByRole('heading')).toHaveText(names);
  await page.getByRole('article').getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: names[0] ?? '' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('article').getByRole('heading')).toHaveText(names);
});

test('the bar of chosen miners covers neither the pages on a phone nor the last card', async ({ page }) => {
  await page.setViewportSize(VIEWPORTS[0]);
  await open(page, '&show=paused');
  await page.getByRole('button', { name: 'Choose', exact: true }).click();
  const bar = page.getByRole('region', { name: 'Chosen miners' });
  const pages = page.getByRole('navigation', { name: 'Pages' });
  const [barBox, pagesBox] = [await bar.boundingBox(), await pages.boundingBox()];
  expect((barBox?.y ?? 0) + (barBox?.height ?? 0)).toBeLessThanOrEqual((pagesBox?.y ?? 0) + 1);
  const last = page.getByRole('article').last();
  await page.keyboard.press('End');
  await expect
    .poll(async () => {
      const box = await last.boundingBox();
      return (box?.y ?? Number.POSITIVE_INFINITY) + (box?.height ?? 0) <= ((await bar.boundingBox())?.y ?? 0);
    })
    .toBe(true);
});

/** What axe holds against the page as it stands, in both themes and at both widths, and whether it fits at 320 px. */
async function hindrances(page: Page, what: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const viewport of VIEWPORTS) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      found.push(
        ...violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target }) => `${what}, ${colorScheme}, ${viewport.width} px: ${id} at ${target}`),
        ),
      );
    }
  }
  await page.setViewportSize({ width: 320, height: 640 });
  const tooWide = await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    return document.documentElement.scrollWidth - innerWidth;
  });
  if (tooWide > 0) found.push(`${what}: ${tooWide} px too wide at 320 px`);
  return found;
}
