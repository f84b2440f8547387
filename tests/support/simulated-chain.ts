import type { ForecastQuantity } from '../../src/domain/forecast.ts';
import { EPOCH_BLOCKS, EPOCH_TARGET_MS } from '../../src/insight/difficulty-epoch.ts';
import type { ChainOutlook, TargetData } from '../../src/insight/forecast/target-data.ts';
import { Random } from '../../src/numerics/random.ts';

const DAY_MS = 86_400_000;
const HASHES = 2 ** 32;

/** Of which the chain is known. */
export type ChainData = TargetData & { readonly chain: ChainOutlook };

/** A chain like Bitcoin's, its hash rate growing by half a percent a day with noise; told day by day. */
export function chainData(
  quantity: ForecastQuantity,
  rows: number,
  halvingAt = Number.POSITIVE_INFINITY,
): ChainData {
  const random = new Random(9);
  const horizon = 7;
  let [rate, level, difficulty, blocks, startedAtMs] = [1e18, Math.log(5e4), (600 * 1e18) / HASHES, 0, 0];
  const columns = { price: [] as number[], difficulty: [] as number[], rate: [] as number[] };
  for (let day = 0; day < rows; day++) {
    rate *= Math.exp(0.005 + 0.02 * random.normal());
    level += 0.005 * random.normal();
    const found = random.poisson((rate * 86_400) / (difficulty * HASHES));
    columns.rate.push((found * difficulty * HASHES) / 86_400);
    blocks += found;
    if (blocks >= EPOCH_BLOCKS) {
      const atMs = (day + 1 - (blocks - EPOCH_BLOCKS) / found) * DAY_MS;
      difficulty *= EPOCH_TARGET_MS / (atMs - startedAtMs);
      [blocks, startedAtMs] = [blocks - EPOCH_BLOCKS, atMs];
    }
    columns.difficulty.push(difficulty);
    columns.price.push(Math.exp(level));
  }
  const subsidy = Float64Array.from({ length: rows + horizon }, (_, row) => (row < halvingAt ? 6.25 : 3.125));
  const earnings = columns.price.map(
    (price, row) => (price * 86_400 * 1e12 * (subsidy[row] ?? 0)) / ((columns.difficulty[row] ?? 0) * HASHES),
  );
  return {
    target: {
      id: `${quantity}:BTC:day`,
      quantity,
      subject: { kind: 'coin', id: 'BTC' },
      step: 'day',
      horizon,
      season: 1,
      unit: quantity === 'earnings' ? 'EUR/TH/day' : '',
    },
    startMs: 0,
    stepMs: DAY_MS,
    values: Float64Array.from(quantity === 'earnings' ? earnings : columns.difficulty),
    covariates: [],
    ahead: [],
    exact: new Float64Array(horizon).fill(Number.NaN),
    exactBy: 'protocol',
    chain: {
      price: Float64Array.from(columns.price),
      difficulty: Float64Array.from(columns.difficulty),
      subsidy,
      feesPerBlock: new Float64Array(rows),
      hashesPerDifficulty: HASHES,
      networkHashrateHs: Float64Array.from(columns.rate),
      blockTimeS: 600,
      epoch: { startedAtMs, blocks, difficulty, atMs: rows * DAY_MS },
      poolFee: 0,
    },
  };
}
