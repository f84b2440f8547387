import type { LearnedHeat, Ratio } from '../../domain/health/lifetime.ts';
import type { Component } from '../../domain/health/maintenance.ts';
import type { GammaRate } from '../../numerics/survival/gamma-rate.ts';
import { candidates, type LoadedLife, type NormalNodes, weighedBy } from './component-belief.ts';
import { COMPONENT_LAWS, type ComponentLaw } from './component-law.ts';

/** Quantiles need more nodes than means: every fifth of a deviation, four deviations to each side. */
const FINE: NormalNodes = fineNodes(20, 0.2);
/** Ends of a 90 % interval. */
const [LOW, HIGH] = [0.05, 0.95];
/** 97.5 % and 80 % quantiles of the standard normal law: found in four of five cases, at 5 % error on both sides. */
const [Z_ERROR, Z_POWER] = [1.959964, 0.841621];

/**
 * What the owner's lives say of how much faster a part ages when hotter: the posterior law of the effect, with the shape,
 * other effects and the rate summed out as in component-belief.ts. Undefined where heat is not known to age the part.
 */
export function learnedHeat(
  component: Component,
  published: GammaRate,
  lives: readonly LoadedLife[],
): LearnedHeat | undefined {
  const law = COMPONENT_LAWS[component];
  const place = law.accelerations.findIndex(({ heatStep }) => heatStep !== undefined);
  const step = law.accelerations[place]?.heatStep;
  if (!step) return undefined;
  const before = candidates(law, FINE);
  const ratioOf = (all: readonly { readonly weight: number; readonly effects: readonly number[] }[]) =>
    ratio(summed(all.map(({ weight, effects }) => [(effects[place] ?? 0) * step.strength, weight])));
  return {
    fromC: step.fromC,
    published: ratioOf(before),
    learned: ratioOf(weighedBy(law, before, published, lives)),
    failuresNeeded: failuresNeeded(law, place, lives),
  };
}

/** Weights of like values added up, values ascending. */
function summed(values: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const sums = new Map<number, number>();
  for (const [value, weight] of values) sums.set(value, (sums.get(value) ?? 0) + weight);
  return [...sums].sort(([one], [other]) => one - other);
}

/** Median and 90 % interval of e^value. */
function ratio(law: readonly (readonly [number, number])[]): Ratio {
  const at = (p: number) => Math.exp(quantile(law, p));
  return { value: at(0.5), low: at(LOW), high: at(HIGH) };
}

/** Each weight lies half below and half above its value, straight in between. */
function quantile(law: readonly (readonly [number, number])[], p: number): number {
  let [below, before] = [0, law[0]?.[0] ?? 0];
  let reached = 0;
  for (const [value, weight] of law) {
    const middle = below + weight / 2;
    if (middle >= p) {
      const part = middle > reached ? Math.max(0, (p - reached) / (middle - reached)) : 1;
      return before + part * (value - before);
    }
    [reached, before] = [middle, value];
    below += weight;
  }
  return before;
}

/**
 * (z₀.₉₇₅ + z₀.₈)² / (σ²·β²) failures let Cox's regression find the effect β of a figure that varies by σ (Schoenfeld,
 * Biometrics 39, 1983; of any figure: Hsieh & Lavori, Controlled Clinical Trials 21, 2000). Of Weibull lives β is shape ·
 * effect. Lives without a temperature say nothing of it.
 */
function failuresNeeded(law: ComponentLaw, place: number, lives: readonly LoadedLife[]): number | undefined {
  const { strength, effect } = law.accelerations[place] ?? {};
  const told = lives.flatMap(({ load }) => strength?.(load) ?? []);
  if (effect === undefined || told.length < 2) return undefined;
  const mean = told.reduce((sum, each) => sum + each, 0) / told.length;
  const variance = told.reduce((sum, each) => sum + (each - mean) ** 2, 0) / told.length;
  const [least, most] = law.shape;
  const needed = (Z_ERROR + Z_POWER) ** 2 / (variance * (((least + most) / 2) * effect) ** 2);
  return needed < MOST_NEEDED ? Math.ceil(needed) : undefined;
}

/** More than that no home will ever see: the machines are as warm as each other. */
const MOST_NEEDED = 10_000;

/** The normal law at steps of a part of its deviation. */
function fineNodes(toEachSide: number, step: number): NormalNodes {
  const nodes = Array.from({ length: 2 * toEachSide + 1 }, (_, i) => (i - toEachSide) * step);
  const densities = nodes.map((node) => Math.exp((-node * node) / 2));
  const total = densities.reduce((sum, each) => sum + each, 0);
  return { nodes, weights: densities.map((each) => each / total) };
}
