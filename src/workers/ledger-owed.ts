import type { Coin } from '../domain/coin.ts';
import type { AcceptedWork } from '../domain/economics/accepted-work.ts';
import type { Span } from '../domain/economics/covered-span.ts';
import type { LedgerDay, OwedCoins } from '../domain/economics/ledger.ts';
import { SCHEME_TRAITS, type SchemeTerms } from '../domain/economics/pool-scheme.ts';
import type { MinerView } from '../domain/fleet-view.ts';
import { poolOfUrl } from '../domain/pool-of-url.ts';
import { SHIPPED_COINS } from '../domain/shipped-coins.ts';
import { SHIPPED_POOLS } from '../domain/shipped-pools.ts';
import type { SourcesView } from '../domain/sources-view.ts';
import { auditSlices } from '../insight/audit-slices.ts';
import { auditPool } from '../insight/pool-audit.ts';
import { type AuditAccount, auditAccounts } from './audit-account.ts';
import { type PastChain, pastChain } from './audit-chain.ts';
import { minersAt, termsOf, unfit } from './audit-miners.ts';
import { type AuditPorts, LEAST_RECORDED, poolBlocks, WINDOW_EDGE_MS } from './audit-service.ts';

const DAY_MS = 86_400_000;
/** Chains are looked up for so long at once. */
const CHAIN_SPAN_MS = 10 * DAY_MS;
/** What a pool's rate of now says of the blocks that it found then. */
const POOL_RATE_HOLDS_MS = 30 * DAY_MS;
const EDGE_MS = 10 * 60_000;

/** A pool that owes for shares, coin by coin. */
export interface Debtor {
  readonly provider: string;
  readonly coin: Coin;
  readonly terms: SchemeTerms;
  readonly miners: readonly MinerView[];
  /** Its miners have been there since; of what was before nobody knows whose it was. */
  readonly sinceMs: number;
}

/**
 * Pools at which the owner's miners are, with terms that are known: those of the accounts that are told, and where none is,
 * pools whose coin is beyond doubt. Who pays by own blocks or by bids owes nothing for a day's shares.
 */
export async function debtorsOf(
  figures: SourcesView['figures'],
  within: Span,
  ports: AuditPorts,
): Promise<readonly Debtor[]> {
  const { miners, settings } = ports.view();
  const accounts = auditAccounts(figures, ports.nowMs());
  const asked = [...accounts, ...untold(miners, accounts)].map(async (account) => {
    const { provider } = account;
    const coin = SHIPPED_COINS.find(({ symbol }) => symbol === account.coin);
    const terms = termsOf(account, settings.poolTerms);
    if (!coin || !terms || terms.scheme === 'SOLO' || terms.scheme === 'market') return [];
    const pool = SHIPPED_POOLS.find(({ id }) => id === provider);
    const its = minersAt(pool, coin, miners);
    const ids = its.map(({ miner }) => miner.id);
    const why = await unfit(account, { fromMs: within.toMs, toMs: within.toMs }, ids, ports);
    if (why) return [];
    const events = await ports.entities.eventsBetween(within.fromMs, within.toMs);
    const moves = events.filter(({ kind, minerId }) => kind === 'pool-changed' && ids.includes(minerId));
    const sinceMs = Math.max(within.fromMs, ...moves.map(({ atMs }) => atMs));
    return [{ provider, coin, terms, miners: its, sinceMs }];
  });
  return (await Promise.all(asked)).flat();
}

type BareAccount = Pick<AuditAccount, 'provider' | 'coin' | 'poolFee' | 'workers'>;

/** Pools of running miners that no source tells an account of, where they mine one coin that the miners can. */
function untold(miners: readonly MinerView[], accounts: readonly AuditAccount[]): readonly BareAccount[] {
  const told = new Set(accounts.map(({ provider }) => provider));
  const bare = new Map<string, BareAccount>();
  for (const { miner, reading } of miners) {
    const used = reading?.pools.find(({ active }) => active) ?? reading?.pools[0];
    const pool = used && poolOfUrl(used.url, SHIPPED_POOLS);
    if (!pool || pool.more || told.has(pool.id)) continue;
    const coins = SHIPPED_COINS.filter(
      ({ symbol, minedBy }) => pool.coins.includes(symbol) && minedBy.includes(miner.identity.algorithm),
    );
    const [only] = coins;
    if (only && coins.length === 1)
      bare.set(pool.id, { provider: pool.id, coin: only.symbol, poolFee: undefined, workers: undefined });
  }
  return [...bare.values()];
}

/** Looks chains up as they were, each stretch of days once. */
export function chainBook(figures: SourcesView['figures'], ports: AuditPorts) {
  const kept = new Map<string, Promise<PastChain | undefined>>();
  return (coin: Coin, atMs: number): Promise<PastChain | undefined> => {
    const fromMs = Math.floor(atMs / CHAIN_SPAN_MS) * CHAIN_SPAN_MS;
    const key = `${coin.symbol} ${fromMs}`;
    const known = kept.get(key) ?? pastChain(coin, { fromMs, toMs: fromMs + CHAIN_SPAN_MS }, figures, ports);
    kept.set(key, known);
    return known;
  };
}

/** What a day's own work is owed, with what luck and doubt leave open; coins of which it cannot be told are absent. */
export async function owedOn(
  day: Span,
  debtors: readonly Debtor[],
  workOf: (minerId: string) => readonly AcceptedWork[],
  chainAt: ReturnType<typeof chainBook>,
  { figures, nowMs }: { readonly figures: SourcesView['figures']; readonly nowMs: number },
): Promise<LedgerDay['owed']> {
  const owed: Record<string, OwedCoins> = {};
  for (const debtor of debtors) {
    if (debtor.sinceMs > day.fromMs) continue;
    const chain = await chainAt(debtor.coin, day.fromMs);
    const recent = day.fromMs > nowMs - POOL_RATE_HOLDS_MS;
    const coins = chain && owedBy(debtor, day, workOf, chain, recent ? figures : {});
    const { symbol } = debtor.coin;
    if (coins) owed[symbol] = together(owed[symbol], coins);
  }
  return owed;
}

function owedBy(
  { provider, coin, terms, miners }: Debtor,
  day: Span,
  workOf: (minerId: string) => readonly AcceptedWork[],
  chain: PastChain,
  figures: SourcesView['figures'],
): OwedCoins | undefined {
  const ids = miners.filter(({ miner }) => miner.addedAtMs < day.toMs).map(({ miner }) => miner.id);
  const work = ids.flatMap((id) => workOf(id)).flatMap((each) => within(each, day));
  const recorded = sumOf(work, ({ fromMs, toMs }) => toMs - fromMs) / (ids.length * (day.toMs - day.fromMs));
  const hashesPerShareDifficulty = coin.shareHashesPerDifficulty ?? coin.hashesPerDifficulty;
  if (!(recorded >= LEAST_RECORDED) || hashesPerShareDifficulty === undefined) return undefined;
  const done = sumOf(work, ({ workDifficulty }) => workDifficulty);
  const miscounted = done > 0 ? sumOf(work, ({ uncertainBy }) => uncertainBy) / done : 0;
  const { owedCoins, owedInterval } = auditPool({
    terms,
    hashesPerShareDifficulty,
    slices: auditSlices(work, chain.moments),
    ...day,
    creditedCoins: 0,
    work: {
      shares: sumOf(work, ({ shares }) => shares),
      known: 'counted',
      relativeError: Math.hypot(miscounted, 1 - recorded),
    },
    poolBlocks: expectedOnly(poolBlocks(provider, figures, chain.moments, day)),
    feesMeanError: chain.feesMeanError,
    edgeMs: EDGE_MS + (SCHEME_TRAITS[terms.scheme].window ? WINDOW_EDGE_MS : 0),
  });
  return { coins: owedCoins, ...owedInterval };
}

/** Luck stays in: the books hold what was to be expected of a day beside what came. */
function expectedOnly(blocks: { readonly expected: number } | undefined) {
  return blocks && { expected: blocks.expected };
}

/** A stretch's part of a day, its work spread evenly over its time. */
function within(work: AcceptedWork, { fromMs, toMs }: Span): readonly AcceptedWork[] {
  if (work.fromMs >= fromMs && work.toMs <= toMs) return [work];
  const [from, to] = [Math.max(fromMs, work.fromMs), Math.min(toMs, work.toMs)];
  if (!(to > from)) return [];
  const part = (to - from) / (work.toMs - work.fromMs);
  return [
    {
      fromMs: from,
      toMs: to,
      shares: work.shares * part,
      workDifficulty: work.workDifficulty * part,
      uncertainBy: work.uncertainBy * part,
    },
  ];
}

/** Of two pools that pay the same coin. */
function together(one: OwedCoins | undefined, other: OwedCoins): OwedCoins {
  if (!one) return other;
  const both = (a: number | undefined, b: number | undefined) =>
    a === undefined || b === undefined ? undefined : a + b;
  return { coins: one.coins + other.coins, low: both(one.low, other.low), high: both(one.high, other.high) };
}

function sumOf(work: readonly AcceptedWork[], part: (each: AcceptedWork) => number): number {
  return work.reduce((sum, each) => sum + part(each), 0);
}
