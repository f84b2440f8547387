import { chromium, type Page } from '@playwright/test';
import { chromiumLaunch } from '../../playwright.config.ts';
import { serveBundledPage } from '../support/bundled-page.ts';
import type { SuiteReport } from '../support/suite-report.ts';
import type { BatchFigures, MinersStretch } from './features/fleet-features.ts';
import { type PandasFigures, pandasFigures, pandasPython } from './features/pandas-peer.ts';
import { median } from './median.ts';

/** The issue's limits: 100 miners' 30 days at once, and their next minute. */
const BATCH_LIMIT_MS = 10_000;
const MINUTE_LIMIT_MS = 20;
const PANDAS_RATIO_TARGET = 1;

const FROM_MS = Date.UTC(2026, 0, 1);
const MONTH: MinersStretch = { miners: 100, fromMs: FROM_MS, days: 30 };
/** Two days to warm up on; a midnight and some hours are among the minutes that follow. */
const WARM: MinersStretch = { miners: 100, fromMs: FROM_MS, days: 2 };
const LIVE_MINUTES = 180;
/** Pandas works on so many of the same miners: its processes take their time to be given more. */
const PEER: MinersStretch = { ...MONTH, miners: 9 };

/** How fast features are worked out in a worker of a real Chromium, beside pandas. */
export async function featuresSuite(): Promise<SuiteReport> {
  const page = await serveBundledPage(new URL('./features/features-page.ts', import.meta.url));
  const browser = await chromium.launch(chromiumLaunch);
  try {
    const tab = await browser.newPage();
    await tab.goto(page.url);
    await tab.waitForFunction(() => 'featuresBench' in globalThis);
    const batch = await tab.evaluate((stretch) => featuresBench.batch(stretch), MONTH);
    const live = await liveFigures(tab);
    const peer = await peerFigures(tab);
    const batch_ms = batch.featuresMs + batch.tiersMs;
    const figures = {
      features: batch.features,
      batch_ms,
      batch_features_ms: batch.featuresMs,
      batch_tiers_ms: batch.tiersMs,
      batch_values: batch.values,
      batch_values_per_s: batch.values / (batch_ms / 1_000),
      ...live,
      ...peer.figures,
    };
    return { suite: 'features', figures, failures: [...failuresOf(figures), ...peer.failures] };
  } finally {
    await browser.close();
    await page.close();
  }
}

async function liveFigures(tab: Page) {
  const ms = await tab.evaluate(({ warm, minutes }) => featuresBench.online(warm, minutes), {
    warm: WARM,
    minutes: LIVE_MINUTES,
  });
  const sorted = [...ms].sort((a, b) => a - b);
  return {
    minute_ms_median: median(ms),
    minute_ms_p95: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
    minute_ms_max: sorted.at(-1) ?? Number.NaN,
  };
}

async function peerFigures(tab: Page) {
  const python = pandasPython();
  if (python === undefined) {
    console.log('pandas is absent (apt-get install python3-pandas): no ratio');
    return { figures: {}, failures: [] };
  }
  const theirs = await pandasFigures(python, PEER);
  const names = Object.keys(theirs.sums);
  const ours = await tab.evaluate(({ stretch, asked }) => featuresBench.batch(stretch, asked), {
    stretch: PEER,
    asked: names,
  });
  // The middle of the miners: on a busy machine some of either are interrupted.
  const peer_ours_ms_median = median(ours.minerMs);
  const peer_pandas_ms_median = median(theirs.minerMs);
  const vs_pandas_ratio = peer_pandas_ms_median / peer_ours_ms_median;
  const different = names.filter((name) => !agree(ours, theirs, name));
  return {
    figures: {
      peer_features: names.length,
      peer_ours_ms_median,
      peer_pandas_ms_median,
      vs_pandas_ratio,
      peer_features_agreeing: names.length - different.length,
    },
    failures: [
      ...(!(vs_pandas_ratio >= PANDAS_RATIO_TARGET)
        ? [`${vs_pandas_ratio.toFixed(2)} times as fast as pandas`]
        : []),
      ...different.map((name) => `${name} comes to something else in pandas`),
    ],
  };
}

/** As many rows with a value, and the same sum but for rounding. */
function agree(ours: BatchFigures, theirs: PandasFigures, name: string): boolean {
  const one = ours.sums[name];
  const other = theirs.sums[name];
  if (one === undefined || other === undefined || one.present !== other.present) return false;
  return Math.abs(one.sum - other.sum) <= 1e-6 * Math.max(Math.abs(one.sum), Math.abs(other.sum), 1e-9);
}

function failuresOf(figures: {
  readonly batch_ms: number;
  readonly minute_ms_median: number;
  readonly minute_ms_p95: number;
}): string[] {
  const failures: string[] = [];
  if (figures.batch_ms > BATCH_LIMIT_MS)
    failures.push(`the month took ${Math.round(figures.batch_ms)} ms, the limit is ${BATCH_LIMIT_MS}`);
  for (const [what, ms] of [
    ['the median minute', figures.minute_ms_median],
    ['one minute of 20', figures.minute_ms_p95],
  ] as const)
    if (ms > MINUTE_LIMIT_MS)
      failures.push(`${what} took ${ms.toFixed(1)} ms, the limit is ${MINUTE_LIMIT_MS}`);
  return failures;
}
