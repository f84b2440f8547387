import type { PoolAccount, PoolPayout } from '../../domain/pool-account.ts';
import type { PoolRatePoint } from '../../domain/pool-history.ts';
import { amountOf, type Fields, fieldsOf, isoOf, listOf, textOf } from '../fields.ts';
import { inOrder } from '../history.ts';
import type { Source } from '../source.ts';
import { accountPart, tellingAny } from './account-part.ts';
import { luxorFields, luxorRequest, refusedPart } from './luxor-request.ts';

const PROVIDER = 'luxor';

export interface LuxorSpan {
  readonly currency: string;
  readonly fromMs: number;
  readonly untilMs: number;
  /** Length of a step, for rates. It tells short steps of the last month only. */
  readonly tick?: '5m' | '1h' | '1d' | undefined;
}

/** Rate and accepted part, oldest first. */
export const luxorRates: Source<LuxorSpan, readonly PoolRatePoint[]> = {
  provider: PROVIDER,
  request: (ask) => span('hashrate-efficiency', ask, { tick_size: ask.tick ?? '1d', page_size: '1000' }),
  parse: (reply) =>
    inOrder(
      listOf(tellingAny(luxorFields(reply), ['hashrate_efficiency']).hashrate_efficiency).flatMap((told) => {
        const [atMs, hashrateHs] = [isoOf(told.date_time), amountOf(told.hashrate)];
        if (atMs === undefined || hashrateHs === undefined) return [];
        return { atMs, hashrateHs, rejectedFraction: refusedPart(told.efficiency) };
      }),
    ),
};

/** What each day brought. */
export const luxorRevenue: Source<LuxorSpan, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => span('revenue', ask),
  parse: (reply, { currency }) => {
    const rows = listOf(tellingAny(luxorFields(reply), ['revenue']).revenue);
    const rewards = rows.flatMap((row) => {
      // One object a day by the manual, a list of them where a day has several coins.
      const told = Array.isArray(row.revenue) ? listOf(row.revenue) : [fieldsOf(row.revenue)];
      return told.flatMap((each) => {
        const [atMs, amount] = [isoOf(row.date_time), amountOf(each.revenue)];
        if (atMs === undefined || amount === undefined) return [];
        return { atMs, of: 'day' as const, coin: textOf(each.currency_type) ?? currency, amount };
      });
    });
    return accountPart(reply.receivedAtMs, { rewards: rewards.toSorted((a, b) => a.atMs - b.atMs) });
  },
};

/** What was sent: of its ledger those rows that take away from the balance. */
export const luxorPayouts: Source<LuxorSpan, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => span('transactions', ask, { transaction_type: 'debit', page_size: '100' }),
  parse: (reply, { currency }) => {
    const rows = listOf(tellingAny(luxorFields(reply), ['transactions']).transactions);
    return accountPart(reply.receivedAtMs, { payouts: rows.flatMap((row) => payoutOf(row, currency)) });
  },
};

/** The manual's own example calls revenue a debit: what says that it is revenue was not sent. */
function payoutOf(told: Fields, currency: string): readonly PoolPayout[] {
  const isSent = textOf(told.transaction_type)?.toLowerCase() === 'debit';
  const isRevenue = /revenue/i.test(textOf(told.transaction_category) ?? '');
  const amount = amountOf(told.currency_amount);
  if (!isSent || isRevenue || amount === undefined) return [];
  const coin = textOf(told.currency_type) ?? currency;
  return [{ atMs: isoOf(told.date_time), coin, amount, txId: textOf(told.transaction_id) }];
}

function span(
  what: string,
  { currency, fromMs, untilMs }: LuxorSpan,
  more: Readonly<Record<string, string>> = {},
) {
  const days = { start_date: day(fromMs), end_date: day(untilMs) };
  return luxorRequest('v2', `pool/${what}/${encodeURIComponent(currency)}`, { ...days, ...more });
}

function day(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
