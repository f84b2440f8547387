import { expectedBlocks } from '../domain/economics/luck.ts';
import { SCHEME_TRAITS, type SchemeTerms } from '../domain/economics/pool-scheme.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import type { PoolState } from '../domain/pool-state.ts';
import { SHIPPED_COINS } from '../domain/shipped-coins.ts';
import { SHIPPED_POOLS } from '../domain/shipped-pools.ts';
import type { SourcesView } from '../domain/sources-view.ts';
import { auditSlices, type ChainMoment } from '../insight/audit-slices.ts';
import { nextPayout } from '../insight/payout-calendar.ts';
import { auditPool } from '../insight/pool-audit.ts';
import type { EntityStore } from '../store/entity-store.ts';
import type { TelemetryStore } from '../store/telemetry-store.ts';
import { type AccountPay, type AuditAccount, auditAccounts } from './audit-account.ts';
import type { PoolAuditReport } from './audit-api.ts';
import { type ChainPorts, pastChain } from './audit-chain.ts';
import { payOfGrowth } from './audit-growth.ts';
import { minersAt, termsOf, unfit } from './audit-miners.ts';
import { ownWork } from './audit-work.ts';
import { PAYOUT_CONFIDENCE, payoutWait } from './payout-service.ts';
import { poolStateOf } from './pool-state-of.ts';

/** With less of the time recorded, what is missing would be larger than what is looked for. */
export const LEAST_RECORDED = 0.9;
/** A block of a window scheme pays for shares of before: how far that moves the ends is known by the pool alone. */
export const WINDOW_EDGE_MS = 6 * 3_600_000;

export interface AuditPorts extends ChainPorts {
  readonly nowMs: () => number;
  readonly view: () => Pick<FleetView, 'miners' | 'settings'>;
  readonly figures: () => Promise<SourcesView['figures']>;
  readonly telemetry: Pick<TelemetryStore, 'columns'>;
  readonly entities: Pick<EntityStore, 'eventsBetween'>;
}

/** Each account against the own accepted work, one after the other: the same rows are read for each. */
export async function poolAudits(ports: AuditPorts): Promise<readonly PoolAuditReport[]> {
  const figures = await ports.figures();
  const reports: PoolAuditReport[] = [];
  for (const account of auditAccounts(figures, ports.nowMs()))
    reports.push(await reportOf(account, figures, ports));
  return reports.filter(({ missing }) => missing !== 'solo');
}

async function reportOf(
  account: AuditAccount,
  figures: SourcesView['figures'],
  ports: AuditPorts,
): Promise<PoolAuditReport> {
  const { provider, coin, atMs } = account;
  const pay = account.listed ?? (await payOfGrowth(account, ports.nowMs(), ports)) ?? account.lastDay;
  const terms = termsOf(account, ports.view().settings.poolTerms);
  const wait = await payoutWait(account, figures, ports, pay);
  const base = {
    provider,
    coin,
    atMs,
    terms,
    fromMs: pay?.fromMs,
    toMs: pay?.toMs,
    creditedCoins: pay?.coins,
    creditedBy: pay?.by,
    payout: typeof wait === 'string' ? undefined : nextPayout(wait, PAYOUT_CONFIDENCE),
  };
  if (!pay) return { ...base, missing: 'pay' };
  if (!terms) return { ...base, missing: 'terms' };
  if (terms.scheme === 'SOLO') return { ...base, missing: 'solo' };
  if (terms.scheme === 'market') return { ...base, missing: 'market' };
  return { ...base, ...(await auditOf({ account, pay, terms }, figures, ports)) };
}

interface AuditCase {
  readonly account: AuditAccount;
  readonly pay: AccountPay;
  readonly terms: SchemeTerms;
}

async function auditOf(
  { account, pay, terms }: AuditCase,
  figures: SourcesView['figures'],
  ports: AuditPorts,
): Promise<Pick<PoolAuditReport, 'audit' | 'missing' | 'recorded'>> {
  const coin = SHIPPED_COINS.find(({ symbol }) => symbol === account.coin);
  const shareHashes = coin && (coin.shareHashesPerDifficulty ?? coin.hashesPerDifficulty);
  const pool = SHIPPED_POOLS.find(({ id }) => id === account.provider);
  const miners = minersAt(pool, coin, ports.view().miners);
  const ids = miners.map(({ miner }) => miner.id);
  const missing = await unfit(account, pay, ids, ports);
  if (missing) return { missing };
  const own = await ownWork(ports.telemetry, ids, pay);
  const { recorded } = own;
  if (recorded < LEAST_RECORDED) return { recorded, missing: 'work' };
  const chain = coin && (await pastChain(coin, pay, figures, ports));
  if (!chain || shareHashes === undefined) return { recorded, missing: 'chain' };
  const { window } = SCHEME_TRAITS[terms.scheme];
  const audit = auditPool({
    terms,
    hashesPerShareDifficulty: shareHashes,
    slices: auditSlices(own.work, chain.moments),
    fromMs: pay.fromMs,
    toMs: pay.toMs,
    creditedCoins: pay.coins,
    work: {
      shares: own.shares,
      known: 'counted',
      relativeError: Math.hypot(own.relativeError, 1 - recorded),
    },
    poolBlocks: poolBlocks(account.provider, figures, chain.moments, pay),
    feesMeanError: chain.feesMeanError,
    edgeMs: pay.edgeMs + (window ? WINDOW_EDGE_MS : 0),
  });
  return { recorded, audit };
}

/** Expected by the pool's rate; found only where its list reaches back to the beginning. */
export function poolBlocks(
  provider: string,
  figures: SourcesView['figures'],
  moments: readonly ChainMoment[],
  { fromMs, toMs }: Pick<AccountPay, 'fromMs' | 'toMs'>,
): { readonly expected: number; readonly found?: number | undefined } | undefined {
  const state = poolStateOf(figures, provider);
  const moment = moments.at(-1);
  const hashrateHs = longestRate(state);
  if (!moment || hashrateHs === undefined) return undefined;
  const expected = expectedBlocks({ ...moment, hashrateHs, seconds: (toMs - fromMs) / 1000 });
  const times = state.blocks.flatMap(({ foundAtMs, state: kept }) =>
    foundAtMs === undefined || kept === 'orphaned' ? [] : foundAtMs,
  );
  const reachesBack = times.some((at) => at <= fromMs);
  const found = times.filter((at) => at >= fromMs && at < toMs).length;
  return { expected, found: reachesBack ? found : undefined };
}

/** The steadiest of a pool's rates is the one of its longest window. */
function longestRate(state: Pick<PoolState, 'hashrates'>): number | undefined {
  const rates = [...state.hashrates].sort((a, b) => (b.windowMs ?? 0) - (a.windowMs ?? 0));
  return rates[0]?.hashrateHs;
}
