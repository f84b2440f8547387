import type { PoolBlock, PoolState } from '../../domain/pool-state.ts';
import { amountOf, type Fields, fieldsOf, isFields, numberOf, rowsOf, textOf } from '../fields.ts';
import type { WampLogin } from './wamp-session.ts';

/**
 * Prohashing tells what happens as it happens, over WAMP: procedures for how things stand, topics for what changes.
 * Names and shapes as in cihuuy/ProhashingWampClientJS src/prohashingMod.js, spasma/prohashing index.php and
 * MisterTeeRoland/Prohashing-Desktop-App. User and secret are the same for everybody; private is the owner's API key,
 * which is an argument of procedures and a part of topics, and so never part of what is shown or stored.
 */
export const PROHASHING_LOGIN: WampLogin = { realm: 'mining', authId: 'web', secret: 'web' };

/** What is called and what is subscribed to. Without a key only what everybody may hear. */
export function prohashingNames(key?: string) {
  return {
    profitability: { procedure: 'f_all_profitability_updates', topic: 'profitability_updates', args: [] },
    general: { procedure: 'f_all_general_updates', topic: 'general_updates', args: [] },
    foundBlocks: { topic: 'found_block_updates' },
    ...(key === undefined
      ? {}
      : {
          miners: { procedure: 'f_all_miner_updates', topic: `miner_update_diffs_${key}`, args: [key] },
          balances: { procedure: 'f_all_balance_updates', topic: `balance_updates_${key}`, args: [key] },
          failures: { topic: `mining_failures_${key}` },
        }),
  };
}

/** Blocks of an event of `found_block_updates`. Merged coins are among them: one share can find several. */
export function foundBlocks(args: readonly unknown[], receivedAtMs: number): readonly PoolBlock[] {
  return objectsIn(args).flatMap((found) => {
    const coin = textOf(found.coin_name);
    const height = amountOf(found.block_height);
    if (coin === undefined && height === undefined) return [];
    return {
      coin,
      height,
      algorithm: textOf(found.algorithm) ?? textOf(found.algorithm_name),
      finder: textOf(found.worker_name),
      foundAtMs: receivedAtMs,
    };
  });
}

/** Why work of a worker came to nothing, in the pool's words. */
export interface MiningFailure {
  readonly atMs: number;
  readonly worker?: string | undefined;
  readonly words?: string | undefined;
}

/** Failures of an event of `mining_failures_<key>`. No source names its fields: whatever text it holds is kept. */
export function miningFailures(args: readonly unknown[], receivedAtMs: number): readonly MiningFailure[] {
  const bare = args.flatMap((each) => textOf(each) ?? []).map((words) => ({ atMs: receivedAtMs, words }));
  const told = objectsIn(args).map(({ miner_name, worker_name, uuid: _, ...others }) => ({
    atMs: receivedAtMs,
    worker: textOf(miner_name) ?? textOf(worker_name),
    words: textOf(
      Object.values(others)
        .flatMap((each) => textOf(each) ?? [])
        .join(', ')
        .slice(0, 300),
    ),
  }));
  return [...bare, ...told];
}

/** The pool by algorithm, of `f_all_general_updates` and its topic: H/s that its shares prove. */
export function generalStates(args: readonly unknown[], receivedAtMs: number): readonly PoolState[] {
  const [general = {}] = objectsIn(args);
  return Object.entries(fieldsOf(general.total_hashrate_computed_onlys)).flatMap(([algorithm, told]) => {
    const hashrateHs = amountOf(told);
    if (hashrateHs === undefined) return [];
    return { atMs: receivedAtMs, algorithm, hashrates: [{ hashrateHs }], luck: [], blocks: [] };
  });
}

/** Balances in whole coins by the pool's name of the coin: `f_all_balance_updates`. */
export function balancesTold(args: readonly unknown[]): ReadonlyMap<string, number> {
  const [told = {}] = objectsIn(args);
  return new Map(
    Object.entries(told).flatMap(([coin, value]) => {
      const balance = amountOf(isFields(value) ? value.balance : value);
      return balance === undefined ? [] : [[coin, balance] as const];
    }),
  );
}

/**
 * The balances after an event of `balance_updates_<key>`: it tells what came or went, not what is there. A payout that
 * is told before the credit it pays leaves nothing, and not less than nothing.
 */
export function balancesAfter(
  known: ReadonlyMap<string, number>,
  args: readonly unknown[],
): ReadonlyMap<string, number> {
  const after = new Map(known);
  for (const told of objectsIn(args)) {
    const coin = textOf(told.coin);
    const change = numberOf(told.balance);
    if (coin === undefined || change === undefined) continue;
    after.set(coin, Math.max(0, (after.get(coin) ?? 0) + change));
  }
  return after;
}

/** The objects among arguments: one each, or a list in the first of them. Routers and ages differ in this. */
export function objectsIn(args: readonly unknown[]): readonly Fields[] {
  return args.flatMap((each) => (Array.isArray(each) ? rowsOf(each) : [each])).filter(isFields);
}
