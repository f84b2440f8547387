import { TIER_MS } from '../../domain/buckets.ts';
import type { Coin } from '../../domain/coin.ts';
import type { Span } from '../../domain/economics/covered-span.ts';
import { creditedByRewards } from '../../domain/economics/credited.ts';
import { DAY_S } from '../../domain/economics/hashprice.ts';
import { expectedPay, SCHEME_TRAITS, type SchemeTerms } from '../../domain/economics/pool-scheme.ts';
import type { FleetView } from '../../domain/fleet-view.ts';
import type { EarningsNeed } from '../../domain/health/health-report.ts';
import type { PoolReward } from '../../domain/pool-account.ts';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import { SHIPPED_POOLS } from '../../domain/shipped-pools.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import { type EarningsSpan, earningsLaw } from '../../insight/anomaly/earnings-watch.ts';
import { auditSlices } from '../../insight/audit-slices.ts';
import type { AccountDays } from '../../insight/health/earnings-past.ts';
import { accountsOf } from '../../insight/ledger-days.ts';
import type { EntityStore } from '../../store/entity-store.ts';
import type { TelemetryStore } from '../../store/telemetry-store.ts';
import { type AuditAccount, LOOKED_BACK_MS } from '../audit-account.ts';
import { type ChainPorts, pastChain } from '../audit-chain.ts';
import { minersAt, termsOf, unfit } from '../audit-miners.ts';
import { LEAST_RECORDED, poolBlocks, WINDOW_EDGE_MS } from '../audit-service.ts';

export interface AccountDayPorts extends ChainPorts {
  readonly nowMs: () => number;
  readonly view: () => Pick<FleetView, 'miners' | 'settings'>;
  readonly telemetry: Pick<TelemetryStore, 'buckets'>;
  readonly entities: Pick<EntityStore, 'eventsBetween'>;
}

/** Pools close their day within minutes of its end, as audit-account.ts has it. */
const EDGE_MS = 10 * 60_000;
/**
 * A day is judged once and for all: not before a pool has had so long to close its books of it, and to pay for its last
 * shares where blocks pay for shares of before.
 */
const CLOSED_AFTER_MS = WINDOW_EDGE_MS;

/** An account, and the work that it is paid for. */
interface PaidWork {
  readonly account: AuditAccount;
  readonly coin: Coin;
  readonly terms: SchemeTerms;
  readonly minerIds: readonly string[];
}

/**
 * The days of an account of which all is known: what the pool lists for each, what the miners told of their rate, and how
 * hard the coin was to find. Those that ended by `judgedToMs` are left out.
 * @throws StoreError
 */
export async function accountDays(
  account: AuditAccount,
  judgedToMs: number,
  figures: SourcesView['figures'],
  ports: AccountDayPorts,
): Promise<AccountDays> {
  const { provider, coin: symbol } = account;
  const { miners, settings } = ports.view();
  const coin = SHIPPED_COINS.find((each) => each.symbol === symbol);
  const terms = termsOf(account, settings.poolTerms);
  const pool = SHIPPED_POOLS.find(({ id }) => id === provider);
  const minerIds = minersAt(pool, coin, miners).map(({ miner }) => miner.id);
  const none = (missing: EarningsNeed): AccountDays => ({
    provider,
    coin: symbol,
    minerIds,
    missing,
    days: [],
  });
  if (!coin || !terms || terms.scheme === 'SOLO' || terms.scheme === 'market') return none('terms');
  const rewards = accountsOf(figures)
    .filter((each) => each.provider === provider)
    .flatMap(({ value }) => value.rewards)
    .filter((each) => each.coin === symbol && each.of === 'day');
  if (rewards.length === 0) return none('days');
  const days: EarningsSpan[] = [];
  let missing: EarningsNeed | undefined;
  for (const span of listedDays(rewards, judgedToMs, ports.nowMs())) {
    const day = await dayOf(span, rewards, { account, coin, terms, minerIds }, figures, ports);
    if (typeof day === 'string') missing = day;
    else {
      missing = undefined;
      days.push(day);
    }
  }
  return { provider, coin: symbol, minerIds, missing, days };
}

/** Days that the pool lists and has closed, oldest first. */
function listedDays(rewards: readonly PoolReward[], judgedToMs: number, nowMs: number): readonly Span[] {
  const begins = [...new Set(rewards.map(({ atMs }) => atMs))].sort((one, other) => one - other);
  return begins
    .map((fromMs) => ({ fromMs, toMs: fromMs + TIER_MS.day }))
    .filter(({ toMs }) => toMs > judgedToMs && toMs + CLOSED_AFTER_MS <= nowMs)
    .filter(({ fromMs }) => fromMs >= nowMs - LOOKED_BACK_MS);
}

/** What was to be expected of a day and what came of it; or what is not known. */
async function dayOf(
  span: Span,
  rewards: readonly PoolReward[],
  { account, coin, terms, minerIds }: PaidWork,
  figures: SourcesView['figures'],
  ports: AccountDayPorts,
): Promise<EarningsSpan | EarningsNeed> {
  if (await unfit(account, span, minerIds, ports)) return 'miners';
  const creditedCoins = creditedByRewards(rewards, coin.symbol, span.fromMs, span.toMs);
  if (creditedCoins === undefined) return 'days';
  const told = await toldWork(minerIds, span, ports);
  if (!(told.recorded >= LEAST_RECORDED && told.shares > 0)) return 'work';
  const chain = await pastChain(coin, span, figures, ports);
  if (!chain) return 'chain';
  const pay = payPerHsDay(terms, span, chain.moments);
  const law = earningsLaw({
    hashrateHs: told.hashrateHs,
    durationMs: span.toMs - span.fromMs,
    coinsPerHsDay: pay.coins,
    shares: told.shares,
    // Where the pool's own blocks are not known, nothing can be said of its luck.
    poolBlocks: pay.byBlocks
      ? (poolBlocks(account.provider, figures, chain.moments, span) ?? { expected: 0 })
      : undefined,
    relativeError: Math.hypot(1 - told.recorded, chain.feesMeanError * pay.feesPart),
    edgeMs: EDGE_MS + (SCHEME_TRAITS[terms.scheme].window ? WINDOW_EDGE_MS : 0),
  });
  return { ...span, law, creditedCoins };
}

/** What the miners told of a day, by its hours: sum of their mean rates, shares that were accepted, and how much of it. */
async function toldWork(minerIds: readonly string[], { fromMs, toMs }: Span, { telemetry }: AccountDayPorts) {
  let [hashrateHs, shares, hours] = [0, 0, 0];
  for (const entityId of minerIds) {
    const { series } = await telemetry.buckets({
      entityId,
      names: ['hashrateHs', 'sharesAccepted'],
      tier: 'hour',
      fromMs,
      toMs,
    });
    const { hashrateHs: rate, sharesAccepted: accepted } = series;
    const means = rate?.kind === 'gauge' ? [...rate.sum].map((sum, at) => sum / (rate.count[at] ?? 0)) : [];
    const known = means.filter(Number.isFinite);
    hours += known.length;
    if (known.length > 0) hashrateHs += known.reduce((sum, mean) => sum + mean, 0) / known.length;
    if (accepted?.kind === 'counter') shares += accepted.increment.reduce((sum, step) => sum + step, 0);
  }
  const recorded = (hours * TIER_MS.hour) / (minerIds.length * (toMs - fromMs));
  return { hashrateHs, shares, recorded };
}

/** What a hash per second brings in a day under a pool's terms, coins, at the difficulties of then. */
function payPerHsDay(terms: SchemeTerms, span: Span, chain: Parameters<typeof auditSlices>[1]) {
  const steady = [{ ...span, shares: 1, workDifficulty: 1, uncertainBy: 0 }];
  let [coins, forBlocks, ofFees] = [0, 0, 0];
  for (const slice of auditSlices(steady, chain)) {
    if (slice.by !== 'chain') continue;
    // One share of a day's hashes, spread over the day.
    const pay = expectedPay(terms, { ...slice, hashesPerShareDifficulty: DAY_S });
    coins += pay.forShares + pay.forBlocks;
    forBlocks += pay.forBlocks;
    ofFees += pay.ofFees;
  }
  return { coins, byBlocks: forBlocks > coins / 2, feesPart: coins > 0 ? ofFees / coins : 0 };
}
