import { hashrateOver, type PoolAccount } from '../../../src/domain/pool-account.ts';
import type { PoolState } from '../../../src/domain/pool-state.ts';
import {
  prohashingCoins,
  prohashingPrices,
  prohashingStates,
  prohashingWallet,
  prohashingWorkers,
} from '../../../src/sources/pools/prohashing.ts';
import {
  balancesTold,
  foundBlocks,
  generalStates,
  miningFailures,
} from '../../../src/sources/pools/prohashing-live.ts';
import { minersTold, prohashingAccount } from '../../../src/sources/pools/prohashing-miners.ts';
import { profitabilityTold } from '../../../src/sources/pools/prohashing-profitability.ts';
import { jsonOf } from '../../../src/sources/reply.ts';
import { type ExternalForm, RECEIVED_AT_MS } from './external-form.ts';
import { percentOf } from './open-pool-forms.ts';
import { readOrNothing, replyOf } from './reply-of.ts';

const DAY_MS = 86_400_000;

/** What Prohashing answers over HTTP, and what its socket tells. */
export const prohashingForm: ExternalForm = (name, text) => {
  const reply = replyOf(text);
  if (/status/.test(name)) return prohashingStatusForm(text);
  if (/currencies/.test(name))
    return Object.fromEntries(
      prohashingCoins.parse(reply).map((state) => [state.coin ?? '', coinStateForm(state)]),
    );
  if (/walletex/i.test(name)) return accountForm(prohashingWorkers.parse(reply));
  if (/wallet/i.test(name)) return accountForm(prohashingWallet.parse(reply));
  const args = argsIn(text);
  if (/profitability/.test(name)) return profitabilityForm(args);
  if (/balance/.test(name)) return accountForm(prohashingAccount([], balancesTold(args), RECEIVED_AT_MS));
  if (/general/.test(name))
    return {
      algorithms: Object.fromEntries(
        generalStates(args, RECEIVED_AT_MS).map((state) => [
          state.algorithm ?? '',
          { pool_hashrate_hs: hashrateOver(state.hashrates), hashrate_hs: hashrateOver(state.hashrates) },
        ]),
      ),
    };
  if (/found|block/.test(name))
    return {
      blocks: foundBlocks(args, RECEIVED_AT_MS).map((block) => ({
        coin: block.coin,
        height: block.height,
        algorithm: block.algorithm,
        worker: block.finder,
      })),
    };
  if (/failure/.test(name)) return { failures: miningFailures(args, RECEIVED_AT_MS) };
  return /miner/.test(name) ? minersForm(args) : undefined;
};

function prohashingStatusForm(text: string) {
  const prices = readOrNothing(() => prohashingPrices.parse(replyOf(text))) ?? [];
  const price = (algorithm: string | undefined, over: string, standing: string) =>
    prices.find(
      (each) => each.algorithmName === algorithm && each.over === over && each.standing === standing,
    )?.perHsDay;
  const rows = prohashingStates.parse(replyOf(text)).map((state) => [
    state.algorithm ?? '',
    {
      fee_pct: percentOf(state.poolFee),
      pps_fee_fraction: state.feeBy?.pps,
      pool_hashrate_hs: hashrateOver(state.hashrates),
      hashrate_24h_hs: hashrateOver(state.hashrates, DAY_MS),
      port: state.port,
      workers: state.workers,
      estimate_btc_per_hs_day: price(state.algorithm, 'now', 'reckoned'),
      estimate24_btc_per_hs_day: price(state.algorithm, '24h', 'reckoned'),
      actual24_btc_per_hs_day: price(state.algorithm, '24h', 'paid'),
    },
  ]);
  const algorithms: unknown = Object.fromEntries(rows);
  return { ...Object.fromEntries(rows), algorithms };
}

function coinStateForm(state: PoolState) {
  return {
    algorithm: state.algorithm,
    port: state.port,
    workers: state.workers,
    blocks_24h: state.blocksLast24h,
    btc_24h: state.foundLast24hBtc,
    last_block: state.blocks[0]?.height,
    last_block_ms: state.blocks[0]?.foundAtMs,
  };
}

function profitabilityForm(args: readonly unknown[]) {
  const told = profitabilityTold(args);
  return {
    unit_note: 'usd/btc are per 1 MH/s per day for EVERY algorithm',
    algorithms: Object.fromEntries(
      told.map((each) => [
        each.name,
        {
          usd_per_hs_day: each.usdPerHsDay,
          btc_per_hs_day: each.btcPerHsDay,
          max_usd_per_hs_day: each.maxUsdPerHsDay,
          max_btc_per_hs_day: each.maxBtcPerHsDay,
          percentile_usd_per_hs_day: each.percentileUsdPerHsDay,
          percentile_btc_per_hs_day: each.percentileBtcPerHsDay,
          time_ms: each.atMs,
        },
      ]),
    ),
    time_ms: told.find(({ atMs }) => atMs !== undefined)?.atMs,
  };
}

function accountForm(account: PoolAccount) {
  return {
    balances: Object.fromEntries(account.coins.map(({ coin, balance }) => [coin, balance])),
    coins: Object.fromEntries(
      account.coins.map((coin) => [
        coin.coin,
        {
          balance: coin.balance,
          unpaid: coin.unpaid,
          paid: coin.paid,
          paid_24h: coin.paidLast24h,
          total: coin.earned,
          min_payout: coin.minPayout,
        },
      ]),
    ),
    workers: account.workers.map((worker) => ({
      name: worker.name,
      algorithm: worker.algorithm,
      coin: worker.coin,
      hashrate_hs: hashrateOver(worker.hashrates),
      rejected_hs: worker.rejectedHs,
      difficulty: worker.shareDifficulty,
    })),
  };
}

function minersForm(args: readonly unknown[]) {
  return {
    workers: minersTold(args).map((miner) => ({
      name: miner.name,
      id: miner.uuid,
      coin: miner.coin,
      algorithm: miner.algorithm,
      hashrate_hs: miner.hashrateHs,
      adjusted_hashrate_hs: miner.adjustedHashrateHs,
      difficulty: miner.difficulty,
      actual_difficulty: miner.actualDifficulty,
      share_count: miner.shareCount,
    })),
  };
}

/** A recorded result or payload, as the one argument that it came as. */
function argsIn(text: string): readonly unknown[] {
  return [jsonOf(replyOf(text))];
}
