import { describe, expect, it } from 'vitest';
import { type LedgerDay, ledgerDaysCsv, ledgerPayoutsCsv, netOf } from './ledger.ts';

const DAY: LedgerDay = {
  day: '2026-03-29',
  timeZone: 'Europe/Berlin',
  fromMs: Date.UTC(2026, 2, 28, 23),
  toMs: Date.UTC(2026, 2, 29, 22),
  credited: { BTC: 0.00000123 },
  owed: { BTC: { coins: 0.00000125, low: 0.00000124, high: 0.00000126 } },
  powerPriceSources: ['contract until 2026-03-29', 'contract of now'],
  prices: { BTC: { price: 90_000, atMs: Date.UTC(2026, 2, 29, 12), provider: 'coingecko' } },
  revenue: 0.1107,
  powerCost: 0.2,
  heatCredit: 0.05,
  energyKwh: 0.8,
  meanHashrateHs: 1.2e12,
  runningHours: 23,
};
const linesOf = (csv: string) => csv.trimEnd().split('\r\n');
/** Cells by the names of their columns. */
function records(csv: string): readonly Record<string, string>[] {
  const [head = '', ...lines] = linesOf(csv);
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(head.split(',').map((name, index) => [name, cells[index] ?? '']));
  });
}

describe('the ledger of days', () => {
  it('has units in its names, ISO times, and the price with its source and moment', () => {
    expect(records(ledgerDaysCsv([DAY], 'EUR'))).toEqual([
      {
        day: '2026-03-29',
        time_zone: 'Europe/Berlin',
        from_utc: '2026-03-28T23:00:00.000Z',
        to_utc: '2026-03-29T22:00:00.000Z',
        credited_BTC: '0.00000123',
        owed_BTC: '0.00000125',
        owed_low_BTC: '0.00000124',
        owed_high_BTC: '0.00000126',
        price_EUR_per_BTC: '90000',
        price_at_utc_BTC: '2026-03-29T12:00:00.000Z',
        price_source_BTC: 'coingecko',
        revenue_EUR: '0.1107',
        revenue_sats: '123',
        energy_kWh: '0.8',
        power_cost_EUR: '0.2',
        power_cost_sats: '222',
        power_price_EUR_per_kWh: '0.25',
        power_price_source: 'contract until 2026-03-29; contract of now',
        heat_credit_EUR: '0.05',
        heat_credit_sats: '56',
        net_EUR: expect.stringMatching(/^-0\.0393/),
        net_sats: '-44',
        mean_hashrate_Hs: '1200000000000',
        running_h: '23',
      },
    ]);
  });

  it('has columns for each coin of any day, and nothing in them on the others', () => {
    const other = { ...DAY, day: '2026-03-28', fromMs: 0, credited: { DOGE: 12.5 }, owed: {}, prices: {} };
    const [first, second] = records(ledgerDaysCsv([DAY, other], 'EUR'));
    expect(first).toMatchObject({ day: '2026-03-28', credited_DOGE: '12.5', credited_BTC: '' });
    expect(second).toMatchObject({ day: '2026-03-29', credited_DOGE: '', credited_BTC: '0.00000123' });
  });

  it('has sums in satoshi at the price of that day, also where another coin was mined; without one they are empty', () => {
    const [priced] = records(ledgerDaysCsv([{ ...DAY, credited: { LTC: 0.001 }, owed: {} }], 'EUR'));
    expect(priced).toMatchObject({ price_EUR_per_BTC: '90000', revenue_sats: '123' });
    expect(priced).not.toHaveProperty('credited_BTC');
    const [unpriced] = records(ledgerDaysCsv([{ ...DAY, prices: {} }], 'EUR'));
    expect(unpriced).toMatchObject({ revenue_EUR: '0.1107', revenue_sats: '', net_sats: '' });
  });

  it('has no column that nobody could ever fill: what is owed without terms, heat that nobody wants', () => {
    const [head = ''] = linesOf(ledgerDaysCsv([{ ...DAY, owed: {}, heatCredit: undefined }], 'EUR'));
    expect(head).not.toMatch(/owed|heat/);
    expect(head).toContain('credited_BTC');
  });

  it('knows no net without revenue or power', () => {
    expect(netOf({ ...DAY, powerCost: undefined })).toBeUndefined();
    expect(netOf({ ...DAY, heatCredit: undefined })).toBeCloseTo(-0.0893, 12);
  });
});

describe('the ledger of payments', () => {
  it('tells amount, price and worth at that time, oldest first', () => {
    const early = { pool: 'braiins', payout: { atMs: 1_000, coin: 'BTC', amount: 0.001 } };
    const late = {
      pool: 'ocean',
      payout: { atMs: 5_000, coin: 'BTC', amount: 0.002, way: 'lightning', txId: 'ab' } as const,
      price: { price: 90_000, atMs: 4_000, provider: 'coingecko' },
      bitcoin: { price: 90_000, atMs: 4_000, provider: 'coingecko' },
    };
    const [first, second] = records(ledgerPayoutsCsv([late, early], 'EUR'));
    expect(first).toMatchObject({
      at_utc: '1970-01-01T00:00:01.000Z',
      pool: 'braiins',
      worth_EUR: '',
      worth_sats: '',
    });
    expect(second).toMatchObject({
      amount_coins: '0.002',
      price_EUR_per_coin: '90000',
      price_at_utc: '1970-01-01T00:00:04.000Z',
      worth_EUR: '180',
      worth_sats: '200000',
      way: 'lightning',
      transaction_id: 'ab',
    });
  });
});
