import { describe, expect, it } from 'vitest';
import { evaluated } from '../../tests/support/evaluated-feature.ts';
import { REGISTRY } from './catalogue.ts';

const none = Number.NaN;
const last = (name: string, ...inputs: (readonly number[] | number)[]) =>
  evaluated(REGISTRY.get(name), inputs).at(-1) ?? Number.NaN;
/** A price that doubles in the last row, before that 100. */
const doubling = (rows: number) => [...Array.from({ length: rows }, () => 100), 200];
const rising = (rows: number) => Array.from({ length: rows }, (_, row) => 100 + row);
/** Up and down by a tenth, hour by hour. */
const wavering = (rows: number) => Array.from({ length: rows }, (_, row) => (row % 2 === 0 ? 100 : 110));

describe('features of the market', () => {
  it('say how a price has changed, and nothing before there is a past', () => {
    expect(last('price_change_24h_percent', doubling(24))).toBe(100);
    expect(last('price_change_24h_percent', doubling(23))).toBeNaN();
    expect(last('price_change_7d_percent', doubling(7 * 24))).toBe(100);
    expect(last('price_momentum_30d_percent', doubling(30 * 24))).toBe(100);
  });

  it('say how much a price moves, by the year', () => {
    const rows = 30 * 24 + 1;
    // Log returns of ±ln 1.1, as many up as down: their standard deviation is ln 1.1 √(n/(n−1)).
    const hourly = Math.log(1.1) * Math.sqrt(720 / 719);
    expect(last('volatility_30d', wavering(rows))).toBeCloseTo(100 * hourly * Math.sqrt(8_760), 9);
    expect(last('volatility_30d', wavering(30))).toBeNaN();
    expect(last('volatility_regime', 60, 40)).toBe(1.5);
    expect(last('price_correlation_btc', wavering(rows), wavering(rows))).toBeCloseTo(1, 12);
    expect(last('price_correlation_btc', wavering(rows), [90, ...wavering(rows - 1)])).toBeLessThan(-0.9);
  });

  it('say where a price stands between its least and greatest', () => {
    expect(last('price_support_resistance_proximity', [...rising(720), 639])).toBeCloseTo(180 / 718, 12);
    expect(last('price_support_resistance_proximity', 100)).toBeNaN();
    expect(last('market_cycle_position', rising(365))).toBe(1);
    expect(last('market_cycle_position', [...rising(364), 100])).toBe(0);
  });

  it('know the means and strengths that chart readers look at', () => {
    expect(last('price_ma_7d', rising(30))).toBe(126);
    expect(last('price_ma_30d', rising(30))).toBe(114.5);
    expect(last('price_rsi_14d', rising(30))).toBe(100);
    expect(last('price_rsi_14d', wavering(31))).toBe(50);
    expect(last('price_rsi_14d', 100)).toBeNaN();
    expect(last('price_macd', 12, 10)).toBe(2);
    // The last of very many days of an EMA of 12 days weighs 2/13.
    const step = [...Array.from({ length: 600 }, () => 0), 1];
    expect(last('price_ema_12d', step)).toBeCloseTo(2 / 13, 9);
    expect(last('price_macd_signal', step)).toBeCloseTo(0.2, 9);
    // Range 10 a day, and once a gap of 5 above the day before.
    const high = [...Array.from({ length: 14 }, () => 110), 125];
    const low = [...Array.from({ length: 14 }, () => 100), 115];
    expect(last('price_atr_14d', high, low, 110)).toBeCloseTo((13 * 10 + 15) / 14, 12);
  });

  it('say what a block and a day of work are worth', () => {
    expect(last('block_reward_usd', 3.125, 0.03, 100_000)).toBeCloseTo(315_500, 6);
    expect(last('transaction_fees_percent', 0.125, 3)).toBe(4);
    expect(last('transaction_fees_percent', 0, 0)).toBeNaN();
    // The example of coinsPerHsDay: 6.346777e-19 coins a H/s and day.
    const hashprice = last('hashprice_usd_ph_day', 3.125, 0.03, 1e14, 2 ** 32, 100_000);
    expect(hashprice / (1e15 * 6.346777e-19 * 100_000)).toBeCloseTo(1, 6);
    expect(last('merge_mining_bonus_percent', 3, 2)).toBe(150);
    expect(last('difficulty_trend_7d', doubling(7 * 24))).toBe(100);
    expect(last('onchain_activity_ratio', doubling(719))).toBeCloseTo(200 / ((719 * 100 + 200) / 720), 12);
    const falling = rising(720).toReversed();
    expect(last('mining_profitability_trend', falling)).toBeCloseTo((-24 * 100) / 459.5, 9);
    expect(
      last(
        'profitability_volatility',
        Array.from({ length: 800 }, () => 7),
      ),
    ).toBe(0);
  });

  it('count the days to the next halving from the end of the row', () => {
    const at = evaluated(REGISTRY.get('halving_countdown_days'), [10 * 86_400_000], { startMs: 86_400_000 });
    expect(at).toEqual([9 - 1 / 24]);
    expect(evaluated(REGISTRY.get('halving_countdown_days'), [1])).toEqual([none]);
  });

  it('count how often another coin earned most', () => {
    const ranks = Array.from({ length: 721 }, (_, hour) => (hour % 24 < 12 ? 1 : 2));
    expect(last('optimal_coin_switching_frequency', ranks)).toBeCloseTo(2, 12);
    expect(last('optimal_coin_switching_frequency', 3)).toBeNaN();
  });
});

describe('features of pools', () => {
  const day = 1_440;

  it('work the rate out of accepted shares', () => {
    // 14.0 shares of difficulty 1000 a minute: 14 · 1000 · 2^32 / 60 H/s.
    const thS = (14 * 1_000 * 2 ** 32) / 60 / 1e12;
    expect(last('effective_hashrate_th_s', Array(day).fill(14), 1_000, 2 ** 32)).toBeCloseTo(thS, 12);
    expect(last('reported_vs_effective_ratio', Array(day).fill(1.1e12), Array(day).fill(1))).toBeCloseTo(
      1.1,
      12,
    );
    expect(last('reported_vs_effective_ratio', Array(day).fill(1e12), Array(day).fill(0))).toBeNaN();
  });

  it('say how many shares are taken, and how likely the next comes too late', () => {
    const accepted = Array(day).fill(99);
    expect(last('share_acceptance_rate', accepted, Array(day).fill(1))).toBe(99);
    expect(last('share_acceptance_rate', Array(day).fill(0), Array(day).fill(0))).toBeNaN();
    const week = 7 * day;
    const late = last('stale_probability', Array(week).fill(9), Array(week).fill(1), Array(week).fill(1));
    expect(late).toBeCloseTo((week + 0.5) / (10 * week + 1), 12);
    expect(last('pool_efficiency_score', 99, 0.02)).toBeCloseTo(0.9702, 12);
  });

  it('say how quickly and how evenly a pool answers', () => {
    expect(last('pool_latency_ms', [none, 20, 40, none, 20, 40, 20, 40])).toBe(30);
    expect(last('pool_latency_jitter_ms', [20, 40, 20, 40, 20, 40])).toBeCloseTo(Math.sqrt(120), 12);
  });

  it('say what the work is worth after the fee', () => {
    expect(last('fee_adjusted_profitability', 50, 0.02)).toBeCloseTo(0.049, 12);
    expect(last('earnings_usd_24h', 100, 0.049, none)).toBeCloseTo(4.9, 12);
    expect(last('earnings_usd_24h', 100, 0.049, 50)).toBeCloseTo(7.35, 12);
    expect(last('earnings_usd_24h', none, 0.049, none)).toBeNaN();
    expect(last('earnings_per_th_usd', 4.9, 100)).toBeCloseTo(0.049, 12);
  });

  it('say how steadily, how soon and how reliably a pool pays', () => {
    expect(last('reward_stability', Array(30).fill(5))).toBe(1);
    expect(last('reward_stability', [...Array(29).fill(0.001), 1_000])).toBe(0);
    expect(last('time_to_reward', Array(30).fill(10), 4, Array(30).fill(2))).toBe(3);
    expect(last('time_to_reward', Array(30).fill(10), 14, Array(30).fill(2))).toBe(0);
    expect(last('payout_reliability', [1, 0, 1, 0], [1, 0, 1, 1])).toBeCloseTo(2.5 / 4, 12);
    expect(last('payout_reliability', [0, 0], [0, 0])).toBeNaN();
  });
});

describe('features of the house', () => {
  it('place the price of the moment among those before and those to come', () => {
    expect(last('power_price_quantile_24h', rising(24))).toBeCloseTo(23.5 / 24, 12);
    expect(last('cheap_window_indicator', rising(24))).toBe(0);
    expect(last('cheap_window_indicator', rising(24).toReversed())).toBe(1);
    const ahead = [3, 2, 1, ...Array(21).fill(none)];
    expect(last('power_price_quantile_ahead', 2, ...ahead)).toBeCloseTo(2 / 4, 12);
    expect(last('cheaper_hour_ahead_hours', 2, ...ahead)).toBe(3);
    expect(last('cheaper_hour_ahead_hours', 1, ...ahead)).toBeNaN();
  });

  it('say how many watts a kelvin carries off', () => {
    expect(last('cooling_effectiveness', 2, 4)).toBe(0.5);
    expect(last('cooling_effectiveness', none, 4)).toBe(0.25);
    expect(last('cooling_effectiveness', 0, none)).toBeNaN();
  });

  it('add up how cold or warm the air was', () => {
    expect(last('heating_degree_hours', Array(24).fill(5))).toBe(240);
    expect(last('heating_degree_hours', Array(24).fill(20))).toBe(0);
    expect(last('cooling_degree_hours', Array(24).fill(30))).toBe(192);
    expect(last('cooling_degree_hours', [30, 30])).toBeNaN();
  });
});

describe('features of what is left', () => {
  const day = 1_441;

  it('price the power of each minute by the price that held in it', () => {
    // 1 kW at 0.30; the price that is told at the end of the last minute holds from there on.
    const price = [...Array(day - 1).fill(0.3), 5];
    expect(last('power_cost_usd_24h', none, Array(day).fill(1_000), price)).toBeCloseTo(7.2, 9);
    expect(last('power_cost_usd_24h', Array(day).fill(2_000), Array(day).fill(1_000), price)).toBeCloseTo(
      14.4,
      9,
    );
    expect(last('mean_power_24h_w', none, Array(day).fill(20))).toBe(20);
  });

  it('say what is left, in shares, days and kilowatt-hours', () => {
    expect(last('actual_profit_margin_percent', 10, 4)).toBe(60);
    expect(last('actual_profit_margin_percent', 0, 4)).toBeNaN();
    expect(last('power_cost_per_dollar_earned', 4, 10)).toBe(0.4);
    expect(last('roi_current_hardware_days', 300, 10, 4)).toBe(50);
    expect(last('roi_current_hardware_days', 300, 4, 10)).toBeNaN();
    expect(last('revenue_per_kwh', 7.2, 1_000)).toBeCloseTo(0.3, 12);
    expect(last('market_based_power_adjustment', 0.4, 0.3)).toBeCloseTo(0.25, 12);
    expect(last('market_based_power_adjustment', 0.3, 0.4)).toBeCloseTo(-0.25, 12);
    expect(last('opportunity_cost_current_strategy', 0.06, 0.05, 100)).toBeCloseTo(1, 9);
    expect(last('opportunity_cost_current_strategy', 0.04, 0.05, 100)).toBe(0);
  });

  it('place its efficiency among the machines that can be bought', () => {
    const deciles = [15, 17, 19, 21, 25, 30, 34, 60, 100];
    expect(last('efficiency_vs_market_percentile', 18, ...deciles)).toBe(75);
    expect(last('efficiency_vs_market_percentile', 10, ...deciles)).toBe(95);
    expect(last('efficiency_vs_market_percentile', 200, ...deciles)).toBe(5);
    expect(last('efficiency_vs_market_percentile', none, ...deciles)).toBeNaN();
    expect(last('efficiency_vs_market_percentile', 18, none, ...deciles.slice(1))).toBeNaN();
  });

  it('say how near the hottest chip came to its limit', () => {
    const hour = [...Array(59).fill(50), 65];
    expect(last('thermal_risk_score', hour, 75)).toBe(0.5);
    expect(last('thermal_risk_score', Array(60).fill(50), 75)).toBe(0);
    expect(last('thermal_risk_score', hour, none)).toBeNaN();
  });
});
