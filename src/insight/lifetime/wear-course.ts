import type { Component } from '../../domain/health/maintenance.ts';
import type { Trouble, WatchFinding } from '../../domain/health/watch-finding.ts';
import { normalCdf } from '../../numerics/normal.ts';
import { RULES } from '../anomaly/detector.ts';
import type { Quarter } from '../anomaly/quarter.ts';

/** Where a machine trips; a limit that nobody knows is absent. */
export interface TripLimits {
  readonly chipC?: number | undefined;
  readonly regulatorC?: number | undefined;
}

/** A machine as it is now: means over the steady part of its last day, and its limits. */
export interface MachineNow {
  readonly lastDay?: Quarter | undefined;
  readonly limits: TripLimits;
}

/** Something wears on: when it trips the machine, if it goes on so. */
export interface WearCourse {
  readonly component: Component;
  /** How long it has been going on. */
  readonly ageDays: number;
  readonly remainingDays: { readonly value: number; readonly low: number; readonly high: number };
}

const DAY_MS = 86_400_000;
/** Speed by which forced cooling goes: the prior of the watch's own law (anomaly/parameters.ts). */
const COOLING_BY_SPEED = 0.35;
/** A fan at less than 70 % of its first speed is at its end (Sanyo Denki, “Fan basics”, techcompass.sanyodenki.com). */
const FAN_END = 0.7;
/**
 * Boards restart somewhere under so much of their usual input: ESP-Miner warns at 4.7 of 5 V (#1188), the regulators of
 * NerdQAxe++ go off at 10.5 of 12 V (#676); the mean of both.
 */
const LEAST_INPUT = 0.91;
/** Air where nobody tells it, °C (anomaly/miner-watch.ts). */
const ASSUMED_AIR_C = 22;
/** What begins when it is found has grown by its tolerance before; never is more than so much of it taken off. */
const MOST_TOLERATED = 0.75;
/**
 * Trips come after so much of the time that a straight line from the mean of a day says, learned with {@link GOES_ON}:
 * a limit is reached in the hottest hour of a day first, and hotter chips draw more.
 */
const SOONER = 0.78;
const LEAST_AGE_DAYS = 0.25;
const LONGEST_DAYS = 3650;

/** Which component a finding's evidence wears; others do not grow towards a trip. */
const WORN: Readonly<Partial<Record<Trouble, Component>>> = {
  'thermal-resistance': 'cooling',
  'fan-wear': 'fan',
  'supply-sag': 'supply',
  'regulator-heat': 'regulator',
};

/**
 * The course of a standing finding: its size has grown in a straight line since it began (dust and paste resist more, a fan
 * turns slower, leads drop more), and so goes on until the machine is near its limit at full fan. Undefined where the
 * finding does not grow towards a limit, or too little is told of the machine.
 */
export function wearCourse(
  finding: Pick<WatchFinding, 'trouble' | 'sinceMs' | 'size' | 'evidence'>,
  machine: MachineNow,
  nowMs: number,
): WearCourse | undefined {
  const { trouble, sinceMs, size } = finding;
  const component = WORN[trouble];
  if (!component || !size) return undefined;
  const ageDays = Math.max(LEAST_AGE_DAYS, (nowMs - sinceMs) / DAY_MS);
  const daysFor = (by: number) => {
    const toGo = partToGo(finding, machine, by);
    if (toGo === undefined || !Number.isFinite(toGo)) return undefined;
    const { figure } = finding.evidence[0] ?? {};
    const rule = figure && figure in RULES ? RULES[figure as keyof typeof RULES] : undefined;
    const grown = Math.abs(by) - Math.min(rule?.tolerance ?? 0, MOST_TOLERATED * Math.abs(by));
    if (!(grown > 0)) return LONGEST_DAYS;
    return Math.min(LONGEST_DAYS, Math.max(0, (SOONER * ageDays * toGo) / grown));
  };
  const value = daysFor(size.value);
  if (value === undefined) return undefined;
  // Both ends of the size, of which either may be the sooner one; where one says nothing it is far off.
  const ends = [size.low, size.high].map((end) => daysFor(end) ?? LONGEST_DAYS);
  return {
    component,
    ageDays,
    remainingDays: { value, low: Math.min(value, ...ends), high: Math.max(value, ...ends) },
  };
}

/** How much more the finding must grow, in the unit of its size, until the machine is at its limit. */
function partToGo(
  { trouble, evidence }: Pick<WatchFinding, 'trouble' | 'evidence'>,
  { lastDay, limits }: MachineNow,
  by: number,
): number | undefined {
  if (!lastDay) return undefined;
  switch (trouble) {
    case 'thermal-resistance': {
      const margin = resistanceMargin(lastDay, limits);
      return margin === undefined ? undefined : (1 + by) * Math.expm1(margin);
    }
    case 'fan-wear': {
      if (evidence[0]?.figure !== 'fan-speed') return undefined;
      const margin = resistanceMargin(lastDay, limits);
      if (margin === undefined) return 1 + by - FAN_END;
      return (1 + by) * -Math.expm1(-margin / COOLING_BY_SPEED);
    }
    case 'supply-sag': {
      if (lastDay.inputV === undefined) return undefined;
      return 1 + by - LEAST_INPUT;
    }
    case 'regulator-heat': {
      const { regulatorC } = lastDay;
      return regulatorC === undefined || limits.regulatorC === undefined
        ? undefined
        : limits.regulatorC - regulatorC;
    }
    default:
      return undefined;
  }
}

/** ln of how many times as much thermal resistance trips the machine, once its fan is at full speed. */
function resistanceMargin(
  { chipC, inletC, roomC, fanPercent = 100 }: Quarter,
  { chipC: limitC }: TripLimits,
): number | undefined {
  const airC = inletC ?? roomC ?? ASSUMED_AIR_C;
  if (chipC === undefined || limitC === undefined || chipC <= airC || limitC <= airC) return undefined;
  const duty = Math.max(0.01, Math.min(1, fanPercent / 100));
  return Math.log((limitC - airC) / ((chipC - airC) * duty ** COOLING_BY_SPEED));
}

/**
 * How surely wear goes on as it did, learned from simulated machines whose parts wear (`--suite faults`, homes 0 to 299: of
 * 1,134 weekly chances, within 7 and 30 days, 449 came; by maximum likelihood): the spread of ln of the time to the trip, how
 * badly the beginning is known, and how soon wear may end before the trip.
 */
const GOES_ON = { deviation: 0.33, onsetDays: 1, ends: 0.16 };

/**
 * Probability that a wear course trips its machine within so many days: (a/(a + r))^ε · Φ((ln d − ln r)/s), the lognormal
 * time to a threshold along a random slope (Lu & Meeker, Technometrics 35, 1993), times the chance that what has gone on
 * for a days goes on for r more (Pareto's tail, as for what has no age of its own: Gott, Nature 363, 1993).
 */
export function chanceOfTrip(remainingDays: number, ageDays: number, days: number): number {
  if (!(days > 0)) return 0;
  const left = Math.max(LEAST_AGE_DAYS, remainingDays);
  const deviation = Math.hypot(GOES_ON.deviation, GOES_ON.onsetDays / ageDays);
  const goesOn = (ageDays / (ageDays + left)) ** GOES_ON.ends;
  return goesOn * normalCdf(Math.log(days / left) / deviation);
}
