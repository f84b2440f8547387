import type { WatchFinding } from '../../domain/health/watch-finding.ts';
import type { AlarmBudget } from './alarm-budget.ts';
import { findingOf, kelvinOf, thresholdsOf } from './detector.ts';
import { DETECTORS, STATISTICAL_SIGNALS } from './detectors/all-detectors.ts';
import { addToDrift, type Drift, type DriftRule, departureOf, NEW_DRIFT } from './drift.ts';
import { hourOf } from './hour.ts';
import {
  type FoundAir,
  impliedAirShiftK,
  type MinerWatch,
  NEW_MINER,
  UNKNOWN_AIR,
  watchHour,
  watchQuarter,
} from './miner-watch.ts';
import type { Quarter } from './quarter.ts';

/** The watch over the machines of one place, which breathe the same air. A plain value. */
export interface FleetWatch {
  readonly miners: Readonly<Record<string, MinerWatch>>;
  /** The quarters of the hour under way, by miner. */
  readonly hour: { readonly fromMs: number; readonly quarters: Readonly<Record<string, readonly Quarter[]>> };
  /** The air: as a thermometer tells it, or as the machines find it. */
  readonly air: Drift;
  readonly airSource?: 'thermometer' | 'machines' | undefined;
}

export const NEW_FLEET: FleetWatch = { miners: {}, hour: { fromMs: 0, quarters: {} }, air: NEW_DRIFT };

const HOUR_MS = 3_600_000;

/** The air of a heated home stays within this of its usual over the seasons, K; more is a hot room. */
export const AIR_RULE: DriftRule = { tolerance: UNKNOWN_AIR.doubtK, floor: 0.2 };
/** What others find of the air is about so close to the truth at best, K. */
const FOUND_AIR_K = 1;
/** Two machines that find the air warmer may both have troubles of their own; that three have at once is rare. */
const FEWEST_TO_TELL_AIR = 3;

/** A finding, and whom it concerns: one miner, or the whole place. */
export type FleetFinding = WatchFinding & { readonly minerId?: string | undefined };

/**
 * One more quarter of all machines of a place, by miner. Quarters come in order; of an hour that is judged already
 * nothing more is taken.
 * @param ownChangesAtMs when the owner changed each of them
 */
export function watchFleet(
  fleet: FleetWatch,
  quarters: Readonly<Record<string, Quarter>>,
  ownChangesAtMs: Readonly<Record<string, readonly number[]>> = {},
): FleetWatch {
  const all = Object.entries(quarters);
  const fromMs = Math.floor((all[0]?.[1].fromMs ?? fleet.hour.fromMs) / HOUR_MS) * HOUR_MS;
  if (fromMs < fleet.hour.fromMs) return fleet;
  const before = fromMs > fleet.hour.fromMs ? closeHour(fleet, fromMs) : fleet;
  const miners = { ...before.miners };
  const kept = { ...before.hour.quarters };
  for (const [id, quarter] of all) {
    miners[id] = watchQuarter(miners[id] ?? NEW_MINER, quarter, ownChangesAtMs[id]);
    kept[id] = [...(kept[id] ?? []), quarter];
  }
  return { ...before, miners, hour: { fromMs, quarters: kept } };
}

/** Judges the hour that has ended, all machines beside each other. */
function closeHour(fleet: FleetWatch, nextFromMs: number): FleetWatch {
  const hours = Object.entries(fleet.hour.quarters).flatMap(([id, quarters]) => {
    const hour = hourOf(quarters);
    const watch = fleet.miners[id];
    return hour && watch ? [{ id, hour, watch, shiftK: impliedAirShiftK(watch, hour) }] : [];
  });
  const miners = { ...fleet.miners };
  for (const { id, hour, watch } of hours) {
    const others = hours.flatMap((other) =>
      other.id === id || other.shiftK === undefined ? [] : [other.shiftK],
    );
    miners[id] = watchHour(watch, hour, foundAir(others));
  }
  const shiftsK = hours.flatMap(({ shiftK }) => shiftK ?? []);
  const air = watchAir(fleet, median(hours.flatMap(({ hour }) => hour.roomC ?? [])), shiftsK);
  return { miners, hour: { fromMs: nextFromMs, quarters: {} }, ...air };
}

/** Judges the air of the hour that has ended; what is normal by one source is not by another. */
function watchAir(
  { air, airSource, hour }: FleetWatch,
  roomC: number | undefined,
  shiftsK: readonly number[],
): Pick<FleetWatch, 'air' | 'airSource'> {
  const foundK = shiftsK.length >= FEWEST_TO_TELL_AIR ? median(shiftsK) : undefined;
  const now = roomC ?? foundK;
  if (now === undefined) return { air, airSource };
  const source = roomC === undefined ? 'machines' : 'thermometer';
  const before = source === airSource ? air : NEW_DRIFT;
  return { air: addToDrift(before, hour.fromMs, now, AIR_RULE), airSource: source };
}

/**
 * How much warmer than usual the air is, by what other machines find, K: the median of them and of the usual, since
 * each may have a trouble of its own; it may be off by as much as they disagree. Fewer than three are believed no more than
 * the seasons do.
 */
function foundAir(shiftsK: readonly number[]): FoundAir | undefined {
  if (shiftsK.length === 0) return undefined;
  const mostK = shiftsK.length < FEWEST_TO_TELL_AIR ? UNKNOWN_AIR.doubtK : Number.POSITIVE_INFINITY;
  const all = [...shiftsK.map((shiftK) => Math.max(-mostK, Math.min(mostK, shiftK))), 0];
  const shiftK = median(all) ?? 0;
  const apartK = median(all.map((each) => Math.abs(each - shiftK))) ?? 0;
  return { shiftK, doubtK: FOUND_AIR_K + apartK };
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/** All that is wrong, at thresholds that follow from the budget. */
export function fleetFindings(fleet: FleetWatch, budget: AlarmBudget): readonly FleetFinding[] {
  const thresholds = thresholdsOf(budget, STATISTICAL_SIGNALS);
  const found: FleetFinding[] = [];
  for (const [minerId, watch] of Object.entries(fleet.miners))
    for (const { find } of DETECTORS) {
      const finding = find(watch, thresholds);
      if (finding) found.push({ ...finding, minerId });
    }
  const warmer = departureOf(fleet.air, 'up', thresholds.hourly, AIR_RULE);
  if (warmer)
    found.push(
      findingOf('hot-room', warmer, kelvinOf(warmer), {
        figure: 'air',
        charts: ['roomTempC', 'tempInletC', 'tempChipMaxC', 'fanPercent'],
      }),
    );
  return found;
}
