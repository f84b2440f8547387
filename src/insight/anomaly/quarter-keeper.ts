import type { Algorithm } from '../../domain/miner.ts';
import type { Reading } from '../../domain/reading.ts';
import { shareRatePerS } from '../../domain/share-arrivals.ts';
import { stalledPart } from '../../domain/stalled-part.ts';
import type { Surroundings } from '../../domain/telemetry-row.ts';
import type { Quarter, ToldIdentity } from './quarter.ts';

export const QUARTER_MS = 15 * 60_000;

/** After a start the clock climbs, heat settles and means begin anew, s. */
const SETTLED_AFTER_S = 15 * 60;
/** A rate that was told long ago says nothing of the time between, ms. */
const LONGEST_STEP_MS = 6 * 60_000;

type GaugeName = keyof ReturnType<typeof gaugesOf>;

/** Makes quarters out of a miner's Readings, as they come. */
export class QuarterKeeper {
  private fromMs: number | undefined;
  private answers = 0;
  private missed = 0;
  private readonly sums = new Map<GaugeName, { count: number; sum: number }>();
  private rpm = NO_SPEEDS;
  private counts = { accepted: 0, rejected: 0, stale: 0, hwErrors: 0 };
  private counted = new Set<CounterName>();
  private due = 0;
  private dueKnown = true;
  private restarts = 0;
  private steady = true;
  private before: Counters | undefined;
  private last: Partial<Reading> | undefined;
  private identity: ToldIdentity | undefined;

  constructor(private readonly algorithm: Algorithm) {}

  /**
   * One more answer, or a moment at which none came. Answers the quarter that ended before it, if one did.
   * @param identity what that answer said of firmware and pools
   */
  push(
    atMs: number,
    reading: Partial<Reading> | undefined,
    around: Surroundings = {},
    identity?: ToldIdentity,
  ): Quarter | undefined {
    const fromMs = Math.floor(atMs / QUARTER_MS) * QUARTER_MS;
    const ended = this.fromMs !== undefined && fromMs > this.fromMs ? this.close() : undefined;
    this.fromMs ??= fromMs;
    if (reading) this.take(atMs, reading, around);
    else this.missed += 1;
    if (identity) this.identity = identity;
    return ended;
  }

  private take(atMs: number, reading: Partial<Reading>, around: Surroundings): void {
    this.answers += 1;
    this.last = reading;
    const gauges = gaugesOf(reading, around);
    for (const name of Object.keys(gauges) as GaugeName[]) {
      const value = gauges[name];
      if (value === undefined || Number.isNaN(value)) continue;
      const of = this.sums.get(name);
      if (of) {
        of.count += 1;
        of.sum += value;
      } else this.sums.set(name, { count: 1, sum: value });
    }
    const { fanRpm } = gauges;
    if (fanRpm !== undefined) this.rpm = addSpeed(this.rpm, fanRpm);
    if (reading.paused === true || reading.mining === false || reading.hashrateHs === 0) this.steady = false;
    if (reading.uptimeS !== undefined && reading.uptimeS < SETTLED_AFTER_S) this.steady = false;
    this.count(atMs, reading);
  }

  private count(atMs: number, reading: Partial<Reading>): void {
    const now = countersOf(atMs, reading, this.algorithm);
    const { before } = this;
    this.before = now;
    if (!before) return;
    const restarted =
      now.uptimeS !== undefined && before.uptimeS !== undefined && now.uptimeS < before.uptimeS;
    if (restarted) this.restarts += 1;
    for (const name of COUNTERS) {
      const from = before[name];
      const to = now[name];
      if (from === undefined || to === undefined) continue;
      // After a restart all that is counted is new.
      this.counts[name] += to < from ? to : to - from;
      this.counted.add(name);
    }
    const watched = atMs - before.atMs <= LONGEST_STEP_MS;
    if (before.ratePerS === undefined || now.ratePerS === undefined || restarted || !watched)
      this.dueKnown = false;
    else this.due += (((before.ratePerS + now.ratePerS) / 2) * (atMs - before.atMs)) / 1000;
  }

  private close(): Quarter {
    const { fromMs = 0, counts, counted, last } = this;
    const mean = (name: GaugeName): number | undefined => {
      const of = this.sums.get(name);
      return of && of.sum / of.count;
    };
    const counter = (name: CounterName): number | undefined => (counted.has(name) ? counts[name] : undefined);
    const quarter: Quarter = {
      fromMs,
      toMs: fromMs + QUARTER_MS,
      answers: this.answers,
      hashrateHs: mean('hashrateHs'),
      expectedHashrateHs: mean('expectedHashrateHs'),
      powerW: mean('powerW'),
      chipC: mean('chipC'),
      regulatorC: mean('regulatorC'),
      outletC: mean('outletC'),
      inletC: mean('inletC'),
      roomC: mean('roomC'),
      fanRpm: mean('fanRpm'),
      fanSpread: spreadOf(this.rpm),
      fanPercent: mean('fanPercent'),
      inputV: mean('inputV'),
      errorPercent: mean('errorPercent'),
      frequencyMhz: mean('frequencyMhz'),
      coreSetV: mean('coreSetV'),
      weakestBoard: mean('weakestBoard'),
      stalled: last?.boards && stalledPart(last.boards)?.text,
      accepted: counter('accepted'),
      rejected: counter('rejected'),
      stale: counter('stale'),
      hwErrors: counter('hwErrors'),
      dueShares: this.dueKnown && this.answers > 0 ? this.due : undefined,
      restarts: this.restarts,
      // One lost packet is nothing; of what happened in half a quarter nobody knows.
      steady: this.steady && this.answers > this.missed && this.restarts === 0,
      overheated: last?.overheated,
      identity: this.identity,
    };
    this.begin();
    return quarter;
  }

  private begin(): void {
    this.fromMs = undefined;
    this.answers = 0;
    this.missed = 0;
    this.sums.clear();
    this.rpm = NO_SPEEDS;
    this.counts = { accepted: 0, rejected: 0, stale: 0, hwErrors: 0 };
    this.counted.clear();
    this.due = 0;
    this.dueKnown = true;
    this.restarts = 0;
    this.steady = true;
    this.last = undefined;
  }
}

const COUNTERS = ['accepted', 'rejected', 'stale', 'hwErrors'] as const;
type CounterName = (typeof COUNTERS)[number];

type Counters = Readonly<Partial<Record<CounterName, number | undefined>>> & {
  readonly atMs: number;
  readonly uptimeS: number | undefined;
  readonly ratePerS: number | undefined;
};

function countersOf(atMs: number, reading: Partial<Reading>, algorithm: Algorithm): Counters {
  const { shares, hwErrors, uptimeS, hashrateHs, poolDifficulty: difficulty } = reading;
  return {
    atMs,
    uptimeS,
    ratePerS: shareRatePerS({ hashrateHs, difficulty, algorithm }),
    accepted: shares?.accepted,
    rejected: shares?.rejected,
    stale: shares?.stale,
    hwErrors,
  };
}

function gaugesOf(reading: Partial<Reading>, around: Surroundings) {
  const [fan] = reading.fans ?? [];
  return {
    hashrateHs: reading.hashrateHs,
    expectedHashrateHs: reading.expectedHashrateHs,
    powerW: reading.powerW,
    chipC: reading.tempChipMaxC,
    regulatorC: reading.tempVrC,
    outletC: reading.tempOutletC,
    inletC: reading.tempInletC,
    roomC: around.roomTempC,
    fanRpm: fan?.rpm,
    fanPercent: fan?.percent,
    inputV: reading.voltageInV,
    errorPercent: reading.hwErrorPct,
    frequencyMhz: reading.frequencyMhz,
    coreSetV: reading.voltageCoreSetV,
    weakestBoard: weakestBoard(reading),
  };
}

function weakestBoard({ boards = [] }: Partial<Reading>): number | undefined {
  if (boards.length < 2) return undefined;
  const rates = boards.map(({ hashrateHs }) => hashrateHs ?? Number.NaN).sort((a, b) => a - b);
  // Of an even number the upper one: of two boards the living one is the measure.
  return (rates[0] ?? Number.NaN) / (rates[Math.floor(rates.length / 2)] ?? Number.NaN);
}

interface Speeds {
  readonly count: number;
  readonly sum: number;
  readonly last: number;
  /** Sum of squared steps from one to the next. */
  readonly steps: number;
}

const NO_SPEEDS: Speeds = { count: 0, sum: 0, last: 0, steps: 0 };

function addSpeed({ count, sum, last, steps }: Speeds, rpm: number): Speeds {
  const step = count === 0 ? 0 : rpm - last;
  return { count: count + 1, sum: sum + rpm, last: rpm, steps: steps + step * step };
}

/**
 * By the steps from one speed to the next, √(Σ(xᵢ₊₁ − xᵢ)² / 2(n − 1)), so that a control that speeds up slowly is no jitter
 * (von Neumann et al., Annals of Mathematical Statistics 12, 1941). A fan that stands still has none to speak of.
 */
function spreadOf({ count, sum, steps }: Speeds): number | undefined {
  return count < 2 || sum <= 0 ? undefined : Math.sqrt(steps / (2 * (count - 1))) / (sum / count);
}
