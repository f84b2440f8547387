import { addToDrift, type Drift, NEW_DRIFT } from './drift.ts';
import { type LearnedLaw, learnLaw, NO_LAW, residualOf } from './learned-law.ts';
import type { Parameter } from './parameters.ts';

/** What is learned of one parameter of one miner. A plain value. */
export interface ParameterWatch {
  readonly law: LearnedLaw;
  readonly drift: Drift;
  /** What normal belongs to: settings, and where the air is told from. */
  readonly belongsTo: string;
}

export const NEW_PARAMETER: ParameterWatch = { law: NO_LAW, drift: NEW_DRIFT, belongsTo: '' };

/** A value of a parameter, with what is known of it. */
export interface ParameterPoint {
  readonly atMs: number;
  readonly x: number;
  readonly y: number;
  /** What normal belongs to, as text: learned anew where it changes. */
  readonly belongsTo: string;
  /** To be taken off the distance from the law: what all machines of the place share. */
  readonly shared?: number;
  /** How far the value may be off for all of the time, in its unit. */
  readonly doubt?: number;
  /** Are x and y told well enough to learn the slope? Else physics' own is kept. */
  readonly slopeTold: boolean;
}

/** A line is learned from so many hours: three days, each hour of the day three times. */
export const LAW_HOURS = 3 * 24;

/** One more hour of a parameter. */
export function watchParameter(
  watch: ParameterWatch,
  parameter: Parameter,
  point: ParameterPoint,
): ParameterWatch {
  const { rule, law: prior } = parameter;
  const { x, y, atMs, belongsTo, shared = 0, doubt = 0 } = point;
  if (watch.belongsTo !== belongsTo) return watchParameter({ ...NEW_PARAMETER, belongsTo }, parameter, point);
  if (prior && watch.law.count < LAW_HOURS) return { ...watch, law: learnLaw(watch.law, x, y) };
  const { residual = y, slopeDoubt = 0 } = distanceFromLaw(watch, parameter, point) ?? {};
  return { ...watch, drift: addToDrift(watch.drift, atMs, residual - shared, rule, doubt + slopeDoubt) };
}

/** How far a value lies from its line; undefined where there is none, or it is not learned yet. */
export function distanceFromLaw(
  { law }: ParameterWatch,
  { law: prior }: Parameter,
  { x, y, slopeTold }: Pick<ParameterPoint, 'x' | 'y' | 'slopeTold'>,
): { readonly residual: number; readonly slopeDoubt: number } | undefined {
  if (!prior || law.count < LAW_HOURS) return undefined;
  return residualOf(slopeTold ? law : { ...law, sxx: 0, sxy: 0 }, prior, x, y);
}
