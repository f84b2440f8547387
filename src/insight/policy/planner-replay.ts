import type { PlanRules } from '../../domain/plan-rules.ts';
import type { ProgramSolver } from '../../numerics/programming/program.ts';
import { fleetSchedule } from '../planning/fleet-schedule.ts';
import type { InputSlot, PlanMiner } from '../planning/plan-inputs.ts';
import { planProblem } from '../planning/plan-problem.ts';
import { heldOutlook, outlookPrices, type PriceOutlook } from '../planning/price-outlook.ts';
import { HOUR_MS, type PastHours } from './past-hours.ts';
import type { ReplaySpan } from './policy-replay.ts';

const PLANNED_HOURS = 48;
const REFIT_HOURS = 28 * 24;

/**
 * What the hour planner would have done hour by hour: planned anew as each hour begins, with prices as far as they were known then and
 * said by the outlook beyond, and what work earned then. Starts in the miner's present mode. Answers bit by bit, so that others get
 * their turn: a year takes seconds.
 */
export function* plannerPlaces(
  hours: PastHours,
  { from, to }: ReplaySpan,
  miner: PlanMiner,
  rules: PlanRules,
  solver: ProgramSolver,
): Generator<number, Uint8Array> {
  const places = new Uint8Array(to - from);
  let [current, outlook, heldAt] = [miner.current, heldOutlook(hours.pricePerKwh.subarray(0, from)), from];
  for (let hour = from; hour < to; hour++) {
    if (hour - heldAt >= REFIT_HOURS) {
      outlook = heldOutlook(hours.pricePerKwh.subarray(0, hour));
      heldAt = hour;
    }
    const slots = slotsAt(hours, hour, outlook);
    const inputs = {
      nowMs: hours.startMs + hour * HOUR_MS,
      timeZone: hours.timeZone,
      currency: '',
      rules: { ...rules, minerIds: [miner.minerId] },
      slots,
      miners: [{ ...miner, current }],
    };
    const [place] = fleetSchedule(planProblem(inputs).problem, solver).schedules[0] ?? [];
    current = miner.modes[place ?? 0]?.name ?? current;
    places[hour - from] = place ?? 0;
    yield (hour - from + 1) / (to - from);
  }
  return places;
}

function slotsAt(hours: PastHours, hour: number, outlook: PriceOutlook): readonly InputSlot[] {
  const { pricePerKwh, startMs } = hours;
  const until = Math.min(pricePerKwh.length, hours.knownUntil[hour] ?? hour + 1);
  const unknown = hour + PLANNED_HOURS - until;
  const said = unknown > 0 ? outlookPrices(outlook, pricePerKwh.subarray(0, until), unknown) : undefined;
  const earned = told(hours.earnedPerThDay[hour]);
  return Array.from({ length: PLANNED_HOURS }, (_, at): InputSlot => {
    const isPublished = hour + at < until;
    const price = told(isPublished ? pricePerKwh[hour + at] : said?.[hour + at - until]);
    const known = isPublished ? 'known' : 'forecast';
    return {
      fromMs: startMs + (hour + at) * HOUR_MS,
      toMs: startMs + (hour + at + 1) * HOUR_MS,
      pricePerKwh: price,
      price: price === undefined ? 'unknown' : known,
      earnedPerThDay: earned,
      earning: earned === undefined ? 'unknown' : 'known',
    };
  });
}

function told(figure: number | undefined): number | undefined {
  return figure === undefined || Number.isNaN(figure) ? undefined : figure;
}
