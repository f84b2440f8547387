import type { LedgerPayout } from '../domain/economics/ledger.ts';
import { SCHEME_TRAITS } from '../domain/economics/pool-scheme.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import { freshnessOf } from '../domain/freshness.ts';
import { SHIPPED_POOLS } from '../domain/shipped-pools.ts';
import type { SourcesView } from '../domain/sources-view.ts';
import { accountsOf } from '../insight/ledger-days.ts';
import { ledgerPayouts } from '../insight/ledger-payouts.ts';
import { foreseenPayouts, type PayoutWait } from '../insight/payout-calendar.ts';
import { type AccountPay, type AuditAccount, auditAccounts } from './audit-account.ts';
import type { ChainPorts } from './audit-chain.ts';
import { payOfGrowth } from './audit-growth.ts';
import { termsOf } from './audit-miners.ts';
import { pastPrices } from './ledger-prices.ts';
import type { PayoutCalendar, PayoutNeed } from './payout-api.ts';
import { poolStateOf } from './pool-state-of.ts';

const DAY_MS = 86_400_000;
/** Share-paying pools credit by the hour. */
const CREDITS_A_DAY = 24;
/** Of the days between earliest and latest. */
export const PAYOUT_CONFIDENCE = 0.9;
/** A calendar looks so far ahead; further, the difficulty of then is anybody's guess. */
const LOOKED_AHEAD_MS = 30 * DAY_MS;
const LOOKED_BACK_MS = 365 * DAY_MS;
/** Pay of the last weeks foretells that of the coming ones to about so much: difficulty moves, and miners stand still. */
const RATE_RELATIVE_SD = 0.05;

export interface PayoutPorts extends ChainPorts {
  readonly nowMs: () => number;
  readonly view: () => Pick<FleetView, 'settings'>;
  readonly figures: () => Promise<SourcesView['figures']>;
}

/** Of each account and coin what was sent within the last year, and what is to be expected of the coming month. */
export async function payoutCalendars(ports: PayoutPorts): Promise<readonly PayoutCalendar[]> {
  const figures = await ports.figures();
  const nowMs = ports.nowMs();
  const { settings } = ports.view();
  const accounts = [...auditAccounts(figures, nowMs), ...soloAccounts(figures, nowMs)];
  const coins = [...new Set(['BTC', ...accounts.map(({ coin }) => coin)])];
  const within = { fromMs: nowMs - LOOKED_BACK_MS, toMs: nowMs + 1 };
  const prices = await pastPrices(coins, settings.currency, figures, within, ports);
  return Promise.all(
    accounts.map(async (account) => {
      const { provider, coin, atMs, sums } = account;
      const its = accountsOf(figures).filter((part) => part.provider === provider);
      const sent = ledgerPayouts(its, prices, within).filter(({ payout }) => payout.coin === coin);
      const minimum = minimumOf(account);
      return {
        provider,
        coin,
        atMs,
        balance: sums?.balance,
        ...minimum,
        sendingFee: meanFee(sent),
        sent: newestFirst(sent),
        untilMs: nowMs + LOOKED_AHEAD_MS,
        ...foreseen(await payoutWait(account, figures, ports)),
      };
    }),
  );
}

function foreseen(wait: PayoutWait | PayoutNeed): Pick<PayoutCalendar, 'coming' | 'missing'> {
  if (typeof wait === 'string') return { coming: [], missing: wait };
  const untilMs = wait.nowMs + LOOKED_AHEAD_MS;
  const coming = foreseenPayouts(wait, { confidence: PAYOUT_CONFIDENCE, untilMs });
  return coming.length === 0 ? { coming, missing: 'rate' } : { coming };
}

/** How an account fills up, or the first thing that is lacking to tell. */
export async function payoutWait(
  account: AuditAccount,
  figures: SourcesView['figures'],
  ports: Omit<PayoutPorts, 'figures'>,
  pay?: AccountPay | undefined,
): Promise<PayoutWait | PayoutNeed> {
  const nowMs = ports.nowMs();
  const terms = termsOf(account, ports.view().settings.poolTerms);
  if (terms?.scheme === 'SOLO' || soloCoin(account.provider)) return 'solo';
  const { balance, earnedLast24h } = account.sums ?? {};
  const { minPayout } = minimumOf(account);
  if (balance === undefined) return 'balance';
  if (minPayout === undefined) return 'minimum';
  if (!terms) return 'terms';
  const credited = pay ?? account.listed ?? (await payOfGrowth(account, nowMs, ports)) ?? account.lastDay;
  const days = credited && (credited.toMs - credited.fromMs) / DAY_MS;
  const coinsPerDay = credited && days ? credited.coins / days : earnedLast24h;
  if (coinsPerDay === undefined) return 'rate';
  const byBlocks = SCHEME_TRAITS[terms.scheme].subsidy !== 'share';
  const creditsPerDay = byBlocks ? poolStateOf(figures, account.provider).blocksLast24h : CREDITS_A_DAY;
  if (creditsPerDay === undefined) return 'blocks';
  return { balance, minPayout, coinsPerDay, creditsPerDay, rateRelativeSd: RATE_RELATIVE_SD, nowMs };
}

/** The one coin of a pool that pays by own blocks alone. CKPool's software has no other way, wherever it runs. */
function soloCoin(provider: string): string | undefined {
  const pool = SHIPPED_POOLS.find(({ id }) => id === (provider === 'ckpool' ? 'solo-ckpool' : provider));
  const [coin, ...others] = pool?.coins ?? [];
  const isSolo = pool?.schemes.every(({ scheme }) => scheme === 'SOLO');
  return isSolo && others.length === 0 ? coin : undefined;
}

/** Accounts of solo pools tell work and no coins: there is nothing at the pool that could be owed or sent. */
function soloAccounts(figures: SourcesView['figures'], nowMs: number): readonly AuditAccount[] {
  const bare = accountsOf(figures).filter(({ atMs, value }) => {
    const isNew = freshnessOf('account', nowMs - atMs) !== 'useless';
    return isNew && value.coins.length + value.rewards.length === 0;
  });
  const latest = new Map(bare.map(({ provider, atMs }) => [provider, atMs]));
  return [...latest].flatMap(([provider, atMs]) => {
    const coin = soloCoin(provider);
    return coin ? [{ provider, coin, atMs, parts: [], payouts: [] }] : [];
  });
}

/** What the account tells is its own; the list of pools knows the usual. */
function minimumOf({
  provider,
  coin,
  sums,
}: AuditAccount): Pick<PayoutCalendar, 'minPayout' | 'minPayoutBy'> {
  if (sums?.minPayout !== undefined) return { minPayout: sums.minPayout, minPayoutBy: 'account' };
  const usual = SHIPPED_POOLS.find(({ id }) => id === provider)?.minPayouts[coin];
  return usual === undefined ? {} : { minPayout: usual, minPayoutBy: 'table' };
}

function meanFee(sent: readonly LedgerPayout[]): number | undefined {
  const fees = sent.flatMap(({ payout }) => payout.fee ?? []);
  return fees.length === 0 ? undefined : fees.reduce((sum, fee) => sum + fee, 0) / fees.length;
}

/** One without a time cannot be placed, and stands last. */
function newestFirst(sent: readonly LedgerPayout[]): readonly LedgerPayout[] {
  const at = ({ payout }: LedgerPayout) => payout.atMs ?? Number.NEGATIVE_INFINITY;
  return [...sent].sort((one, other) => at(other) - at(one));
}
