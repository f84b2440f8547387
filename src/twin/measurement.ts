import { Random } from '../numerics/random.ts';
import type { MinerModel } from './miner-model.ts';
import { type Silicon, sumsByBoard } from './silicon.ts';
import type { TwinState } from './twin-state.ts';
import { WindowMean } from './window-mean.ts';

/** What the device's sensors and counters say; the truth plus noise, in the steps of the converters. */
export interface Measurement {
  /** When the hashrate was last counted; stands still while a miner is flatlined. */
  hashrateAtMs: number;
  hashrateHs: number;
  mean1mHs: number;
  mean10mHs: number;
  mean1hHs: number;
  mean1dHs: number;
  /** Mean and hottest chip. */
  chipC: number;
  chipMaxC: number;
  sinkC: number;
  regulatorC: number;
  inputW: number;
  inputV: number;
  coreV: number;
  coreA: number;
  fanRpm: number;
  /** Share of wrong answers, percent. */
  errorPercent: number;
  responseTimeMs: number;
  rssiDbm: number;
}

/** The device counts hashes over about this long for its shortest window. */
const SHORT_WINDOW_S = 5;
/** EMC2101: eighths of a degree; TPS546: 1/128 V and 1/64 A steps, as in the recordings. */
const TEMP_STEP_C = 0.125;
const VOLT_STEP = 0.0078125;
const AMPERE_STEP = 0.015625;
/** Spread of a sound fan's speed, as a part of it. */
const RPM_NOISE = 0.004;

/** The sensors of one miner and the running means that its firmware keeps. */
export class Sensors {
  readonly now: Measurement;
  private readonly mean1m = new WindowMean(60);
  private readonly mean10m = new WindowMean(600);
  private readonly mean1h = new WindowMean(3600);
  private readonly mean1d = new WindowMean(86_400);

  constructor(
    private readonly model: MinerModel,
    private readonly silicon: Silicon,
    private readonly random: Random,
    private readonly rssiDbm: number,
  ) {
    this.now = blank();
  }

  /**
   * Measures the state after a step of `dtS`. A `frozen` hash counter keeps all its values; `glitch` spoils one; a worn
   * fan's speed swings by `fanJitter`.
   */
  measure(
    state: TwinState,
    dtS: number,
    how: {
      readonly frozen: boolean;
      readonly glitch: boolean;
      readonly fanJitter: number;
      readonly sensorsFrozen: boolean;
    },
  ): void {
    const { chipC, chipMaxC, sinkC, regulatorC, inputW } = this.now;
    this.measureHeatAndPower(state, how.fanJitter);
    if (how.sensorsFrozen) Object.assign(this.now, { chipC, chipMaxC, sinkC, regulatorC, inputW });
    if (!how.frozen) this.countHashes(state, dtS, how.glitch);
  }

  /** A restart empties every running mean. */
  restart(): void {
    for (const mean of [this.mean1m, this.mean10m, this.mean1h, this.mean1d]) mean.clear();
    Object.assign(this.now, blank());
  }

  private measureHeatAndPower(state: TwinState, fanJitter: number): void {
    const { now, random } = this;
    const { nominalV } = this.model.supply;
    now.chipC = toStep(state.temps.chipC + 0.08 * random.normal(), TEMP_STEP_C);
    now.chipMaxC = toStep(
      state.temps.chipC + this.silicon.hottestOffsetK + 0.08 * random.normal(),
      TEMP_STEP_C,
    );
    now.sinkC = state.temps.sinkC;
    now.regulatorC = Math.round(state.regulatorC + 0.2 * random.normal());
    now.inputW = state.inputW * (1 + 0.004 * random.normal());
    now.inputV = toStep(state.inputV + 0.0008 * nominalV * random.normal(), VOLT_STEP);
    now.coreV = toStep(state.coreV, 0.001);
    now.coreA =
      state.coreV > 0 ? toStep((state.chipsW / state.coreV) * (1 + 0.004 * random.normal()), AMPERE_STEP) : 0;
    const rpm = state.flow * this.model.fan.maxRpm;
    now.fanRpm = Math.max(0, Math.round(rpm * (1 + (RPM_NOISE + fanJitter) * random.normal())));
    now.responseTimeMs = 18 + 12 * random.exponential();
    now.rssiDbm = Math.round(this.rssiDbm + 1 * random.normal());
  }

  private countHashes(state: TwinState, dtS: number, glitch: boolean): void {
    const { now, random, model } = this;
    const short = state.hashrateHs * (1 + model.hashrateNoise * random.normal());
    // Counting longer averages the noise out: its spread falls with the square root of the time.
    const spread = model.hashrateNoise * Math.sqrt(SHORT_WINDOW_S / Math.max(dtS, 1));
    const counted = state.hashrateHs * (1 + spread * random.normal());
    now.hashrateAtMs = state.atMs;
    now.hashrateHs = glitch ? state.hashrateHs * (80 + 120 * random.uniform()) : short;
    now.errorPercent = 100 * state.errorRate;
    now.mean1mHs = this.mean1m.push(counted, dtS);
    now.mean10mHs = this.mean10m.push(counted, dtS);
    now.mean1hHs = this.mean1h.push(counted, dtS);
    now.mean1dHs = this.mean1d.push(counted, dtS);
  }
}

/**
 * The measured hashrate of each domain, H/s, in the device's order: the whole, split by the chips' own weights with the
 * noise of a short count. A function of the moment, so that asking twice gives the same answer.
 */
export function domainHashrates(
  measured: Measurement,
  silicon: Silicon,
  model: MinerModel,
  isStalled: (domain: number) => boolean,
  seed: number,
): number[] {
  const random = Random.labelled(seed, `domains ${measured.hashrateAtMs}`);
  const parts = Array.from(silicon.domainWeights, (weight, domain) => {
    const noisy = weight * (1 + model.hashrateNoise * random.normal());
    return isStalled(domain) ? 0 : noisy;
  });
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => (total > 0 ? (measured.hashrateHs * part) / total : 0));
}

/**
 * The measured hashrate of each board, H/s: the whole, split by what the chips of each weigh that do not stall, with the
 * noise of a count over as many. A function of the moment, as {@link domainHashrates} is.
 * @param isStalled absent where nothing stalls, which spares looking at hundreds of chips
 */
export function boardHashrates(
  measured: Measurement,
  { domainWeights, boardWeights }: Silicon,
  model: MinerModel,
  isStalled: ((domain: number) => boolean) | undefined,
  seed: number,
): number[] {
  const { boards, hashrateNoise } = model;
  const random = Random.labelled(seed, `boards ${measured.hashrateAtMs}`);
  const each = domainWeights.length / boards;
  const parts = isStalled
    ? sumsByBoard(
        model,
        domainWeights.map((weight, domain) => (isStalled(domain) ? 0 : weight)),
      )
    : boardWeights;
  const noisy = parts.map((part) => part * (1 + (hashrateNoise / Math.sqrt(each)) * random.normal()));
  const total = noisy.reduce((sum, part) => sum + part, 0);
  return noisy.map((part) => (total > 0 ? (measured.hashrateHs * part) / total : 0));
}

function blank(): Measurement {
  return {
    hashrateAtMs: 0,
    hashrateHs: 0,
    mean1mHs: 0,
    mean10mHs: 0,
    mean1hHs: 0,
    mean1dHs: 0,
    chipC: Number.NaN,
    chipMaxC: Number.NaN,
    sinkC: Number.NaN,
    regulatorC: Number.NaN,
    inputW: 0,
    inputV: 0,
    coreV: 0,
    coreA: 0,
    fanRpm: 0,
    errorPercent: 0,
    responseTimeMs: 0,
    rssiDbm: 0,
  };
}

function toStep(value: number, step: number): number {
  return Math.round(value / step) * step;
}
