import type { DailyNet } from '../../domain/economics/daily-net.ts';
import { HS_PER_PHS, revenuePerDay } from '../../domain/economics/revenue.ts';
import { workPerHsDay } from './counted-work.ts';

/** What the work is worth, what goes off it and comes to it, and what is left. */
export type WaterfallPart = 'work' | 'fee' | 'lost' | 'power' | 'demand' | 'heat' | 'net';

export interface WaterfallStep {
  readonly part: WaterfallPart;
  /** Money of the day: below 0 where something goes off. */
  readonly amount: number;
  /** Where its bar begins and ends, money: each step begins where the last one ended; work and net begin at 0. */
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;

/**
 * A day in money from what all work is worth down to what is left: work − fee − lost − power − demand + heat = net. The fee is
 * taken of all work and the lost shares of what the fee leaves, as revenue multiplies them (economics section 5).
 * Demand and heat are left out where none is counted; undefined where no miner is.
 */
export function waterfall(days: readonly DailyNet[]): readonly WaterfallStep[] | undefined {
  if (days.length === 0) return undefined;
  const work = total(days, workWorth);
  const fee = total(days, (day) => workWorth(day) * day.inputs.settings.market.poolFee);
  const power = total(days, ({ powerCost }) => powerCost);
  const demand = total(days, ({ demandCost }) => demandCost);
  const heat = total(days, ({ heatCredit }) => heatCredit);
  const lost = work - fee - total(days, ({ revenue }) => revenue);
  const changes: readonly (readonly [WaterfallPart, number])[] = [
    ['fee', -fee],
    ['lost', -lost],
    ['power', -power],
    ...(demand === 0 ? [] : [['demand', -demand] as const]),
    ...(heat === 0 ? [] : [['heat', heat] as const]),
  ];
  const steps: WaterfallStep[] = [{ part: 'work', amount: work, from: 0, to: work }];
  let level = work;
  for (const [part, amount] of changes) {
    steps.push({ part, amount, from: level, to: level + amount });
    level += amount;
  }
  const net = total(days, (day) => day.net);
  return [...steps, { part: 'net', amount: net, from: 0, to: net }];
}

/** What the work of a miner would be worth if the pool took nothing and no share were lost, over its day. */
function workWorth({ inputs, fromMs, toMs }: DailyNet): number {
  const hashpricePerPhPerDay = workPerHsDay(inputs) * HS_PER_PHS;
  const worth = { hashrateHs: inputs.hashrateHs ?? 0, hashpricePerPhPerDay, poolFee: 0, rejectShare: 0 };
  return (revenuePerDay(worth) * (toMs - fromMs)) / DAY_MS;
}

function total(days: readonly DailyNet[], part: (day: DailyNet) => number): number {
  return days.reduce((sum, day) => sum + part(day), 0);
}
