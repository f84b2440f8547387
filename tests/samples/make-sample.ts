import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import type { Plugin } from 'vite';
import { chromiumLaunch } from '../../playwright.config.ts';
import { serveBundledPage } from '../support/bundled-page.ts';
import type {} from './sample-page.ts';
import './sample-page.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const kept = fileURLToPath(new URL('./kept', import.meta.url));

const { values } = parseArgs({
  options: { code: { type: 'string', default: root }, name: { type: 'string' } },
});
if (values.name === undefined) {
  console.error('tsx tests/samples/make-sample.ts --name NAME [--code CHECKOUT]');
  process.exit(2);
}
const code = resolve(values.code);
const commit = execFileSync('git', ['-C', code, 'log', '-1', '--format=%h'], { encoding: 'utf8' }).trim();
const sample = await madeBy(code, commit);
await mkdir(kept, { recursive: true });
await writeFile(join(kept, `${values.name}.sample`), sample);
console.log(`${values.name}: ${sample.length} bytes by the code of ${commit}`);

/** The sample that the code of a checkout writes in Chromium. */
async function madeBy(checkout: string, commit: string): Promise<Uint8Array> {
  const page = await serveBundledPage(new URL('./sample-page.ts', import.meta.url), [
    productCodeOf(checkout),
  ]);
  const browser = await chromium.launch(chromiumLaunch);
  try {
    const tab = await browser.newPage();
    await tab.goto(page.url);
    await tab.waitForFunction(() => 'makeSample' in globalThis);
    return Uint8Array.from(await tab.evaluate((by) => makeSample(by), commit));
  } finally {
    await browser.close();
    await page.close();
  }
}

/** Takes all that is under `src/` from another checkout. */
function productCodeOf(checkout: string): Plugin {
  const here = join(root, 'src/');
  return {
    name: 'product-code-of-checkout',
    enforce: 'pre',
    async resolveId(source, importer) {
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found?.id.startsWith(here) ? join(checkout, 'src', relative(here, found.id)) : found;
    },
  };
}
