import { type CoinAccount, type PoolAccount, type PoolWorker, windowsOf } from '../../domain/pool-account.ts';
import type { PoolState } from '../../domain/pool-state.ts';
import type { WorkPrice } from '../../domain/work-price.ts';
import { amountOf, type Fields, fieldsOf, isoOf, listOf, textOf } from '../fields.ts';
import { atLeastOne } from '../history.ts';
import { countOf, positiveOf } from '../positive.ts';
import type { Source } from '../source.ts';
import { accountPart, tellingAny } from './account-part.ts';
import { type LuxorAsk, luxorFields, luxorRequest, refusedPart } from './luxor-request.ts';

const PROVIDER = 'luxor';
const HOUR_MS = 3_600_000;
const PER_PH = 1e-15;

/** Rates, earnings and balances. Rates are text in H/s, shares of work are fractions (docs.luxor.tech, mining API). */
export const luxorSummary: Source<LuxorAsk, PoolAccount> = {
  provider: PROVIDER,
  request: summaryRequest,
  parse: (reply) => {
    const told = tellingAny(luxorFields(reply), [
      ...['hashrate_5m', 'hashrate_24h', 'active_miners', 'active_workers', 'balance', 'revenue_24h'],
    ]);
    const rejectedFraction = refusedPart(told.efficiency_5m ?? told.efficiency);
    const active = countOf(told.active_miners) ?? countOf(told.active_workers);
    return accountPart(reply.receivedAtMs, {
      hashrates: windowsOf([
        [HOUR_MS / 12, amountOf(told.hashrate_5m)],
        [24 * HOUR_MS, amountOf(told.hashrate_24h)],
      ]),
      coins: coinsOf(told),
      workerCounts: active === undefined ? undefined : { active },
      work: rejectedFraction === undefined ? undefined : { rejectedFraction },
    });
  },
};

/** What its work is paid: told per PH/s for SHA-256 only, and in other units that nobody names for the rest. */
export const luxorHashprice: Source<LuxorAsk, readonly WorkPrice[]> = {
  provider: PROVIDER,
  request: summaryRequest,
  parse: (reply) =>
    atLeastOne(
      listOf(luxorFields(reply).hashprice).flatMap((told) => {
        const perHsDay = positiveOf(told.value, PER_PH);
        if (textOf(told.currency_type) !== 'BTC' || perHsDay === undefined) return [];
        return {
          algorithm: 'sha256' as const,
          coin: 'BTC',
          currency: 'BTC',
          perHsDay,
          over: 'now' as const,
          standing: 'reckoned' as const,
          atMs: reply.receivedAtMs,
        };
      }),
    ),
};

/** Its workers. Counts of stale and rejected shares stay untold: nobody says whether they are weighed. */
export const luxorWorkers: Source<LuxorAsk, PoolAccount> = {
  provider: PROVIDER,
  request: ({ currency, page }) =>
    luxorRequest('v2', `pool/workers/${encodeURIComponent(currency)}`, {
      page_number: String(page ?? 1),
      page_size: '100',
    }),
  parse: (reply) => {
    const told = tellingAny(luxorFields(reply), ['workers', 'total_active', 'total_inactive']);
    return accountPart(reply.receivedAtMs, {
      workers: listOf(told.workers).flatMap(workerOf),
      workerCounts: { ok: countOf(told.total_active), off: countOf(told.total_inactive) },
    });
  },
};

export const luxorPool: Source<LuxorAsk, PoolState> = {
  provider: PROVIDER,
  request: ({ currency }) => luxorRequest('v2', `pool/pool-hashrate/${encodeURIComponent(currency)}`),
  parse: (reply, { currency }) => {
    const told = tellingAny(luxorFields(reply), ['hashrate_5m', 'hashrate_1h', 'hashrate_24h']);
    return {
      atMs: reply.receivedAtMs,
      coin: textOf(told.currency_type) ?? currency,
      hashrates: windowsOf([
        [HOUR_MS / 12, amountOf(told.hashrate_5m)],
        [HOUR_MS, amountOf(told.hashrate_1h)],
        [24 * HOUR_MS, amountOf(told.hashrate_24h)],
      ]),
      luck: [],
      blocks: [],
    };
  },
};

function summaryRequest({ currency, version }: LuxorAsk) {
  return luxorRequest(version ?? 'v1', `pool/summary/${encodeURIComponent(currency)}`);
}

/** Balances and earnings stand in lists of their own, one row a coin: `LTC_DOGE` has two. */
function coinsOf(told: Fields): readonly CoinAccount[] {
  const balances = listOf(told.balance);
  const earned = listOf(told.revenue_24h);
  const coins = [...balances, ...earned].flatMap((row) => textOf(row.currency_type)?.toUpperCase() ?? []);
  return [...new Set(coins)].map((coin) => ({
    coin,
    balance: sumOf(balances, coin, 'revenue', 'balance'),
    earnedLast24h: sumOf(earned, coin, 'revenue'),
  }));
}

/** Mining, transaction fees and the like are rows of their own. */
function sumOf(rows: readonly Fields[], coin: string, ...names: readonly string[]): number | undefined {
  const amounts = rows
    .filter((row) => textOf(row.currency_type)?.toUpperCase() === coin)
    .flatMap((row) => names.map((name) => amountOf(row[name])).find((each) => each !== undefined) ?? []);
  return amounts.length === 0 ? undefined : amounts.reduce((sum, amount) => sum + amount, 0);
}

function workerOf(told: Fields): readonly PoolWorker[] {
  const name = textOf(told.name) ?? textOf(told.worker_name);
  if (name === undefined) return [];
  const status = textOf(told.status)?.toUpperCase();
  const rejectedFraction = refusedPart(told.efficiency);
  return [
    {
      name,
      id: textOf(told.id),
      state: status === 'ACTIVE' ? 'ok' : status === 'INACTIVE' ? 'off' : undefined,
      hashrates: windowsOf([[undefined, amountOf(told.hashrate)]]),
      work: rejectedFraction === undefined ? undefined : { rejectedFraction },
      lastShareAtMs: isoOf(told.last_share_time),
      coin: textOf(fieldsOf(told).currency_type),
    },
  ];
}
