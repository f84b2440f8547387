import type { PoolAccount, PoolPayout, PoolReward } from '../../domain/pool-account.ts';
import type { PoolRatePoint } from '../../domain/pool-history.ts';
import { SourceError } from '../../domain/source-error.ts';
import { amountOf, type Fields, fieldsOf, listOf, secondsOf, textOf } from '../fields.ts';
import { countOf, positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';
import { accountPart } from './account-part.ts';
import { coinFields, get } from './braiins.ts';
import { rateUnitOf } from './rate-unit.ts';

const COIN = 'BTC';
const SATOSHI = 1e-8;

/** Days in UTC, `2024-11-30`, both included. */
export interface DaysAsk {
  readonly fromDay: string;
  readonly untilDay: string;
}

/**
 * What was paid for each day, all bonuses in it. `shares` and `share_prices` are in no manual and were seen in answers
 * (nicosmuts/braiins-pool-exporter docs/API_DISCOVERY.md, 2026-07-26): what the pool counted, and what it paid for it.
 */
export const braiinsRewards: Source<DaysAsk, PoolAccount> = {
  provider: 'braiins',
  request: (ask) => get(`/accounts/rewards/json/btc?${daysOf(ask)}`),
  parse: (reply) => {
    const told = listed(coinFields(reply), 'daily_rewards');
    return accountPart(reply.receivedAtMs, { rewards: inOrder(told.flatMap(dayOf)) });
  },
};

/** What was credited for each block, while the pool paid by blocks (till 2022). */
export const braiinsBlockRewards: Source<DaysAsk, PoolAccount> = {
  provider: 'braiins',
  request: (ask) => get(`/accounts/block_rewards/json/btc?${daysOf(ask)}`),
  parse: (reply) => {
    const told = listed(coinFields(reply), 'block_rewards');
    return accountPart(reply.receivedAtMs, { rewards: inOrder(told.flatMap(blockOf)) });
  },
};

/** What was sent, by chain and by Lightning. */
export const braiinsPayouts: Source<DaysAsk, PoolAccount> = {
  provider: 'braiins',
  request: (ask) => get(`/accounts/payouts/json/btc?${daysOf(ask)}`),
  parse: (reply) => {
    const whole = fieldsOf(jsonOf(reply));
    const { onchain, lightning } = 'btc' in whole ? fieldsOf(whole.btc) : whole;
    if (!Array.isArray(onchain) && !Array.isArray(lightning))
      throw new SourceError('unreadable-reply', 'its answer holds no payouts');
    return accountPart(reply.receivedAtMs, {
      payouts: [
        ...listOf(onchain).flatMap((told) => payoutOf(told, 'on-chain')),
        ...listOf(lightning).flatMap((told) => payoutOf(told, 'lightning')),
      ].toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0)),
    });
  },
};

/** The mean rate and the work of each day of the account, from its first second in UTC. */
export const braiinsDays: Source<void, readonly PoolRatePoint[]> = {
  provider: 'braiins',
  request: () => get('/accounts/hash_rate_daily/json/group/btc'),
  parse: (reply) => {
    const { btc } = fieldsOf(jsonOf(reply));
    if (!Array.isArray(btc)) throw new SourceError('unreadable-reply', 'its answer holds no days');
    return inOrder(
      listOf(btc).flatMap((told) => {
        const atMs = secondsOf(told.date);
        const unitHs = rateUnitOf(told.hash_rate_unit) ?? Number.NaN;
        const hashrateHs = amountOf(told.hash_rate_24h, unitHs);
        if (atMs === undefined || hashrateHs === undefined) return [];
        return { atMs, hashrateHs, workDifficulty: amountOf(told.total_shares) };
      }),
    );
  },
};

function dayOf(told: Fields): readonly PoolReward[] {
  const atMs = secondsOf(told.date);
  const amount = amountOf(told.total_reward) ?? amountOf(told.mining_reward);
  if (atMs === undefined || amount === undefined) return [];
  const paidPerDifficulty = listOf(told.share_prices).flatMap((price) => {
    const [fromMs, untilMs] = [secondsOf(price.from_ts), secondsOf(price.to_ts)];
    const paid = positiveOf(price.share_price);
    return fromMs === undefined || untilMs === undefined || paid === undefined
      ? []
      : { fromMs, untilMs, amount: paid };
  });
  return [
    {
      atMs,
      of: 'day',
      coin: COIN,
      amount,
      workDifficulty: amountOf(told.shares),
      paidPerDifficulty: paidPerDifficulty.length > 0 ? paidPerDifficulty : undefined,
    },
  ];
}

function blockOf(told: Fields): readonly PoolReward[] {
  const atMs = secondsOf(told.block_found_at);
  const amount = amountOf(told.user_reward);
  if (atMs === undefined || amount === undefined) return [];
  // The manual's own spelling is `block_heigh`.
  const blockHeight = countOf(told.block_heigh) ?? countOf(told.block_height);
  return [{ atMs, of: 'block', coin: COIN, amount, blockHeight }];
}

function payoutOf(told: Fields, way: 'on-chain' | 'lightning'): readonly PoolPayout[] {
  const amount = positiveOf(told.amount_sats, SATOSHI);
  if (amount === undefined) return [];
  const status = textOf(told.status)?.toLowerCase();
  return [
    {
      atMs: secondsOf(told.resolved_at_ts) ?? secondsOf(told.requested_at_ts),
      coin: COIN,
      amount,
      fee: amountOf(told.fee_sats, SATOSHI),
      state: status === 'queued' || status === 'confirmed' || status === 'failed' ? status : undefined,
      way,
      txId: textOf(told.tx_id),
    },
  ];
}

function daysOf({ fromDay, untilDay }: DaysAsk): string {
  return `from=${encodeURIComponent(fromDay)}&to=${encodeURIComponent(untilDay)}`;
}

function listed(told: Fields, name: string): readonly Fields[] {
  if (!Array.isArray(told[name])) throw new SourceError('unreadable-reply', `its answer holds no ${name}`);
  return listOf(told[name]);
}

function inOrder<Row extends { readonly atMs: number }>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((a, b) => a.atMs - b.atMs);
}
