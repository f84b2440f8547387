import { type CoinAccount, type PoolAccount, type PoolWorker, windowsOf } from '../../domain/pool-account.ts';
import { amountOf, type Fields, textOf, yesOrNo } from '../fields.ts';
import { accountPart } from './account-part.ts';
import { objectsIn } from './prohashing-live.ts';

const TWO_HOURS_MS = 7_200_000;

/** A miner as Prohashing's socket tells of it. A change tells only what changed. */
export interface ProhashingMiner {
  readonly uuid: string;
  readonly name?: string | undefined;
  /** What it hashes now: the parent coin; merged ones show only in balances and found blocks. */
  readonly coin?: string | undefined;
  readonly algorithm?: string | undefined;
  /** Mean of two hours (so its name in spasma/prohashing index.php). */
  readonly hashrateHs?: number | undefined;
  /** The present one. */
  readonly adjustedHashrateHs?: number | undefined;
  readonly difficulty?: number | undefined;
  readonly actualDifficulty?: number | undefined;
  readonly isDifficultyStatic?: boolean | undefined;
  readonly shareCount?: number | undefined;
}

/** Miners of `f_all_miner_updates`; one without any identity is left out. */
export function minersTold(args: readonly unknown[]): readonly ProhashingMiner[] {
  return minersAfter([], args);
}

/** The miners after an event of `miner_update_diffs_<key>` (of old: `miner_updates_<key>`), merged by their id. */
export function minersAfter(
  known: readonly ProhashingMiner[],
  args: readonly unknown[],
): readonly ProhashingMiner[] {
  const after = new Map(known.map((miner) => [miner.uuid, miner]));
  for (const told of objectsIn(args)) {
    const name = textOf(told.miner_name);
    const uuid = textOf(told.uuid) ?? [...after.values()].find((miner) => miner.name === name)?.uuid ?? name;
    if (uuid === undefined) continue;
    after.set(uuid, { ...after.get(uuid), uuid, ...changesIn(told) });
  }
  return [...after.values()];
}

/** The owner's account as far as the socket tells it. */
export function prohashingAccount(
  miners: readonly ProhashingMiner[],
  balances: ReadonlyMap<string, number>,
  atMs: number,
): PoolAccount {
  const coins: readonly CoinAccount[] = [...balances].map(([coin, balance]) => ({ coin, balance }));
  return accountPart(atMs, { coins, workers: miners.map(workerOf) });
}

function workerOf(miner: ProhashingMiner): PoolWorker {
  return {
    name: miner.name ?? miner.uuid,
    id: miner.uuid,
    hashrates: windowsOf([
      [undefined, miner.adjustedHashrateHs],
      [TWO_HOURS_MS, miner.hashrateHs],
    ]),
    algorithm: miner.algorithm,
    coin: miner.coin,
    shareDifficulty: miner.actualDifficulty ?? miner.difficulty,
  };
}

/** Only what is told: an absent field must not wipe out what is known. */
function changesIn(told: Fields): Partial<ProhashingMiner> {
  const changes: Partial<ProhashingMiner> = {
    name: textOf(told.miner_name),
    coin: textOf(told.coin_name),
    algorithm: textOf(told.algorithm_name),
    hashrateHs: amountOf(told.hashrate),
    adjustedHashrateHs: amountOf(told.adjusted_hashrate),
    difficulty: amountOf(told.difficulty),
    actualDifficulty: amountOf(told.actual_difficulty),
    isDifficultyStatic: yesOrNo(told.difficulty_is_static),
    shareCount: amountOf(told.share_count),
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
