import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { chromiumLaunch } from '../../../playwright.config.ts';
import type { BundledPage } from '../../support/bundled-page.ts';

/** Gives work a browser profile of its own, and throws it away afterwards. */
export async function withProfile<T>(work: (profile: string) => Promise<T>): Promise<T> {
  const profile = await mkdtemp(join(tmpdir(), 'davylamp-store-bench-'));
  try {
    return await work(profile);
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}

/** Runs work in a browser of its own over a kept profile; it is closed when this returns. */
export async function inBrowser<T>(
  profile: string,
  { url }: BundledPage,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const context: BrowserContext = await chromium.launchPersistentContext(profile, chromiumLaunch);
  try {
    const page = await context.newPage();
    await page.goto(url);
    await page.waitForFunction(() => 'bench' in globalThis);
    return await work(page);
  } finally {
    await context.close();
  }
}

/** What all IndexedDB of a profile takes on disk while its browser is closed, bytes. */
export async function storedBytes(profile: string): Promise<number> {
  const folder = join(profile, 'Default', 'IndexedDB');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
