import { type BrowserContext, expect, type Page } from '@playwright/test';
import { test } from './house.ts';

/** A tab of the app's origin in which no app runs: it plays another version that has the databases. */
async function otherTab(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}/icon.svg`);
  return page;
}

test('an older tab that holds the data is told in one sentence, and once it is closed everything opens', async ({
  page,
  context,
  house,
}) => {
  const older = await otherTab(context, house.url);
  await older.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('davylamp-demo-telemetry', 1);
        opening.onupgradeneeded = () => {
          const { result } = opening;
          result.createObjectStore('tail', { autoIncrement: true });
          for (const name of ['raw', 'minute'])
            result
              .createObjectStore(name, { keyPath: ['minerId', 'startMs'] })
              .createIndex('startMs', 'startMs');
        };
        // Held open, and deaf to whoever asks for it.
        opening.onsuccess = () => resolve(void Object.assign(globalThis, { held: opening.result }));
        opening.onerror = () => reject(opening.error);
      }),
  );
  await page.goto(house.url);
  await expect(page.getByText(/An older Davylamp in another tab/)).toBeVisible({ timeout: 40_000 });
  await older.close();
  await page.getByRole('button', { name: 'Load again' }).click();
  await expect(page.getByRole('main').getByText('Kitchen Gamma').first()).toBeVisible({ timeout: 40_000 });
});

test('a newer version takes the data over: the older page says so at once and stands still', async ({
  page,
  context,
  house,
}) => {
  await page.goto(house.url);
  await expect(page.getByRole('main').getByText('Kitchen Gamma').first()).toBeVisible({ timeout: 40_000 });
  const newer = await otherTab(context, house.url);
  await newer.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('davylamp-demo-telemetry', 1_000);
        opening.onsuccess = () => resolve();
        opening.onerror = () => reject(opening.error);
      }),
  );
  await expect(page.getByText(/written by a newer Davylamp/)).toBeVisible({ timeout: 60_000 });
  const lead = () => page.evaluate(async () => (await navigator.locks.query()).held?.length ?? 0);
  await expect.poll(lead).toBe(0);
});
