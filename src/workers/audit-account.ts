import { creditedByRewards } from '../domain/economics/credited.ts';
import type { LevelPayout } from '../domain/economics/credited-by-level.ts';
import { freshnessOf } from '../domain/freshness.ts';
import type { CoinAccount, PoolAccount, PoolReward } from '../domain/pool-account.ts';
import type { Sourced } from '../domain/sourced.ts';
import type { SourcesView } from '../domain/sources-view.ts';

const DAY_MS = 86_400_000;
/** No more of the past is held against the pay: two-meter looks back as far. */
export const LOOKED_BACK_MS = 30 * DAY_MS;
const ACCOUNT = 'account:';

/** One coin of an owner's account at a pool, its parts put together. */
export interface AuditAccount {
  readonly provider: string;
  readonly coin: string;
  readonly atMs: number;
  readonly poolFee?: number | undefined;
  /** Workers that the pool says are at work; absent where it tells none. */
  readonly workers?: number | undefined;
  readonly sums?: CoinAccount | undefined;
  /** By the pool's own list of days or blocks. */
  readonly listed?: AccountPay | undefined;
  readonly lastDay?: AccountPay | undefined;
  /** As quantities name them: `antpool`, `antpool:rates`. */
  readonly parts: readonly string[];
  readonly payouts: readonly LevelPayout[];
}

/** What was credited for a time. */
export interface AccountPay {
  readonly fromMs: number;
  readonly toMs: number;
  readonly coins: number;
  readonly by: 'days' | 'blocks' | 'growth' | 'last-day';
  /** How far the pool's time may be off ours at the ends, ms. */
  readonly edgeMs: number;
}

/** The accounts that sources tell of, by pool and coin; what is too old to count is left out. */
export function auditAccounts(figures: SourcesView['figures'], nowMs: number): readonly AuditAccount[] {
  const parts = Object.entries(figures)
    .filter(([quantity]) => quantity.startsWith(ACCOUNT))
    .map(([quantity, figure]) => ({
      ...(figure as Sourced<PoolAccount>),
      name: quantity.slice(ACCOUNT.length),
    }))
    .filter(({ atMs }) => freshnessOf('account', nowMs - atMs) !== 'useless');
  const providers = [...new Set(parts.map(({ provider }) => provider))];
  return providers.flatMap((provider) => {
    const its = parts.filter((part) => part.provider === provider);
    const coins = its.flatMap(({ value }) => [...value.coins, ...value.rewards].map(({ coin }) => coin));
    return [...new Set(coins)].map((coin) => accountOf(provider, coin, its, nowMs));
  });
}

interface AccountPart extends Sourced<PoolAccount> {
  readonly name: string;
}

function accountOf(
  provider: string,
  coin: string,
  parts: readonly AccountPart[],
  nowMs: number,
): AuditAccount {
  const values = parts.map(({ value }) => value);
  const rewards = values.flatMap((value) => value.rewards.filter((each) => each.coin === coin));
  const told = values.flatMap((value) => value.coins.filter((each) => each.coin === coin));
  const sums = told.length === 0 ? undefined : joined(coin, told);
  const last24h = parts.find(({ value }) =>
    value.coins.some((each) => each.coin === coin && each.earnedLast24h !== undefined),
  );
  return {
    provider,
    coin,
    atMs: Math.max(...parts.map(({ atMs }) => atMs)),
    poolFee: values.find(({ poolFee }) => poolFee !== undefined)?.poolFee,
    workers: workersOf(values),
    sums,
    listed: payOfDays(rewards, coin, nowMs) ?? payOfBlocks(rewards, nowMs),
    lastDay: payOfLastDay(sums?.earnedLast24h, last24h?.atMs),
    parts: parts.map(({ name }) => name),
    payouts: sentOf(values, coin),
  };
}

/** Parts of an account tell different sums of a coin; what a part does not tell takes nothing from another's. */
function joined(coin: string, parts: readonly CoinAccount[]): CoinAccount {
  const told = parts.flatMap((part) => Object.entries(part).filter(([, sum]) => sum !== undefined));
  return { ...Object.fromEntries(told), coin };
}

/** Finished days of the pool, of the last thirty. */
function payOfDays(rewards: readonly PoolReward[], coin: string, nowMs: number): AccountPay | undefined {
  const days = rewards
    .filter((each) => each.of === 'day')
    .filter(({ atMs }) => atMs >= nowMs - LOOKED_BACK_MS && atMs + DAY_MS <= nowMs)
    .map(({ atMs }) => atMs);
  if (days.length === 0) return undefined;
  const [fromMs, toMs] = [Math.min(...days), Math.max(...days) + DAY_MS];
  const coins = creditedByRewards(rewards, coin, fromMs, toMs);
  // Pools close their day within minutes of its end.
  return coins === undefined ? undefined : { fromMs, toMs, coins, by: 'days', edgeMs: 10 * 60_000 };
}

/**
 * Blocks of the last thirty days, where the pool pays by them (OCEAN). A list that begins within that time begins with a
 * block that pays for what was before it: the time begins there, and that block is not in it.
 */
function payOfBlocks(rewards: readonly PoolReward[], nowMs: number): AccountPay | undefined {
  const blocks = rewards.filter(({ of, atMs }) => of === 'block' && atMs <= nowMs);
  const firstMs = Math.min(...blocks.map(({ atMs }) => atMs));
  const fromMs = Math.max(firstMs, nowMs - LOOKED_BACK_MS);
  const within = blocks.filter(({ atMs }) => atMs > fromMs);
  if (within.length === 0) return undefined;
  // A block is credited within minutes of being found.
  const coins = within.reduce((sum, { amount }) => sum + amount, 0);
  return { fromMs, toMs: nowMs, coins, by: 'blocks', edgeMs: 10 * 60_000 };
}

/** What the pool says of the 24 hours before it answered; it adds up every half an hour or so. */
function payOfLastDay(coins: number | undefined, atMs: number | undefined): AccountPay | undefined {
  if (coins === undefined || atMs === undefined) return undefined;
  return { fromMs: atMs - DAY_MS, toMs: atMs, coins, by: 'last-day', edgeMs: 30 * 60_000 };
}

/** What left the account, as its parts tell it; told by two parts it counts once. */
function sentOf(values: readonly PoolAccount[], coin: string): readonly LevelPayout[] {
  const sent = new Map<string, LevelPayout>();
  for (const { atMs, amount, fee = 0, state, txId, ...payout } of values.flatMap(({ payouts }) => payouts))
    if (payout.coin === coin && atMs !== undefined && state !== 'failed' && state !== 'queued')
      sent.set(txId ?? `${atMs} ${amount}`, { atMs, coins: amount + fee });
  return [...sent.values()];
}

function workersOf(values: readonly PoolAccount[]): number | undefined {
  const counts = values.flatMap(({ workerCounts, workers }) => {
    const told = workerCounts?.active ?? workerCounts?.ok;
    if (told !== undefined) return told;
    const atWork = workers.filter(({ state }) => state === 'ok' || state === 'low').length;
    return atWork > 0 ? atWork : [];
  });
  return counts.length > 0 ? Math.max(...counts) : undefined;
}
