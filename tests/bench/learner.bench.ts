import { chromium, type Page } from '@playwright/test';
import { chromiumLaunch } from '../../playwright.config.ts';
import { serveBundledPage } from '../support/bundled-page.ts';
import type { SuiteReport } from '../support/suite-report.ts';
import { quantile } from './quantile.ts';
import { settledWorkerMemory } from './store/worker-memory.ts';

/** The limits. */
const ALL_LIMIT_MS = 100;
const P99_LIMIT_MS = 500;
const LONG_TASK_LIMIT_MS = 50;
/** From the tenth training to the last the heap, or the memory of nets, may grow by so much: what a collection leaves behind differs from time to time. */
const GROWTH_LIMIT_MB = 3;

const MINERS = 30;
const DAYS = 40;
/** Long enough for some hundred questions. */
const ASKED_S = 20;
const TRAININGS = 50;
const SETTLED_AFTER = 10;
/** Of the smallest past of which a contest can be held. */
const SHORT_DAYS = 17;

/** How quickly the learner answers, also while it trains, and what fifty trainings leave behind. */
export async function learnerSuite(): Promise<SuiteReport> {
  const page = await serveBundledPage(new URL('./learner/learner-page.ts', import.meta.url));
  const browser = await chromium.launch(chromiumLaunch);
  try {
    const answers = await answering(await opened(await browser.newPage(), page.url, MINERS, DAYS));
    const held = await holding(await opened(await browser.newPage(), page.url, 1, SHORT_DAYS));
    const figures = { ...answers, ...held };
    return { suite: 'learner', figures, failures: failuresOf(figures) };
  } finally {
    await browser.close();
    await page.close();
  }
}

async function opened(tab: Page, url: string, miners: number, days: number): Promise<Page> {
  await tab.goto(url);
  await tab.waitForFunction(() => 'learnerBench' in globalThis);
  const name = `bench-${miners}`;
  await tab.evaluate((house) => learnerBench.learner.open(house.name, house.miners, house.days), {
    name,
    miners,
    days,
  });
  return tab;
}

async function answering(tab: Page) {
  const first_ms = await tab.evaluate((miners) => learnerBench.learner.predictAll(miners), MINERS);
  const again_ms: number[] = [];
  for (let turn = 0; turn < 5; turn++)
    again_ms.push(await tab.evaluate((miners) => learnerBench.learner.predictAll(miners), MINERS));
  const idle = await tab.evaluate((miners) => learnerBench.askFor(3, miners), MINERS);
  await tab.evaluate(() => learnerBench.longTasksMs.splice(0));
  const id = await tab.evaluate(() => learnerBench.learner.train(['recurrent-net', 'boosted-trees'], 600));
  await tab.evaluate(
    (training) => learnerBench.reached(training, ['search', 'training', 'contest', 'failed']),
    id,
  );
  const ms = await tab.evaluate((ask) => learnerBench.askFor(ask.seconds, ask.miners), {
    seconds: ASKED_S,
    miners: MINERS,
  });
  const longTasks = await tab.evaluate(() => learnerBench.longTasksMs);
  await tab.evaluate((training) => learnerBench.learner.cancel(training), id);
  return {
    predict_30_first_ms: first_ms,
    predict_30_ms: quantile(again_ms, 0.5),
    predict_idle_p99_ms: quantile(idle, 0.99),
    predict_training_ms: quantile(ms, 0.5),
    predict_training_p99_ms: quantile(ms, 0.99),
    predict_training_max_ms: Math.max(...ms),
    predictions: ms.length,
    longest_page_task_ms: Math.max(0, ...longTasks),
  };
}

/** What the worker holds after each of many trainings of the service, and of nets by themselves, its garbage collected. */
async function holding(tab: Page) {
  const memory = await settledWorkerMemory(tab);
  const heldMb = await afterEach(
    () => trainedByService(tab),
    async () => (await memory()) / 1e6,
  );
  const wasmMb: number[] = [];
  let seed = 0;
  const trainNet = () => tab.evaluate((own) => learnerBench.learner.trainNet(own), seed++);
  const netsMb = await afterEach(trainNet, async () => {
    const mb = (await memory()) / 1e6;
    wasmMb.push((await tab.evaluate(() => learnerBench.learner.netBytes())) / 1e6);
    return mb;
  });
  return {
    trainings: TRAININGS,
    ...growth('held', heldMb),
    ...growth('nets_held', netsMb),
    ...growth('nets_wasm', wasmMb),
  };
}

async function trainedByService(tab: Page): Promise<void> {
  const id = await tab.evaluate(() => learnerBench.learner.train(['direct-linear'], 0));
  const phase = await tab.evaluate((of) => learnerBench.reached(of, ['done', 'failed']), id);
  if (phase === 'done') return;
  const why = await tab.evaluate((of) => learnerBench.learner.failureOf(of), id);
  throw new Error(`a training failed: ${why}`);
}

async function afterEach(
  train: () => Promise<void>,
  held: () => Promise<number>,
): Promise<readonly number[]> {
  const found: number[] = [];
  for (let training = 0; training < TRAININGS; training++) {
    await train();
    found.push(await held());
  }
  return found;
}

/** @param mb after each training */
function growth(name: string, mb: readonly number[]): Readonly<Record<string, number>> {
  const [settled = Number.NaN, last = Number.NaN] = [mb[SETTLED_AFTER - 1], mb.at(-1)];
  return {
    [`${name}_after_${SETTLED_AFTER}_mb`]: settled,
    [`${name}_after_${TRAININGS}_mb`]: last,
    [`${name}_growth_mb`]: last - settled,
  };
}

function failuresOf(figures: Readonly<Record<string, number>>): string[] {
  const limits: readonly (readonly [name: string, limit: number])[] = [
    ['predict_30_ms', ALL_LIMIT_MS],
    ['predict_training_p99_ms', P99_LIMIT_MS],
    ['longest_page_task_ms', LONG_TASK_LIMIT_MS],
    ['held_growth_mb', GROWTH_LIMIT_MB],
    ['nets_held_growth_mb', GROWTH_LIMIT_MB],
    ['nets_wasm_growth_mb', GROWTH_LIMIT_MB],
  ];
  return limits.flatMap(([name, limit]) =>
    (figures[name] ?? Number.NaN) <= limit ? [] : [`${name} is ${figures[name]}, more than ${limit}`],
  );
}
