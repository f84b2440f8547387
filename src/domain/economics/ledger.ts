import type { PoolPayout } from '../pool-account.ts';
import { type CsvColumn, csvText } from './csv.ts';
import { SATS_PER_BTC } from './satoshi.ts';

/** One day of the books. Money is in one currency throughout the ledger; what is not known is absent. */
export interface LedgerDay {
  /** The owner's day: `2026-03-29`. */
  readonly day: string;
  readonly timeZone: string;
  readonly fromMs: number;
  /** The next midnight: 23 or 25 hours later when the clocks change. */
  readonly toMs: number;
  /** Credited by pools, whole coins by symbol. */
  readonly credited: Readonly<Record<string, number>>;
  /** What the own shares should have brought, by symbol. */
  readonly owed: Readonly<Record<string, OwedCoins>>;
  /** Money for one coin that the day was reckoned with, by symbol; bitcoin's always, where known, for sums in satoshi. */
  readonly prices: Readonly<Record<string, DayPrice>>;
  /** Worth of what was credited at those prices, money. */
  readonly revenue?: number | undefined;
  readonly powerCost?: number | undefined;
  /** Which prices of power it was reckoned with: a contract, a market, an example. */
  readonly powerPriceSources: readonly string[];
  readonly heatCredit?: number | undefined;
  readonly energyKwh?: number | undefined;
  readonly meanHashrateHs?: number | undefined;
  readonly runningHours?: number | undefined;
}

/** What a pool that keeps its terms credits for a day's accepted shares, whole coins. */
export interface OwedCoins {
  /** In the mean over luck. */
  readonly coins: number;
  /** Nineteen of twenty such days lie in here; absent where nobody knows how many blocks the pool finds. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

export interface DayPrice {
  readonly price: number;
  /** The moment of the price. */
  readonly atMs: number;
  readonly provider: string;
}

/** A payment with what it was worth when it came: what most tax offices ask for. */
export interface LedgerPayout {
  readonly pool: string;
  readonly payout: PoolPayout;
  /** Market price of one coin at that time, where known. */
  readonly price?: DayPrice | undefined;
  /** Market price of one bitcoin at that time, where known: for its worth in satoshi. */
  readonly bitcoin?: DayPrice | undefined;
}

/**
 * What is left of a day: revenue + heat credit − power. Undefined where revenue or power is not known; no heat credit is
 * none.
 */
export function netOf({ revenue, powerCost, heatCredit = 0 }: LedgerDay): number | undefined {
  return revenue === undefined || powerCost === undefined ? undefined : revenue + heatCredit - powerCost;
}

/**
 * Days as CSV: a line a day, oldest first, times in ISO 8601 UTC, units in the names of the columns. Each coin of the
 * ledger has columns of its own, whatever the day brought. Sums stand in the currency and in satoshi at bitcoin's price
 * of the day, whatever the pages show: a table for the books does not hang on how somebody looked at them.
 *
 * @param currency ISO 4217, of all money in it
 */
export function ledgerDaysCsv(days: readonly LedgerDay[], currency: string): string {
  const coins = coinsOf(days);
  const columns: CsvColumn<LedgerDay>[] = [
    { name: 'day', cell: ({ day }) => day },
    { name: 'time_zone', cell: ({ timeZone }) => timeZone },
    { name: 'from_utc', cell: ({ fromMs }) => isoTime(fromMs) },
    { name: 'to_utc', cell: ({ toMs }) => isoTime(toMs) },
    ...coins.flatMap((coin) => coinColumns(coin, currency, days)),
    ...(coins.includes('BTC') ? [] : priceColumns('BTC', currency)),
    ...sumColumns('revenue', ({ revenue }) => revenue, currency),
    { name: 'energy_kWh', cell: ({ energyKwh }) => energyKwh },
    ...sumColumns('power_cost', ({ powerCost }) => powerCost, currency),
    { name: `power_price_${currency}_per_kWh`, cell: pricePerKwh },
    {
      name: 'power_price_source',
      cell: ({ powerPriceSources }) => powerPriceSources.join('; ') || undefined,
    },
    // Who heats with nothing, or has said of no pool how it pays, has no columns that could never be filled.
    ...(days.some(({ heatCredit }) => heatCredit !== undefined)
      ? sumColumns('heat_credit', ({ heatCredit }) => heatCredit, currency)
      : []),
    ...sumColumns('net', netOf, currency),
    { name: 'mean_hashrate_Hs', cell: ({ meanHashrateHs }) => meanHashrateHs },
    { name: 'running_h', cell: ({ runningHours }) => runningHours },
  ];
  return csvText(
    columns,
    [...days].sort((one, other) => one.fromMs - other.fromMs),
  );
}

/** Payments as CSV: a line a payment, oldest first, those without a time last. */
export function ledgerPayoutsCsv(payouts: readonly LedgerPayout[], currency: string): string {
  const columns: CsvColumn<LedgerPayout>[] = [
    { name: 'at_utc', cell: ({ payout }) => isoTime(payout.atMs) },
    { name: 'pool', cell: ({ pool }) => pool },
    { name: 'coin', cell: ({ payout }) => payout.coin },
    { name: 'amount_coins', cell: ({ payout }) => payout.amount },
    { name: 'sending_fee_coins', cell: ({ payout }) => payout.fee },
    { name: `price_${currency}_per_coin`, cell: ({ price }) => price?.price },
    { name: 'price_at_utc', cell: ({ price }) => isoTime(price?.atMs) },
    { name: 'price_source', cell: ({ price }) => price?.provider },
    { name: `worth_${currency}`, cell: worthOf },
    { name: 'worth_sats', cell: (payout) => satsOf(worthOf(payout), payout.bitcoin) },
    { name: 'way', cell: ({ payout }) => payout.way },
    { name: 'state', cell: ({ payout }) => payout.state },
    { name: 'transaction_id', cell: ({ payout }) => payout.txId },
  ];
  const at = ({ payout }: LedgerPayout) => payout.atMs ?? Number.MAX_SAFE_INTEGER;
  return csvText(
    columns,
    [...payouts].sort((one, other) => at(one) - at(other)),
  );
}

/** Mean of the day. */
function pricePerKwh({ powerCost, energyKwh }: LedgerDay): number | undefined {
  return powerCost === undefined || !energyKwh ? undefined : powerCost / energyKwh;
}

function coinColumns(
  coin: string,
  currency: string,
  days: readonly LedgerDay[],
): readonly CsvColumn<LedgerDay>[] {
  const owed: readonly CsvColumn<LedgerDay>[] = [
    { name: `owed_${coin}`, cell: ({ owed }) => owed[coin]?.coins },
    { name: `owed_low_${coin}`, cell: ({ owed }) => owed[coin]?.low },
    { name: `owed_high_${coin}`, cell: ({ owed }) => owed[coin]?.high },
  ];
  return [
    { name: `credited_${coin}`, cell: ({ credited }) => credited[coin] },
    ...(days.some((day) => day.owed[coin]) ? owed : []),
    ...priceColumns(coin, currency),
  ];
}

function priceColumns(coin: string, currency: string): readonly CsvColumn<LedgerDay>[] {
  return [
    { name: `price_${currency}_per_${coin}`, cell: ({ prices }) => prices[coin]?.price },
    { name: `price_at_utc_${coin}`, cell: ({ prices }) => isoTime(prices[coin]?.atMs) },
    { name: `price_source_${coin}`, cell: ({ prices }) => prices[coin]?.provider },
  ];
}

function sumColumns(
  name: string,
  sumOf: (day: LedgerDay) => number | undefined,
  currency: string,
): readonly CsvColumn<LedgerDay>[] {
  return [
    { name: `${name}_${currency}`, cell: sumOf },
    { name: `${name}_sats`, cell: (day) => satsOf(sumOf(day), day.prices.BTC) },
  ];
}

function worthOf({ price, payout }: LedgerPayout): number | undefined {
  return price && price.price * payout.amount;
}

/** Whole satoshi: there are no smaller ones. */
function satsOf(amount: number | undefined, bitcoin: DayPrice | undefined): number | undefined {
  if (amount === undefined || bitcoin === undefined || !(bitcoin.price > 0)) return undefined;
  return Math.round((amount / bitcoin.price) * SATS_PER_BTC);
}

function coinsOf(days: readonly LedgerDay[]): readonly string[] {
  const named = days.flatMap(({ credited, owed }) => [...Object.keys(credited), ...Object.keys(owed)]);
  return [...new Set(named)].sort();
}

function isoTime(atMs: number | undefined): string | undefined {
  return atMs === undefined ? undefined : new Date(atMs).toISOString();
}
