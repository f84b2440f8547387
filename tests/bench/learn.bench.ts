import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { chromiumLaunch } from '../../playwright.config.ts';
import { serveBundledPage } from '../support/bundled-page.ts';
import type { SuiteReport } from '../support/suite-report.ts';
import { median } from './median.ts';

/** Ours by theirs at most, of the same work in the same run. */
const TARGETS: readonly (readonly [ours: string, theirs: string, most: number])[] = [
  ['lstm_epoch_ms', 'torch_lstm_epoch_ms', 2],
  ['boosting_20000_ms', 'xgboost_20000_ms', 1.5],
  ['boosting_200000_ms', 'xgboost_200000_ms', 1.5],
  ['forest_20000_ms', 'sklearn_forest_20000_ms', 1],
];
const REPEATS = 3;

/** How fast models are trained in a worker of a real Chromium, beside native packages on one thread where they are installed. */
export async function learnSuite(): Promise<SuiteReport> {
  const page = await serveBundledPage(new URL('./learn/learn-page.ts', import.meta.url));
  const browser = await chromium.launch(chromiumLaunch);
  try {
    const tab = await browser.newPage();
    await tab.goto(page.url);
    await tab.waitForFunction(() => 'learnBench' in globalThis);
    const epochs: number[] = [];
    for (let repeat = 0; repeat < REPEATS; repeat++)
      epochs.push(await tab.evaluate(() => learnBench.lstmEpoch()));
    const figures: Record<string, number> = {
      lstm_epoch_ms: median(epochs),
      boosting_20000_ms: await tab.evaluate(() => learnBench.boosting(20_000)),
      boosting_200000_ms: await tab.evaluate(() => learnBench.boosting(200_000)),
      forest_20000_ms: await tab.evaluate(() => learnBench.forest(20_000)),
      shap_1000_ms: await tab.evaluate(() => learnBench.shapley()),
      ...nativeFigures(),
    };
    const failures: string[] = [];
    for (const [ours, theirs, most] of TARGETS) {
      const ratio = (figures[ours] ?? Number.NaN) / (figures[theirs] ?? Number.NaN);
      if (Number.isNaN(ratio)) continue;
      figures[`${ours.replace(/_ms$/, '')}_by_${theirs.split('_')[0]}`] = ratio;
      if (ratio > most) failures.push(`${ours} takes ${ratio.toFixed(2)} × ${theirs}, the limit is ${most}`);
    }
    return { suite: 'learn', figures, failures };
  } finally {
    await browser.close();
    await page.close();
  }
}

function nativeFigures(): Readonly<Record<string, number>> {
  const script = fileURLToPath(new URL('./learn/same_work.py', import.meta.url));
  const { status, stdout } = spawnSync('/usr/bin/python3', [script], { encoding: 'utf8' });
  const found = status === 0 ? JSON.parse(stdout) : {};
  for (const [, theirs] of TARGETS)
    if (!(theirs in found))
      console.log(`${theirs}: not installed (python3-xgboost, python3-sklearn, python3-torch)`);
  return found;
}
