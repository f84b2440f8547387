import type { OutsideSeries } from '../../domain/outside-series.ts';
import type { Random } from '../../numerics/random.ts';
import type { InputSlot, PlanScenario } from './plan-inputs.ts';
import { similarDays } from './price-outlook.ts';
import type { Hourly, RetargetAhead } from './slots-ahead.ts';

const HOUR_MS = 3_600_000;
const DAY_H = 24;
/** Misses of so many days are drawn from; each needs a week before it. */
const MISS_DAYS = 60;
const WEEK_H = 7 * DAY_H;
/** A price of a coin is drawn from the moves of at most so many days, and not from fewer than these. */
const MOVE_DAYS = 120;
const FEWEST_MOVE_DAYS = 14;
/** Standard deviations between the ends of an interval that holds nine times of ten. */
const NINE_OF_TEN_SDS = 2 * 1.645;

export interface ScenarioFacts {
  readonly slots: readonly InputSlot[];
  /** Power by the hour, past and told ahead, up to the last known hour. */
  readonly prices?: Hourly | undefined;
  /** The price of the coin that is mined, as it was. */
  readonly coinPrices?: OutsideSeries | undefined;
  readonly retarget?: RetargetAhead | undefined;
  readonly random: Random;
  /** Default 24. */
  readonly count?: number | undefined;
}

/**
 * What prices and earnings may do, each equally likely: what power costs beyond the told hours misses its outlook as that of some day
 * of the last two months missed what came, hour for hour (a bootstrap of whole days' misses keeps how they hang together); what work
 * earns moves as the coin did over some stretch of its past, its trend taken out, and by what the next change of difficulty leaves open.
 * Undefined where none of it can be drawn.
 */
export function drawScenarios(facts: ScenarioFacts): readonly PlanScenario[] | undefined {
  const { slots, random, count = 24, retarget } = facts;
  const misses =
    facts.prices && slots.some(({ price }) => price === 'forecast') ? missDraws(facts.prices) : [];
  const moves = facts.coinPrices && moveDraws(facts.coinPrices, slots);
  if (misses.length === 0 && !moves && !retarget) return undefined;
  const toldToMs = facts.prices
    ? facts.prices.fromMs + facts.prices.values.length * HOUR_MS
    : Number.POSITIVE_INFINITY;
  return Array.from({ length: count }, () => {
    const miss = misses[Math.floor(random.uniform() * misses.length)];
    const move = moves?.(random.uniform());
    const change = retarget ? retargetDraw(retarget, random) : 1;
    return {
      pricePerKwh: Float64Array.from(slots, ({ pricePerKwh = Number.NaN, price, fromMs }) => {
        if (price !== 'forecast') return pricePerKwh;
        const by = miss?.[Math.floor((fromMs - toldToMs) / HOUR_MS)] ?? 0;
        return pricePerKwh + (Number.isNaN(by) ? 0 : by);
      }),
      earnedPerThDay: Float64Array.from(slots, ({ earnedPerThDay = Number.NaN, fromMs }) => {
        const later = retarget && fromMs >= retarget.atMs ? change : 1;
        return earnedPerThDay * later * (move?.(fromMs - (slots[0]?.fromMs ?? fromMs)) ?? 1);
      }),
    };
  });
}

/** How far similar days missed the two days after each of the last ones, of the same hour of the day as the last known. */
function missDraws({ values }: Hourly): readonly Float64Array[] {
  const draws: Float64Array[] = [];
  for (let back = 2; back <= MISS_DAYS; back++) {
    const origin = values.length - back * DAY_H;
    if (origin < WEEK_H) break;
    const said = similarDays(values.subarray(0, origin), 2 * DAY_H);
    const miss = said.map((price, hour) => (values[origin + hour] ?? Number.NaN) - price);
    if (miss.some((each) => !Number.isNaN(each))) draws.push(miss);
  }
  return draws;
}

/** Stretches of a coin's past as factors since their beginning, without the trend of all of it; by a part 0..1 of that past. */
function moveDraws({ atMs, values }: OutsideSeries, slots: readonly InputSlot[]) {
  const lengthMs = (slots.at(-1)?.toMs ?? 0) - (slots[0]?.fromMs ?? 0);
  const endMs = atMs.at(-1) ?? Number.NaN;
  const beginMs = Math.max(atMs[0] ?? Number.NaN, endMs - MOVE_DAYS * DAY_H * HOUR_MS);
  if (!(endMs - beginMs >= FEWEST_MOVE_DAYS * DAY_H * HOUR_MS)) return undefined;
  const lnAt = (at: number) => Math.log(valueAt(atMs, values, at));
  const trend = (lnAt(endMs) - lnAt(beginMs)) / (endMs - beginMs);
  return (part: number) => {
    const fromMs = beginMs + part * (endMs - lengthMs - beginMs);
    return (afterMs: number) => Math.exp(lnAt(fromMs + afterMs) - lnAt(fromMs) - trend * afterMs);
  };
}

/** In a straight line between two moments. */
function valueAt(atMs: Float64Array, values: Float64Array, at: number): number {
  let [low, high] = [0, atMs.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((atMs[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  const [t0, t1, v0, v1] = [atMs[low] ?? 0, atMs[high] ?? 0, values[low] ?? 0, values[high] ?? 0];
  if (t1 <= t0) return v0;
  return v0 + (v1 - v0) * Math.min(1, Math.max(0, (at - t0) / (t1 - t0)));
}

/** What is earned after the change of difficulty, beside what was expected of it. */
function retargetDraw({ change, low, high }: RetargetAhead, random: Random): number {
  const sd = (high - low) / NINE_OF_TEN_SDS;
  return (1 + change) / Math.max(0.25, 1 + change + sd * random.normal());
}
