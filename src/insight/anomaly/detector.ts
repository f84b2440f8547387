import type { ParameterName } from '../../domain/health/parameter-name.ts';
import {
  confidenceOf,
  type Evidence,
  type FindingSize,
  type Trouble,
  type WatchFinding,
} from '../../domain/health/watch-finding.ts';
import { type AlarmBudget, callAt, perSignalMonth } from './alarm-budget.ts';
import { type Departure, type DriftRule, departureOf } from './drift.ts';
import type { MinerWatch } from './miner-watch.ts';
import { PARAMETERS } from './parameters.ts';

/** Finds one trouble in what the watch remembers of a miner. One file a trouble, in detectors/. */
export interface Detector {
  readonly trouble: Trouble;
  /** Signals of it that chance can raise, which share the alarm budget; 0 where the miner itself tells it. */
  readonly signals: number;
  readonly find: (watch: MinerWatch, thresholds: Thresholds) => WatchFinding | undefined;
}

/** Scores at which signals call, nats. */
export interface Thresholds {
  /** Of a figure that is judged each hour, and of one that is judged each quarter of an hour. */
  readonly hourly: number;
  readonly quarterly: number;
  /** False alarms a month that one signal of one miner may raise. */
  readonly perSignalMonth: number;
}

/** Thresholds of every signal, from the owner's one figure. */
export function thresholdsOf(budget: AlarmBudget, signals: number): Thresholds {
  return {
    hourly: callAt(budget, signals, 1),
    quarterly: callAt(budget, signals, 4),
    perSignalMonth: perSignalMonth(budget, signals),
  };
}

/** By what rule each parameter is watched. */
export const RULES = Object.fromEntries(PARAMETERS.map(({ name, rule }) => [name, rule])) as Readonly<
  Record<ParameterName, DriftRule>
>;

/** Whether a parameter has left its normal in a direction, at the hourly threshold. */
export function departure(
  watch: MinerWatch,
  name: ParameterName,
  direction: 'up' | 'down',
  { hourly }: Thresholds,
): Departure | undefined {
  return departureOf(watch.parameters[name].drift, direction, hourly, RULES[name]);
}

/** A finding out of one departure. */
export function findingOf(
  trouble: Trouble,
  left: Departure,
  size: FindingSize,
  evidence: Omit<Evidence, 'nats' | 'sinceMs' | 'direction'>,
): WatchFinding {
  const { nats, sinceMs, direction } = left;
  return {
    trouble,
    sinceMs,
    confidence: confidenceOf(nats),
    size,
    evidence: [{ ...evidence, nats, sinceMs, direction }],
  };
}

/** The size of a change of a logarithm, as a part of what is usual. */
export function partOf({ by, low, high }: Departure): FindingSize {
  return { value: Math.expm1(by), low: Math.expm1(low), high: Math.expm1(high), unit: 'part' };
}

export function kelvinOf({ by, low, high }: Departure): FindingSize {
  return { value: by, low, high, unit: 'K' };
}
