import type { LedgerPayout } from '../../domain/economics/ledger.ts';
import type { Tariff } from '../../domain/economics/tariff.ts';
import { type EnergyPriceSeries, energyPriceSeries } from '../../domain/energy-price.ts';
import { pointsOf } from '../../domain/outside-series.ts';
import type { Settings } from '../../domain/settings.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import type { CollectorApi } from '../../workers/collector-api.ts';
import { accountsOf, daysBefore, type KnownDay, ledgerDay, type PastPrices } from './ledger-days.ts';
import { ledgerPayouts } from './ledger-payouts.ts';

/** The books of some days: what can be saved, and what is not known in them. */
export interface Ledger {
  readonly days: readonly KnownDay[];
  readonly payouts: readonly LedgerPayout[];
  /** Does any pool tell what it credited or sent? */
  readonly hasAccount: boolean;
  /** Coins of which the price then is not known of all of it. */
  readonly unpricedCoins: readonly string[];
}

export interface LedgerAsk {
  readonly settings: Pick<Settings, 'currency' | 'tariff'>;
  readonly figures: SourcesView['figures'];
  readonly nowMs: number;
  readonly timeZone: string;
  readonly days: number;
  /** Days read so far. */
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

type Past = Pick<CollectorApi, 'fleetSeries' | 'outsidePast'>;

/** Means of five minutes: fine enough for a market's quarter of an hour, coarse enough for a year. */
const STEPS_A_DAY = 288;
/** A market's price holds until the next one, and no longer than this where there is none. */
const LONGEST_PRICE_MS = 3_600_000;

/**
 * Reads the past day by day.
 * @throws CollectorFailure where it cannot be read, AbortError when it is given up
 */
export async function readLedger(past: Past, ask: LedgerAsk): Promise<Ledger> {
  const { figures, timeZone, settings, nowMs } = ask;
  const spans = daysBefore(nowMs, ask.days, timeZone);
  const within = { fromMs: spans[0]?.fromMs ?? nowMs, toMs: nowMs };
  const accounts = accountsOf(figures);
  const rewards = accounts.map(({ value }) => value.rewards).filter((list) => list.length > 0);
  const coins = new Set(
    accounts.flatMap(({ value }) => [...value.rewards, ...value.payouts].map(({ coin }) => coin)),
  );
  // Sums in satoshi need bitcoin's price, whatever is mined.
  const prices = await pastPrices(past, [...coins.add('BTC')], ask, within);
  const market = await pastMarket(past, settings.tariff, figures, within);
  const days: KnownDay[] = [];
  for (const [i, span] of spans.entries()) {
    ask.signal.throwIfAborted();
    const names = ['powerW', 'hashrateHs'] as const;
    const recorded = await past.fleetSeries({ ...span, names, maxPoints: STEPS_A_DAY });
    days.push(ledgerDay(span, recorded, { timeZone, tariff: settings.tariff, market, prices, rewards }));
    ask.onProgress(i + 1);
  }
  const payouts = ledgerPayouts(accounts, prices, within);
  const hasAccount = accounts.some(({ value }) => value.rewards.length + value.payouts.length > 0);
  return { days, payouts, hasAccount, unpricedCoins: unpriced(days, payouts) };
}

async function pastPrices(
  past: Past,
  coins: readonly string[],
  { settings: { currency }, figures }: LedgerAsk,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Promise<Readonly<Record<string, PastPrices>>> {
  const all = await Promise.all(
    coins.map(async (coin) => {
      const series = `price:${coin}:${currency}`;
      const provider = (figures[`past:${series}`] ?? figures[`prices:${currency}`])?.provider ?? '';
      // The first day's price may be told before the day.
      const told = await past.outsidePast(series, fromMs - 2 * 86_400_000, toMs);
      return [coin, { ...told, provider }] as const;
    }),
  );
  return Object.fromEntries(all);
}

/** What a market asked then, as it was kept; the present answers say which of its series it is. */
async function pastMarket(
  past: Past,
  tariff: Tariff,
  figures: SourcesView['figures'],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Promise<EnergyPriceSeries | undefined> {
  if (tariff.kind !== 'spot') return undefined;
  const { provider, seriesId } = tariff;
  const told = (figures[`energy:${provider}`]?.value ?? []) as readonly EnergyPriceSeries[];
  const its = told.find(
    ({ id, direction, forecast }) =>
      direction === 'import' && !forecast && (seriesId === undefined || id === seriesId),
  );
  if (!its) return undefined;
  const { prices: _, ...about } = its;
  const series = `energy:${provider}:${its.id}:${its.includes}:import`;
  const points = [...pointsOf(await past.outsidePast(series, fromMs, toMs))];
  return energyPriceSeries(
    about,
    points.map(({ atMs, value }) => ({
      fromMs: atMs,
      toMs: atMs + LONGEST_PRICE_MS,
      pricePerKwh: value,
    })),
  );
}

function unpriced(days: readonly KnownDay[], payouts: readonly LedgerPayout[]): readonly string[] {
  const ofDays = days.flatMap(({ day }) =>
    Object.keys(day.credited).filter((coin) => day.prices[coin] === undefined),
  );
  const ofPayouts = payouts.flatMap(({ payout, price }) => (price ? [] : [payout.coin]));
  return [...new Set([...ofDays, ...ofPayouts])].sort();
}
