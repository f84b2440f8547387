import { termsInForce } from '../../domain/chosen-terms.ts';
import type { NetworkState } from '../../domain/network-state.ts';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import { SHIPPED_POOLS } from '../../domain/shipped-pools.ts';
import type { Sourced } from '../../domain/sourced.ts';
import { EPOCH_BLOCKS, type EpochProgress } from '../../insight/difficulty-epoch.ts';
import type { ChainOutlook } from '../../insight/forecast/target-data.ts';
import type { TelemetryStore } from '../../store/telemetry-store.ts';
import { coinOutside } from '../told/coin-told.ts';
import { difficultyOfMiners } from '../told/difficulty-told.ts';
import type { Household, HouseholdPorts } from '../told/household.ts';
import { firstTold, NOTHING_TOLD } from '../told/told-points.ts';
import { endOf, type RowGrid } from './feature-columns.ts';
import { toldRows } from './told-rows.ts';

const DAY_MS = 86_400_000;
/** A difficulty stands for three weeks at most. */
const TOLD_BEFORE_MS = 22 * DAY_MS;
const DAY_S = 86_400;

export interface ChainPorts extends Pick<HouseholdPorts, 'past'> {
  readonly telemetry: Pick<TelemetryStore, 'buckets'>;
}

/** What is known of a coin's chain on rows, and what its rules make of the horizon behind them. */
export interface ChainRows {
  readonly chain: ChainOutlook;
  readonly networkHashrateHs: Float64Array;
}

/**
 * Reads a coin's chain.
 * @param whose `pool` is the id of the one whose fee is taken off; none where absent
 * @throws StoreError
 */
export async function chainRows(
  { symbol, pool }: { readonly symbol: string; readonly pool?: string | undefined },
  grid: RowGrid,
  horizon: number,
  house: Household,
  ports: ChainPorts,
): Promise<ChainRows> {
  const ahead = { ...grid, rows: grid.rows + horizon };
  const span = { fromMs: grid.startMs - TOLD_BEFORE_MS, toMs: endOf(grid) };
  const [told, rules, ofMiners] = await Promise.all([
    coinOutside(symbol, house, ports, span),
    coinOutside(symbol, house, ports, { ...span, toMs: endOf(ahead) }),
    difficultyOfMiners(symbol, house, ports.telemetry, span),
  ]);
  const coin = SHIPPED_COINS.find((each) => each.symbol === symbol);
  const networkHashrateHs = toldRows('networkHashrateHs', told.networkHashrateHs, grid);
  return {
    networkHashrateHs,
    chain: {
      networkHashrateHs,
      blockTimeS: coin?.blockTimeS,
      price: toldRows('price', told.price, grid),
      difficulty: toldRows('difficulty', firstTold(told.difficulty ?? NOTHING_TOLD, ofMiners), grid),
      subsidy: toldRows('subsidy', rules.subsidy, ahead),
      feesPerBlock: toldRows('feesPerBlock', told.feesPerBlock, grid),
      hashesPerDifficulty: coin?.hashesPerDifficulty ?? Number.NaN,
      epoch: symbol === 'BTC' ? epochOf(house) : undefined,
      poolFee: pool === undefined ? 0 : feeOf(pool, symbol, house),
    },
  };
}

/**
 * What so many hashes a second earn in a day, row by row: hashes × 86400 × (subsidy + fees) ÷ (difficulty × hashes of one unit
 * of it) × price, less the pool's fee (economics section 1). Fees that nobody told count as none.
 */
export function earningRows(chain: ChainOutlook, hashesPerSecond: number): Float64Array {
  const { price, difficulty, subsidy, feesPerBlock, hashesPerDifficulty, poolFee } = chain;
  return price.map((each, row) => {
    const reward = (subsidy[row] ?? Number.NaN) + orNone(feesPerBlock[row]);
    const blocksPerDay = (hashesPerSecond * DAY_S) / ((difficulty[row] ?? Number.NaN) * hashesPerDifficulty);
    return blocksPerDay * reward * each * (1 - poolFee);
  });
}

function orNone(fees: number | undefined): number {
  return fees === undefined || Number.isNaN(fees) ? 0 : fees;
}

function feeOf(poolId: string, coin: string, { settings }: Household): number {
  const pool = SHIPPED_POOLS.find(({ id }) => id === poolId);
  return (
    termsInForce({ provider: poolId, coin }, pool, settings.poolTerms)?.poolFee ?? settings.market.poolFee
  );
}

/** Where Bitcoin's epoch stands, by what was told last; undefined where nobody tells its begin. */
function epochOf({ figures }: Household): EpochProgress | undefined {
  const epoch = figures['retarget:BTC'] as Sourced<NetworkState> | undefined;
  const network = figures['network:BTC'] as Sourced<NetworkState> | undefined;
  const startedAtMs = epoch?.value.retarget?.previous?.atMs;
  const remainingBlocks = epoch?.value.retarget?.remainingBlocks;
  const difficulty = epoch?.value.difficulty ?? network?.value.difficulty;
  if (!epoch || startedAtMs === undefined || remainingBlocks === undefined || difficulty === undefined)
    return undefined;
  // A server counts from the epoch's first block on, which is itself mined: 2016 remain right after it.
  const blocks = Math.min(EPOCH_BLOCKS, EPOCH_BLOCKS + 1 - remainingBlocks);
  return { startedAtMs, blocks, difficulty, atMs: epoch.atMs };
}
