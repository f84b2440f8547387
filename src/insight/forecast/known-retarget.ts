import { EPOCH_BLOCKS } from '../difficulty-epoch.ts';
import { type HashrateBelief, takeInBlocks } from '../difficulty-outlook-hashrate.ts';
import type { Competitor } from './competitor.ts';
import { type DifficultyKnown, difficultyPath, type EpochStanding } from './difficulty-path.ts';
import type { TargetData } from './target-data.ts';

const DAY_MS = 86_400_000;
/** Smaller steps are rounding. */
const LEAST_STEP = 1e-6;
/** An epoch that seems to have gone on for longer is one whose end nobody told. */
const LONGEST_EPOCH_DAYS = 28;

/**
 * Forecasts difficulty, or earnings by it, from the chain's own rule and nothing learnt: it stays until the next retarget, which
 * comes when the blocks that are left are mined, and then is what the pace of the epoch makes of it ({@link difficultyPath}).
 * Price and fees stay as they are. Blocks are counted back from the network's rate, n = H · t / (D · 2³²).
 *
 * A competitor and no rule: it has to win against "as now" like all others.
 * @returns none for other targets, and for chains whose rate, time between blocks or difficulty is not told
 */
export function knownRetarget(data: TargetData): readonly Competitor[] {
  const { target, chain, values } = data;
  const isOfDifficulty = target.quantity === 'difficulty' || target.quantity === 'earnings';
  if (!isOfDifficulty || !chain?.networkHashrateHs || chain.blockTimeS === undefined || !chain.epoch)
    return [];
  const sign = target.quantity === 'earnings' ? -1 : 1;
  const chainPast = new ChainPast(data, chain.networkHashrateHs, chain.blockTimeS);
  const daysAStep = data.stepMs / DAY_MS;
  const days = Math.ceil(target.horizon * daysAStep);
  return [
    {
      speaker: { kind: 'model', name: 'known retarget' },
      rowsNeeded: 1,
      fits: 1,
      *learn() {
        yield;
        return {
          forecastFrom: (table, origins) =>
            origins.map((origin) => {
              const known = chainPast.at(origin, origin >= values.length);
              const path = known && difficultyPath(known, days);
              const last = lastBefore(table.target, origin);
              return Float64Array.from({ length: target.horizon }, (_, step) => {
                const then = path?.[Math.floor(step * daysAStep)] ?? Number.NaN;
                return known ? last + sign * Math.log(then / known.difficulty) : last;
              });
            }),
        };
      },
    },
  ];
}

/** What a chain's rows told by then. */
class ChainPast {
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

  /** @param isNow the epoch is where the chain itself says that it is */
  at(origin: number, isNow: boolean): DifficultyKnown | undefined {
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

function lastBefore(values: Float64Array, origin: number): number {
  for (let row = origin - 1; row >= 0; row--) if (!Number.isNaN(values[row])) return values[row] as number;
  return Number.NaN;
}
