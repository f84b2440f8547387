import { EPOCH_BLOCKS } from '../difficulty-epoch.ts';
import { type HashrateBelief, takeInBlocks } from '../difficulty-outlook-hashrate.ts';
import { type DifficultyKnown, difficultyPath, type EpochStanding } from './difficulty-path.ts';
import type { TargetData } from './target-data.ts';

const DAY_MS = 86_400_000;
/** Smaller steps are rounding. */
const LEAST_STEP = 1e-6;
/** An epoch that seems to have gone on for longer is one whose end nobody told. */
const LONGEST_EPOCH_DAYS = 28;

/** The chain of a coin whose retargets can be foreseen; undefined where its rate, time between blocks or epoch is not told. */
export function chainPastOf(data: TargetData): ChainPast | undefined {
  const { networkHashrateHs, blockTimeS, epoch } = data.chain ?? {};
  if (!networkHashrateHs || blockTimeS === undefined || !epoch) return undefined;
  return new ChainPast(data, networkHashrateHs, blockTimeS);
}

/**
 * What a chain's rows told by then of its difficulty to come. Blocks are counted back from the network's rate,
 * n = H · t / (D · 2³²).
 */
export class ChainPast {
  readonly #data: TargetData;
  readonly #rates: Float64Array;
  readonly #blockTimeS: number;
  readonly #beliefs: (HashrateBelief | undefined)[] = [];
  readonly #rowsADay: number;

  constructor(data: TargetData, rates: Float64Array, blockTimeS: number) {
    this.#data = data;
    this.#rates = rates;
    this.#blockTimeS = blockTimeS;
    this.#rowsADay = Math.max(1, Math.round(DAY_MS / data.stepMs));
  }

  /**
   * ln of the difficulty at each step of the horizon over that in force, by what was known when so many rows were
   * ({@link difficultyPath}); undefined where no difficulty was.
   */
  logSteps(rows: number): Float64Array | undefined {
    const { target, values } = this.#data;
    const known = this.#at(rows, rows >= values.length);
    if (!known) return undefined;
    const days = Math.ceil(target.horizon / this.#rowsADay);
    const path = difficultyPath(known, days, this.#rowsADay);
    return path.subarray(0, target.horizon).map((then) => Math.log(then / known.difficulty));
  }

  /** @param isNow the epoch is where the chain itself says that it is */
  #at(origin: number, isNow: boolean): DifficultyKnown | undefined {
    const { chain, startMs, stepMs } = this.#data;
    const difficulty = chain?.difficulty[origin - 1] ?? Number.NaN;
    if (!chain || !(difficulty > 0)) return undefined;
    const atMs = startMs + origin * stepMs;
    const epoch =
      isNow && chain.epoch ? { ...chain.epoch, blockTimeS: this.#blockTimeS } : this.#epoch(origin);
    return (
      epoch && { atMs: Math.max(atMs, epoch.startedAtMs), difficulty, belief: this.#belief(origin), epoch }
    );
  }

  /** Begun in the middle of the row in which the difficulty changed last. */
  #epoch(origin: number): EpochStanding | undefined {
    const { chain, startMs, stepMs } = this.#data;
    const difficulty = chain?.difficulty ?? new Float64Array();
    const now = difficulty[origin - 1] as number;
    const least = Math.max(1, origin - Math.ceil((LONGEST_EPOCH_DAYS * DAY_MS) / stepMs));
    let row = origin - 1;
    while (row >= least && !(Math.abs(Math.log((difficulty[row - 1] as number) / now)) > LEAST_STEP))
      row -= 1;
    if (row < least) return undefined;
    const startedAtMs = startMs + (row + 0.5) * stepMs;
    const seconds = ((origin - row - 0.5) * stepMs) / 1000;
    const rate = meanOf(this.#rates.subarray(row, origin));
    const blocks = (rate * seconds) / (now * (chain?.hashesPerDifficulty ?? Number.NaN));
    if (!(blocks >= 0)) return undefined;
    return {
      startedAtMs,
      startSdMs: stepMs / Math.sqrt(12),
      blocks: Math.min(EPOCH_BLOCKS, Math.round(blocks)),
      blockTimeS: this.#blockTimeS,
    };
  }

  /** By the whole days that had passed. */
  #belief(origin: number): HashrateBelief | undefined {
    const { chain, startMs, stepMs } = this.#data;
    const days = Math.floor(origin / this.#rowsADay);
    for (let day = this.#beliefs.length; day < days; day++) {
      const [from, to] = [day * this.#rowsADay, (day + 1) * this.#rowsADay];
      const difficulty = meanOf(chain?.difficulty.subarray(from, to) ?? new Float64Array());
      const rate = meanOf(this.#rates.subarray(from, to));
      const blocks = (rate * DAY_MS) / 1000 / (difficulty * (chain?.hashesPerDifficulty ?? Number.NaN));
      const stretch = { fromMs: startMs + from * stepMs, toMs: startMs + to * stepMs, blocks, difficulty };
      this.#beliefs.push(takeInBlocks(this.#beliefs[day - 1], stretch));
    }
    return days > 0 ? this.#beliefs[days - 1] : undefined;
  }
}

function meanOf(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
