import type { FeatureDefinition } from '../definition.ts';
import { firstThere, linear, minus, product, within } from '../operators/arithmetic.ts';
import { lag } from '../operators/lag.ts';
import { movingMax } from '../operators/moving-extremes.ts';
import { movingMean } from '../operators/moving-sum.ts';
import { composed, input, perRow } from '../operators/row-wise.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const HOURS_OF_DAY = 24;
const W_PER_KW = 1_000;
/** So far below its limit a chip is safe. */
const RISKY_K = 20;

const MINER = {
  group: 'derived',
  entity: 'miner',
  step: 'hour',
  windowMs: 0,
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
} as const;

const EARNED = { from: 'feature', name: 'earnings_usd_24h' } as const;
const COST = { from: 'feature', name: 'power_cost_usd_24h' } as const;
const PRICE = { from: 'linked', entity: 'site', name: 'power_price_now' } as const;

/** What is left of what a miner earns. */
export const MARGIN_FEATURES: readonly FeatureDefinition[] = [
  {
    ...MINER,
    name: 'power_cost_usd_24h',
    step: 'minute',
    unit: '¤',
    formula:
      'Mean over the watched minutes of 24 hours of power × price of power in that minute, × 24 h: at the wall where that is known.',
    source: 'Definition.',
    inputs: [
      { from: 'series', series: 'wallPowerW', stat: 'mean' },
      { from: 'series', series: 'powerW', stat: 'mean' },
      PRICE,
    ],
    windowMs: DAY_MS + MINUTE_MS,
    range: [-1e6, 1e6],
    evaluator: composed(
      linear(HOURS_OF_DAY / W_PER_KW),
      composed(
        movingMean({ windowMs: DAY_MS, atLeast: 0.5 }),
        composed(
          product(),
          firstThere(),
          // What is known at the end of the minute before holds from its beginning on.
          composed(lag(MINUTE_MS), input(2)),
        ),
      ),
    ),
  },
  {
    ...MINER,
    name: 'actual_profit_margin_percent',
    unit: '%',
    formula: '100 × (earnings_usd_24h − power_cost_usd_24h) ÷ earnings_usd_24h.',
    source: 'Definition.',
    inputs: [EARNED, COST],
    range: [-10_000, 1_000],
    evaluator: perRow((earned: number, cost: number) =>
      earned > 0 ? (100 * (earned - cost)) / earned : Number.NaN,
    ),
  },
  {
    ...MINER,
    name: 'power_cost_per_dollar_earned',
    unit: '',
    formula: 'power_cost_usd_24h ÷ earnings_usd_24h: above 1 it costs more than it earns.',
    source: 'Definition.',
    inputs: [COST, EARNED],
    range: [-10, 1_000],
    evaluator: perRow((cost: number, earned: number) => (earned > 0 ? cost / earned : Number.NaN)),
  },
  {
    ...MINER,
    name: 'roi_current_hardware_days',
    unit: 'd',
    formula:
      'Price paid ÷ (earnings_usd_24h − power_cost_usd_24h): days in which it pays for itself at the worth of today; missing while it earns nothing.',
    source: 'Definition; no forecast of difficulty or price is in it.',
    inputs: [{ from: 'fact', name: 'pricePaid' }, EARNED, COST],
    range: [0, 36_500],
    evaluator: perRow((paid: number, earned: number, cost: number) =>
      earned - cost > 0 ? paid / (earned - cost) : Number.NaN,
    ),
  },
  {
    ...MINER,
    name: 'revenue_per_kwh',
    unit: '¤/kWh',
    formula: 'earnings_usd_24h ÷ energy of the same 24 hours: the price of power at which it earns nothing.',
    source: 'Break-even price; economics section 2.',
    inputs: [EARNED, { from: 'feature', name: 'mean_power_24h_w' }],
    range: [0, 1_000],
    evaluator: perRow((earned: number, powerW: number) =>
      powerW > 0 ? earned / ((powerW / W_PER_KW) * HOURS_OF_DAY) : Number.NaN,
    ),
  },
  {
    ...MINER,
    name: 'mean_power_24h_w',
    step: 'minute',
    unit: 'W',
    formula: 'Mean power of the watched minutes of 24 hours: at the wall where that is known.',
    source: 'Definition.',
    inputs: [
      { from: 'series', series: 'wallPowerW', stat: 'mean' },
      { from: 'series', series: 'powerW', stat: 'mean' },
    ],
    windowMs: DAY_MS,
    range: [0, 1e5],
    evaluator: composed(movingMean({ windowMs: DAY_MS, atLeast: 0.5 }), firstThere()),
  },
  {
    ...MINER,
    name: 'market_based_power_adjustment',
    unit: '',
    formula:
      '(revenue_per_kwh − price of power) ÷ the greater of both: above 0 each kilowatt-hour earns more than it costs, below 0 less.',
    source: 'Definition; a sign for the scheduler, which works out the rest.',
    inputs: [{ from: 'feature', name: 'revenue_per_kwh' }, PRICE],
    range: [-1, 2],
    evaluator: perRow((worth: number, price: number) => {
      const greater = Math.max(worth, price);
      return greater > 0 ? (worth - price) / greater : Number.NaN;
    }),
  },
  {
    ...MINER,
    name: 'opportunity_cost_current_strategy',
    unit: '¤/d',
    formula:
      '(what the best coin of the algorithm pays for the work − what the present one pays) × effective_hashrate_th_s, a day, before the fee of a change; 0 where the present one is best.',
    source: 'Definition.',
    inputs: [
      { from: 'fact', name: 'bestCoinPerThDay' },
      { from: 'feature', name: 'earnings_per_th_usd' },
      { from: 'feature', name: 'effective_hashrate_th_s' },
    ],
    range: [0, 1e6],
    evaluator: perRow((best: number, own: number, rateThS: number) =>
      Number.isNaN(best) ? Number.NaN : Math.max(0, best - own) * rateThS,
    ),
  },
  {
    ...MINER,
    name: 'thermal_risk_score',
    step: 'minute',
    unit: '',
    formula:
      'How far the hottest chip of the last hour is into the 20 K below its limit: 0 at 20 K below or colder, 1 at the limit or above.',
    source: 'Definition; the limit is the firmware’s or the catalogue’s.',
    inputs: [
      { from: 'series', series: 'tempChipMaxC', stat: 'max' },
      { from: 'fact', name: 'maxChipC' },
    ],
    windowMs: HOUR_MS,
    range: [0, 1],
    evaluator: composed(
      within(0, 1),
      composed(
        linear(1 / RISKY_K, 1),
        composed(minus(), composed(movingMax({ windowMs: HOUR_MS, atLeast: 0.1 }), input(0)), input(1)),
      ),
    ),
  },
];
