import { lordenDelay, shortestDelay } from '../../src/insight/two-meter-cusum.ts';
import { NO_SHARES } from '../../src/insight/two-meter-shares.ts';
import { type MeterRow, stretchBetween } from '../../src/insight/two-meter-stretches.ts';
import { luckOf, twoMeterVerdict } from '../../src/insight/two-meter-verdict.ts';
import { NEW_WATCH, type TwoMeterWatch, watchStretch } from '../../src/insight/two-meter-watch.ts';
import { garwoodInterval, poissonPmf } from '../../src/numerics/poisson.ts';
import { Random } from '../../src/numerics/random.ts';
import type { SuiteReport } from '../support/suite-report.ts';
import { type Life, meterRowsOf } from './metered-life.ts';

/** A miner as the watch sees it: shares a minute while all is well, and how often it is polled. */
interface Scenario {
  readonly name: string;
  readonly pollMs: number;
  /** Expected shares of the next poll; called once a poll. */
  readonly shares: (random: Random) => () => number;
  /** Mean of the above over a year. */
  readonly sharesPerYear: number;
}

const MINUTE_MS = 60_000;
const YEAR_MS = 365.2425 * 86_400_000;
const PROMISED_LOSS = 0.1;
const MOST_FALSE_ALARMS = 1;
const LONGEST_DELAY_RATIO = 1.2;
const SEED = 20_240_419;

const scenarios: readonly Scenario[] = [
  steady('1 share in 10 minutes', 0.1, 5 * MINUTE_MS),
  steady('0.5 shares a minute', 0.5, 4 * MINUTE_MS),
  // A Bitaxe of 1.2 TH/s at a pool's difficulty of 8192: 1.2e12 · 60 / (8192 · 2³²).
  steady('2.05 shares a minute', 2.046, MINUTE_MS),
  steady('4 shares a minute', 4, MINUTE_MS),
  steady('20 shares a minute', 20, MINUTE_MS),
  vardiff('vardiff, 1 to 16 shares a minute'),
];

function steady(name: string, perMinute: number, pollMs: number): Scenario {
  const shares = (perMinute * pollMs) / MINUTE_MS;
  return { name, pollMs, shares: () => () => shares, sharesPerYear: (shares * YEAR_MS) / pollMs };
}

/** The pool halves or doubles the difficulty about once an hour, between a sixteenth and all of the quickest pace. */
function vardiff(name: string): Scenario {
  const shares = (random: Random) => {
    let doublings = 2;
    return () => {
      if (random.uniform() < 1 / 60)
        doublings = Math.min(4, Math.max(0, doublings + (random.uniform() < 0.5 ? -1 : 1)));
      return 2 ** doublings;
    };
  };
  // All five paces are equally frequent.
  return { name, pollMs: MINUTE_MS, shares, sharesPerYear: (31 / 5) * (YEAR_MS / MINUTE_MS) };
}

/** Miners that work as they say, in the life that they lead: what their stored rows tell must call nobody either. */
const lives: readonly Life[] = [
  { name: 'off each evening, slow to tell', perMinute: 2, dailyRhythm: true, rateLagS: 60 },
  { name: 'off each evening, tells its old rate', perMinute: 2, dailyRhythm: true, tellsOldRate: true },
  { name: 'quick, off each evening, slow to tell', perMinute: 20, dailyRhythm: true, rateLagS: 60 },
  { name: 'restarts twice a day', perMinute: 4, meanDaysUp: 0.5, rateLagS: 60 },
  { name: 'nervous vardiff', perMinute: 4, vardiff: { targetPerMinute: 4, afterMinutes: 4 } },
  { name: 'slow vardiff', perMinute: 0.5, vardiff: { targetPerMinute: 0.5, afterMinutes: 10 } },
  {
    name: 'a share in 10 minutes, off and on',
    perMinute: 0.1,
    dailyRhythm: true,
    meanDaysUp: 3,
    rateLagS: 60,
  },
];

/** Of the miner-years, and of the losses, each life gets such parts: a minute of it takes six polls to simulate. */
const YEARS_LIVED = 1 / 8;
const LOSSES_LIVED = 1 / 4;

/** How much is simulated. */
export interface Effort {
  /** Miner-years at each share rate. */
  readonly years: number;
  /** Losses at each share rate. */
  readonly losses: number;
}

/** The two-meter test by seeded simulation: false alarms, delay of a 10 % loss, and what its intervals hold. */
export function twoMeterSuite(years = 40): SuiteReport {
  return twoMeterReport({ years, losses: 1000 });
}

/** As {@link twoMeterSuite}, with so much effort. */
export function twoMeterReport({ years, losses }: Effort): SuiteReport {
  const figures: Record<string, number> = {};
  const failures: string[] = [];
  let allAlarms = 0;
  for (const scenario of scenarios) {
    const name = (what: string) => `${scenario.name}: ${what}`;
    const alarms = falseAlarms(scenario, years);
    allAlarms += alarms;
    figures[name('false alarms a miner-year')] = alarms / years;
    const delays = delaysOfLoss(scenario, losses);
    const shortest = shortestDelay(PROMISED_LOSS, scenario.sharesPerYear / MOST_FALSE_ALARMS);
    const ratio = mean(delays.shares) / shortest;
    figures[name('shortest delay in theory (h)')] =
      (shortest / scenario.sharesPerYear) * (YEAR_MS / 3_600_000);
    figures[name('mean delay / shortest')] = ratio;
    figures[name('median delay / shortest')] = median(delays.shares) / shortest;
    figures[name("mean delay / Lorden's ln(year) / information")] =
      mean(delays.shares) / lordenDelay(PROMISED_LOSS, scenario.sharesPerYear / MOST_FALSE_ALARMS);
    figures[name('interval of the found loss held it (%)')] = 100 * mean(delays.held);
    figures[name('beginning found within (h, median)')] = median(delays.sinceOffMs) / 3_600_000;
    if (!(ratio <= LONGEST_DELAY_RATIO))
      failures.push(`${scenario.name}: a 10 % loss took ${ratio.toFixed(3)} times the shortest delay`);
  }
  for (const life of lives) {
    const lived = livedFigures(life, { years: years * YEARS_LIVED, losses: losses * LOSSES_LIVED });
    allAlarms += lived.alarms;
    figures[`${life.name}: false alarms a miner-year`] = lived.alarms / (years * YEARS_LIVED);
    figures[`${life.name}: mean delay / shortest`] = lived.ratio;
    if (!(lived.ratio <= LONGEST_DELAY_RATIO))
      failures.push(`${life.name}: a 10 % loss took ${lived.ratio.toFixed(3)} times the shortest delay`);
  }
  const minerYears = years * (scenarios.length + YEARS_LIVED * lives.length);
  const interval = garwoodInterval(allAlarms, 0.95);
  figures['false alarms a miner-year, all'] = allAlarms / minerYears;
  figures['false alarms a miner-year, 95 % interval from'] = interval.low / minerYears;
  figures['false alarms a miner-year, 95 % interval to'] = interval.high / minerYears;
  figures['miner-years simulated'] = minerYears;
  if (allAlarms > MOST_FALSE_ALARMS * minerYears)
    failures.push(`${(allAlarms / minerYears).toFixed(2)} false alarms a miner-year`);
  const coverage = luckCoverage();
  figures['95 % luck interval holds (%)'] = 100 * coverage;
  if (Math.abs(coverage - 0.95) > 0.01)
    failures.push(`the 95 % luck interval holds ${(100 * coverage).toFixed(2)} %`);
  return { suite: 'two-meter', figures, failures };
}

/** Alarms while nothing is wrong. After each the watch starts anew. */
function falseAlarms(scenario: Scenario, years: number): number {
  const random = Random.labelled(SEED, `quiet ${scenario.name}`);
  const nextShares = scenario.shares(random);
  let watch: TwoMeterWatch = NEW_WATCH;
  let alarms = 0;
  for (let atMs = 0; atMs < years * YEAR_MS; atMs += scenario.pollMs) {
    const claimed = nextShares();
    watch = watchStretch(watch, {
      fromMs: atMs,
      toMs: atMs + scenario.pollMs,
      claimed,
      accepted: random.poisson(claimed),
    });
    if (!watch.found) continue;
    alarms++;
    watch = NEW_WATCH;
  }
  return alarms;
}

/** The same by the rows that such a life leaves behind. */
function livedFigures(life: Life, { years, losses }: Effort) {
  const minutes = Math.round((years * YEAR_MS) / MINUTE_MS);
  const alarms = alarmsIn(meterRowsOf(life, minutes, Random.labelled(SEED, `lived ${life.name}`)));
  const random = Random.labelled(SEED, `lived loss ${life.name}`);
  const delays: number[] = [];
  let perYear = Number.NaN;
  for (let run = 0; run < Math.ceil(losses); run++) {
    const rows = meterRowsOf({ ...life, lost: PROMISED_LOSS }, Number.POSITIVE_INFINITY, random);
    const { total, found } = firstAlarmIn(rows);
    if (!found) continue;
    delays.push(total.claimed);
    perYear = (total.claimed / total.ms) * YEAR_MS;
  }
  return { alarms, ratio: mean(delays) / shortestDelay(PROMISED_LOSS, perYear / MOST_FALSE_ALARMS) };
}

function alarmsIn(rows: Generator<MeterRow>): number {
  let alarms = -1;
  for (let watch: TwoMeterWatch | undefined; !watch || watch.found; alarms++) watch = firstAlarmIn(rows);
  return alarms;
}

/** The watch when it first calls, or when the rows end. What follows the call is left in the generator. */
function firstAlarmIn(rows: Generator<MeterRow>): TwoMeterWatch {
  let watch = NEW_WATCH;
  let before: MeterRow | undefined;
  for (let next = rows.next(); !next.done; next = rows.next()) {
    const stretch = before && stretchBetween(before, next.value, 'sha256');
    before = next.value;
    if (stretch) watch = watchStretch(watch, stretch);
    if (watch.found) break;
  }
  return watch;
}

/**
 * Delays of a 10 % loss that is there from the first poll of a new watch: the worst case, as no evidence by luck has
 * gathered before. And, for losses that begin after a while of health, how well size and beginning are told.
 */
function delaysOfLoss(scenario: Scenario, losses: number) {
  const random = Random.labelled(SEED, `loss ${scenario.name}`);
  const shares: number[] = [];
  const held: number[] = [];
  const sinceOffMs: number[] = [];
  for (let run = 0; run < losses; run++) {
    shares.push(untilFound(scenario, random, 0).claimed);
    const healthyPolls = Math.ceil(
      (5000 * random.uniform() * YEAR_MS) / scenario.pollMs / scenario.sharesPerYear,
    );
    const { watch } = untilFound(scenario, random, healthyPolls);
    const verdict = twoMeterVerdict(watch);
    // A false alarm before the loss began is counted elsewhere.
    if (verdict.kind !== 'loss' || verdict.foundAtMs <= healthyPolls * scenario.pollMs) continue;
    held.push(Number(verdict.loss.low <= PROMISED_LOSS && PROMISED_LOSS <= verdict.loss.high));
    sinceOffMs.push(Math.abs(verdict.sinceMs - healthyPolls * scenario.pollMs));
  }
  return { shares, held, sinceOffMs };
}

function untilFound(scenario: Scenario, random: Random, healthyPolls: number) {
  const nextShares = scenario.shares(random);
  let watch: TwoMeterWatch = NEW_WATCH;
  let claimed = 0;
  for (let poll = 0; !watch.found; poll++) {
    const due = nextShares();
    if (poll >= healthyPolls) claimed += due;
    const accepted = random.poisson(poll < healthyPolls ? due : due * (1 - PROMISED_LOSS));
    const fromMs = poll * scenario.pollMs;
    watch = watchStretch(watch, { fromMs, toMs: fromMs + scenario.pollMs, claimed: due, accepted });
  }
  return { watch, claimed };
}

/** Probability that the luck interval holds the true luck, exactly, averaged over 20 to 20,000 expected shares. */
export function luckCoverage(): number {
  const coverages: number[] = [];
  for (let claimed = 20; claimed < 20_000; claimed *= 1.07) {
    let covered = 0;
    const reach = 9 * Math.sqrt(claimed) + 9;
    for (let accepted = Math.max(0, Math.floor(claimed - reach)); accepted < claimed + reach; accepted++) {
      const { low, high } = luckOf(
        { ...NO_SHARES, claimed, due: claimed, accepted, credited: undefined },
        0.95,
      );
      if (low <= 1 && 1 <= high) covered += poissonPmf(accepted, claimed);
    }
    coverages.push(covered);
  }
  return mean(coverages);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
