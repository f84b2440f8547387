import type { HealthFinding } from '../../domain/health/health-report.ts';
import type {
  ChanceWithin,
  ComponentOutlook,
  MinerOutlook,
  SurvivalCurve,
} from '../../domain/health/lifetime.ts';
import type { Component, MaintenanceEvent } from '../../domain/health/maintenance.ts';
import { gammaQuantile } from '../../numerics/gamma-quantile.ts';
import {
  expectedSurvival,
  type HazardBelief,
  hazardMoments,
  hazardQuantile,
} from '../../numerics/survival/hazard-mixture.ts';
import {
  type ComponentBelief,
  componentBelief,
  hazardAhead,
  ownSpeaks,
  type Rates,
} from './component-belief.ts';
import { COMPONENT_LAWS, COMPONENTS, type MachineLoad } from './component-law.ts';
import { learnedHeat } from './learned-heat.ts';
import { bornAtMs, type PastFinding, partLives, type WatchedSpan } from './part-lives.ts';
import { type MachineSize, PUBLISHED_RATES } from './published-rates.ts';
import { daysAtRisk, type WarningTime } from './warned-days.ts';
import { chanceOfTrip, type MachineNow, type WearCourse, wearCourse } from './wear-course.ts';

/** A machine whose future is asked for. */
export interface OutlookMachine extends WatchedSpan, MachineNow {
  readonly size: MachineSize;
  /** Means over all of its watch. */
  readonly load: MachineLoad;
  /** What the watch found of its cooling, where it is gone and the findings tell of it no more. */
  readonly coolingFindings?: readonly PastFinding[] | undefined;
}

/** What outlooks are made of. */
export interface OutlookInput {
  readonly nowMs: number;
  /** All that are or were watched; those that are not any more tell how long parts lived. */
  readonly machines: readonly OutlookMachine[];
  readonly log: readonly MaintenanceEvent[];
  /** Of the watch: what stands, and what has ended. */
  readonly findings: readonly OutlookFinding[];
  /** Where others than the published rates hold. */
  readonly rates?: Rates | undefined;
  /** Of components that the watch finds failing beforehand, where that is known; else they may fail at once. */
  readonly warnings?: Readonly<Partial<Record<Component, WarningTime>>> | undefined;
}

/** As much of a finding of the health report as bears on lifetimes. */
export type OutlookFinding = Pick<
  HealthFinding,
  'minerIds' | 'trouble' | 'sinceMs' | 'endedAtMs' | 'size' | 'evidence' | 'confidence'
>;

const CHANCE_DAYS = [7, 30, 90] as const;
/** Where survival curves have points, days. */
const CURVE_DAYS = [0, 7, 30, 90, 180, 365, 730, 1095, 1825] as const;
const DAY_MS = 86_400_000;
/** Ends of a 90 % interval. */
const [LOW, HIGH] = [0.05, 0.95];

/**
 * How likely each miner that is still watched is to trip or to lose a part, and how long its parts last. Components are
 * competing risks: none has failed by then with probability S = Π exp(−Λ_c), each Λ_c a belief of its own
 * (component-belief.ts), times Π (1 − p_f) over what is seen to wear now (wear-course.ts). What the watch sees to wear is
 * news about that machine, so it comes on top of what its kind is prone to.
 */
export function minerOutlooks(input: OutlookInput): readonly MinerOutlook[] {
  const steps = outlookSteps(input);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** {@link minerOutlooks} a miner at a time, so that others may have their turn in between. */
export function* outlookSteps(input: OutlookInput): Generator<undefined, readonly MinerOutlook[]> {
  const beliefs = fleetBeliefs(input);
  const outlooks: MinerOutlook[] = [];
  for (const machine of input.machines) {
    yield;
    const { watchedToMs = input.nowMs, size } = machine;
    if (watchedToMs >= input.nowMs)
      outlooks.push(outlookOf(machine, input, (component) => beliefs(component, size)));
  }
  return outlooks;
}

function outlookOf(
  machine: OutlookMachine,
  input: OutlookInput,
  beliefOf: (component: Component) => FleetBelief,
): MinerOutlook {
  const standing = input.findings.filter(
    ({ minerIds, endedAtMs = Number.POSITIVE_INFINITY, sinceMs }) =>
      minerIds.includes(machine.minerId) && sinceMs <= input.nowMs && endedAtMs > input.nowMs,
  );
  const courses = standing.flatMap((finding) => wearCourse(finding, machine, input.nowMs) ?? []);
  // Of one component the worst course speaks: two figures may show the same wear.
  const courseOf = (component: Component) =>
    courses
      .filter((course) => course.component === component)
      .reduce<WearCourse | undefined>(sooner, undefined);
  const lost = standing.filter(({ trouble }) => trouble === 'part-loss').map(({ confidence }) => confidence);
  const parts = COMPONENTS.map((component): PartAhead => {
    const belief = beliefOf(component);
    const born = bornAtMs(machine, component, input.log, input.nowMs);
    const ageDays = born === undefined ? undefined : Math.max(0, (input.nowMs - born) / DAY_MS);
    const warning = input.warnings?.[component];
    return {
      component,
      belief,
      ageDays,
      hazard: (days) => hazardAhead(component, belief, machine.load, ageDays, daysAtRisk(days, warning)),
      course: courseOf(component),
      gone: component === 'board' ? Math.max(0, ...lost) : 0,
    };
  });
  const sooneest = courses.reduce<WearCourse | undefined>(sooner, undefined);
  return {
    minerId: machine.minerId,
    chances: CHANCE_DAYS.map((days) => chanceWithin(parts, days)),
    components: parts.map((part) => componentOutlook(part, input.rates ?? PUBLISHED_RATES, machine.size)),
    remainingDays: sooneest?.remainingDays,
  };
}

/** A part, and what may end it. */
interface PartAhead {
  readonly component: Component;
  readonly belief: FleetBelief;
  readonly ageDays: number | undefined;
  readonly hazard: (days: number) => readonly HazardBelief[];
  readonly course: WearCourse | undefined;
  /** Probability that it is gone already. */
  readonly gone: number;
}

function sooner(one: WearCourse | undefined, other: WearCourse): WearCourse {
  return one && one.remainingDays.value <= other.remainingDays.value ? one : other;
}

/** What is believed of a component of one size, and what its lives say of heat. */
type FleetBelief = ComponentBelief & Pick<ComponentOutlook, 'heat'>;

/** Beliefs of each component and size, each worked out once. */
function fleetBeliefs({ machines, log, findings, nowMs, rates = PUBLISHED_RATES }: OutlookInput) {
  const known = new Map<string, FleetBelief>();
  return (component: Component, size: MachineSize): FleetBelief => {
    const key = `${component} ${size}`;
    const before = known.get(key);
    if (before) return before;
    const lives = machines
      .filter((machine) => machine.size === size)
      .flatMap((machine) =>
        partLives(machine, component, log, [...findings, ...(machine.coolingFindings ?? [])], nowMs).map(
          (life) => ({ ...life, load: machine.load }),
        ),
      );
    const its = componentBelief(component, size, lives, rates);
    const belief = { ...its, heat: learnedHeat(component, its.published, lives) };
    known.set(key, belief);
    return belief;
  };
}

function componentOutlook(part: PartAhead, rates: Rates, size: MachineSize): ComponentOutlook {
  const { component, belief, ageDays } = part;
  const { troubles, sources } = COMPONENT_LAWS[component];
  const points = CURVE_DAYS.map((days) => chanceWithin([part], days));
  const survival: SurvivalCurve = {
    days: CURVE_DAYS,
    survival: points.map(({ chance }) => 1 - chance),
    low: points.map(({ high }) => 1 - high),
    high: points.map(({ low }) => 1 - low),
  };
  return {
    component,
    ageDays,
    chances: CHANCE_DAYS.map((days) => chanceWithin([part], days)),
    survival,
    ownEvents: belief.ownEvents,
    ownDays: belief.ownDays,
    expectedEvents: belief.expectedEvents,
    heat: belief.heat,
    basis: ownSpeaks(belief) ? 'own' : 'published',
    sources: [...troubles.flatMap((trouble) => rates[trouble][size].sources), ...sources],
  };
}

/** The chance that any of these parts fails within so many days, with its 90 % interval. */
function chanceWithin(parts: readonly PartAhead[], days: number): ChanceWithin {
  const hazards = parts.map(({ hazard }) => hazard(days));
  const lives = hazards.reduce((product, hazard) => product * expectedSurvival(hazard), 1);
  const [least, most] = hazardInterval(hazards);
  const chance = 1 - lives * unworn(parts, days, 'value');
  // The mean of a very skew law may lie beyond its own interval.
  const low = Math.min(chance, 1 - Math.exp(-least) * unworn(parts, days, 'high'));
  const high = Math.max(chance, 1 - Math.exp(-most) * unworn(parts, days, 'low'));
  return { days, chance, low, high };
}

/**
 * The 90 % interval of the whole cumulative hazard: of one component by its own law; of several by the gamma law with the mean
 * and the variance of their sum (Satterthwaite 1946).
 */
function hazardInterval(hazards: readonly (readonly HazardBelief[])[]): readonly [low: number, high: number] {
  const [only] = hazards;
  if (only && hazards.length === 1) return [hazardQuantile(only, LOW), hazardQuantile(only, HIGH)];
  let [mean, variance] = [0, 0];
  for (const moments of hazards.map(hazardMoments)) {
    mean += moments.mean;
    variance += moments.variance;
  }
  if (!(mean > 0 && variance > 0)) return [mean, mean];
  const shape = (mean * mean) / variance;
  return [(gammaQuantile(shape, LOW) * mean) / shape, (gammaQuantile(shape, HIGH) * mean) / shape];
}

/** Probability that nothing that wears now, or is gone by what the watch has found, has tripped the machine by then. */
function unworn(parts: readonly PartAhead[], days: number, end: 'value' | 'low' | 'high'): number {
  return parts.reduce((product, { course, gone }) => {
    const trips = course ? chanceOfTrip(course.remainingDays[end], course.ageDays, days) : 0;
    return product * (1 - trips) * (1 - gone);
  }, 1);
}
