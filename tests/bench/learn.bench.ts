import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { chromiumLaunch } from '../../playwright.config.ts';
import { serveBundledPage } from '../support/bundled-page.ts';
import type { SuiteReport } from '../support/suite-report.ts';
import {
  judged,
  LEARN_CASES,
  type LearnCase,
  type LearnTimes,
  QUICK_LEARN_CASES,
} from './learn/learn-cases.ts';
import { boosting, dayAhead, forest, lstmEpoch, shapley } from './learn/learn-work.ts';

type CaseName = (typeof LEARN_CASES)[number]['name'];

/** How each case is timed in the page's worker. */
const IN_PAGE: Readonly<Record<CaseName, (tab: Page) => Promise<number>>> = {
  lstm_epoch: (tab) => tab.evaluate(() => learnBench.lstmEpoch(2_160)),
  boosting_20000: (tab) => tab.evaluate(() => learnBench.boosting(20_000, 200)),
  boosting_200000: (tab) => tab.evaluate(() => learnBench.boosting(200_000, 200)),
  forest_20000: (tab) => tab.evaluate(() => learnBench.forest(20_000, 200)),
  shap_1000: (tab) => tab.evaluate(() => learnBench.shapley(1_000, 20_000)),
  day_ahead_30_miners: (tab) => tab.evaluate(() => learnBench.dayAhead(30)),
};

type QuickName = (typeof QUICK_LEARN_CASES)[number]['name'];

const QUICK: Readonly<Record<QuickName, () => number>> = {
  lstm_epoch_320: () => lstmEpoch(320),
  boosting_5000: () => boosting(5_000, 40),
  forest_2000: () => forest(2_000, 20),
  shap_100: () => shapley(100, 2_000),
  day_ahead_30_miners: () => dayAhead(30),
};

/**
 * How fast models are trained, asked and explained in a worker of a real Chromium, in turns with native packages on one thread
 * where they are installed.
 */
export async function learnSuite(): Promise<SuiteReport> {
  const page = await serveBundledPage(new URL('./learn/learn-page.ts', import.meta.url), [], {
    isIsolated: true,
  });
  const browser = await chromium.launch(chromiumLaunch);
  try {
    const tab = await browser.newPage();
    await tab.goto(page.url);
    await tab.waitForFunction(() => 'learnBench' in globalThis);
    const times = new Map<LearnCase, LearnTimes>();
    for (const each of LEARN_CASES)
      times.set(each, await inTurns(each, () => IN_PAGE[each.name](tab), nativeMs));
    const { figures, failures } = reported(times);
    const byBackend = await tab.evaluate(() => learnBench.backendEpochs());
    return { suite: 'learn', figures: { ...figures, ...byBackend }, failures };
  } finally {
    await browser.close();
    await page.close();
  }
}

/** Small pieces of the same work within this process, in seconds: for every change. */
export async function quickLearnSuite(): Promise<SuiteReport> {
  const times = new Map<LearnCase, LearnTimes>();
  for (const each of QUICK_LEARN_CASES) times.set(each, await inTurns(each, async () => QUICK[each.name]()));
  return { suite: 'learn-quick', ...reported(times) };
}

/** Ours and theirs one after the other, so that both meet the same machine. */
async function inTurns(
  { peer, repeats }: LearnCase,
  oursMs: () => Promise<number>,
  theirsMs?: (name: string) => number | undefined,
): Promise<LearnTimes> {
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let repeat = 0; repeat < repeats; repeat++) {
    ours.push(await oursMs());
    const nativeTook = peer && theirsMs?.(peer.name);
    if (nativeTook !== undefined) theirs.push(nativeTook);
  }
  return { ours, theirs };
}

function reported(times: ReadonlyMap<LearnCase, LearnTimes>): Omit<SuiteReport, 'suite'> {
  const all = [...times].map(([each, took]) => judged(each, took));
  for (const notice of all.flatMap(({ notices }) => notices)) console.log(notice);
  return {
    figures: Object.assign({}, ...all.map(({ figures }) => figures)),
    failures: all.flatMap(({ failures }) => failures),
  };
}

/** What a native package takes, ms; undefined where it is not installed. */
function nativeMs(name: string): number | undefined {
  const script = fileURLToPath(new URL('./learn/same_work.py', import.meta.url));
  const { status, stdout } = spawnSync('/usr/bin/python3', [script, name], { encoding: 'utf8' });
  const took = status === 0 ? Number(stdout.trim() || 'NaN') : Number.NaN;
  return Number.isNaN(took) ? undefined : took;
}
