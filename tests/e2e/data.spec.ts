import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { type Download, expect, type Page } from '@playwright/test';
import { test } from './house.ts';

/** A window of the system, which nobody can answer here, is taken away: files are then offered as downloads. */
test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(Window.prototype, 'showSaveFilePicker'));
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
});

async function openData(page: Page, url: string): Promise<void> {
  await page.goto(url);
  // The demo has laid down its month.
  await expect(page.getByRole('article').first()).toBeVisible();
  // The bar of a phone has them behind More.
  const more = page.getByRole('button', { name: 'More', exact: true });
  if ((page.viewportSize()?.width ?? 0) < 960) await more.click();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Back up, restore, export, import' }).click();
  await expect(page.getByRole('heading', { name: 'Your data', level: 1 })).toBeVisible();
}

async function saved(page: Page, button: string): Promise<Download> {
  const [download] = await Promise.all([
    // A month of minutes is written as fast as the machine can.
    page.waitForEvent('download', { timeout: 180_000 }),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return download;
}

const shots = process.env.DATA_SHOTS;

test('data go out and come back, by the page alone', async ({ page, house }) => {
  test.setTimeout(600_000);
  await openData(page, house.url);
  await expect(page.getByText('This is the demo')).toBeVisible();

  const table = await saved(page, 'Save the table');
  expect(table.suggestedFilename()).toMatch(/^davylamp-demo-.*-minute\.csv$/);
  const text = await readFile(await table.path(), 'utf8');
  expect(text.split('\r\n')[0]).toMatch(/^at_utc,miner_id,miner_name,hashrateHs mean \[H\/s\]/);
  await expect(page.getByText(/The table is written: .* rows/)).toBeVisible();

  await page.getByRole('radio', { name: 'Parquet' }).check({ force: true });
  const parquet = await readFile(await (await saved(page, 'Save the table')).path());
  expect(parquet.subarray(0, 4).toString()).toBe('PAR1');
  expect(parquet.subarray(-4).toString()).toBe('PAR1');

  await page.getByLabel('Passphrase', { exact: true }).fill('four good words here');
  await page.getByLabel('Passphrase once more').fill('four good words here');
  const backup = await saved(page, 'Back up now');
  await expect(page.getByText(/The backup is written/)).toBeVisible();
  await expect(page.getByText(/Last backup: /)).toBeVisible();

  await page.getByLabel('Backup file').setInputFiles(await backup.path());
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByText('This backup is encrypted: type its passphrase.')).toBeVisible();
  await page.locator('input[autocomplete="current-password"]').fill('four good words here');
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByText(/The backup of .* is restored, whole\./)).toBeVisible({ timeout: 180_000 });

  const log = ['local_time,unit,asic_temp_c,hashrate_ghs,power_w,vin_mv,note'];
  for (let minute = 10; minute < 50; minute += 1)
    log.push(`2024-07-01T18:${minute}:00,A,68.5,${1300 + minute},24.4,5039,x`);
  log[7] = '2024-07-01T18:16:00,A,68.5,oops,24.4,5039,x';
  await page
    .getByLabel('File of another program')
    .setInputFiles({ name: 'log.csv', mimeType: 'text/csv', buffer: Buffer.from(log.join('\n')) });
  await expect(page.getByText('A table (CSV): 5 quantities.')).toBeVisible();
  await page.getByLabel('A', { exact: true }).selectOption({ index: 1 });
  await expect(page.getByText(/Figures that can be used: 159\. Lines: 40/)).toBeVisible();
  const hindrances = (await new AxeBuilder({ page }).analyze()).violations.map(
    ({ id, nodes }) => `${id} ${nodes[0]?.html}`,
  );
  expect(hindrances).toEqual([]);
  if (shots) await shoot(page);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Figures imported: 159.')).toBeVisible();
});

test('the page fits a narrow phone', async ({ page, house }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await openData(page, house.url);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
});

async function shoot(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `${shots}/data-${colorScheme}-${width}.png`, fullPage: true });
    }
  }
}
