import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

/** A file that a visit loaded. */
export interface LoadedFile {
  readonly name: string;
  readonly text: string;
  readonly gzipBytes: number;
}

/** Scripts of the page's own thread, scripts of its workers, and styles: each by the browser's own account. */
export async function loadedFiles(page: Page): Promise<{
  readonly onPage: readonly LoadedFile[];
  readonly inWorkers: readonly LoadedFile[];
  readonly styles: readonly LoadedFile[];
}> {
  const known = await fetchedAll(page, await workerScripts(page));
  const scripts = await fetchedAll(page, await pageFiles(page, '.js'));
  const inWorkers = withImports(known, scripts);
  const workers = new Set(inWorkers.map(({ name }) => name));
  return {
    onPage: scripts.filter(({ name }) => !workers.has(name)),
    inWorkers,
    styles: await fetchedAll(page, await pageFiles(page, '.css')),
  };
}

/**
 * Scripts of workers with what they import from the start: the browser counts those to the page that opened the worker.
 * Workers are built apart, so what they import is nothing that the page imports too.
 */
function withImports(workers: readonly LoadedFile[], scripts: readonly LoadedFile[]): readonly LoadedFile[] {
  const all = new Map(workers.map((file) => [file.name, file]));
  for (const { text } of all.values()) {
    for (const [, imported = ''] of text.matchAll(/from"\.\/([^"]+)"/g)) {
      const file = scripts.find(({ name }) => name.endsWith(`/${imported}`));
      // Read on while it grows: what an import imports is looked through in its turn.
      if (file) all.set(file.name, file);
    }
  }
  return [...all.values()];
}

export function sizeOf(files: readonly LoadedFile[]): number {
  return files.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
}

/** What the page's own thread asked for, by the browser's own account. */
function pageFiles(page: Page, ending: string): Promise<readonly string[]> {
  return page.evaluate(
    (end) => [
      ...new Set(
        performance
          .getEntriesByType('resource')
          .map(({ name }) => name)
          .filter((name) => new URL(name).pathname.endsWith(end)),
      ),
    ],
    ending,
  );
}

/** The scripts of the page's workers, with what each of them asked for later. */
async function workerScripts(page: Page): Promise<readonly string[]> {
  const lists = await Promise.all(
    page.workers().map(async (worker) => {
      const imported = await worker.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => name)
          .filter((name) => new URL(name).pathname.endsWith('.js')),
      );
      return [worker.url(), ...imported];
    }),
  );
  return [...new Set(lists.flat())];
}

async function fetched(page: Page, url: string): Promise<LoadedFile> {
  const body = await (await page.request.get(url)).body();
  return {
    name: new URL(url).pathname,
    text: body.toString('utf8'),
    gzipBytes: gzipSync(body, { level: 9 }).length,
  };
}

function fetchedAll(page: Page, urls: readonly string[]): Promise<readonly LoadedFile[]> {
  return Promise.all(urls.map((url) => fetched(page, url)));
}
