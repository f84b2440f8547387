import type { Component } from '../../domain/health/maintenance.ts';
import { gaussLegendre } from '../../numerics/gauss-legendre.ts';
import { logGamma } from '../../numerics/log-gamma.ts';
import {
  afterEvents,
  type GammaRate,
  gammaFromInterval,
  sumOfRates,
} from '../../numerics/survival/gamma-rate.ts';
import type { HazardBelief } from '../../numerics/survival/hazard-mixture.ts';
import { COMPONENT_LAWS, type ComponentLaw, type MachineLoad } from './component-law.ts';
import type { PartLife } from './part-lives.ts';
import type { MachineSize, YearlyRate, YearlyTrouble } from './published-rates.ts';

export type Rates = Readonly<Record<YearlyTrouble, Readonly<Record<MachineSize, YearlyRate>>>>;

/** What is believed of a component of one size of machines: one belief for each law that may be the true one. */
export interface ComponentBelief {
  readonly laws: readonly LawBelief[];
  /** What the published rate is worth: so many failures in so many years of like parts. */
  readonly published: GammaRate;
  readonly ownEvents: number;
  readonly ownDays: number;
  /** Years of like parts under the usual load that the owner's are worth. */
  readonly ownExposure: number;
  /** Failures that the published rate expects of the owner's parts. */
  readonly expectedEvents: number;
}

interface LawBelief {
  readonly weight: number;
  readonly shape: number;
  /** Of each acceleration. */
  readonly effects: readonly number[];
  /** Failures a year over the first REFERENCE_YEARS. */
  readonly rate: GammaRate;
}

/** A life, and what its machine bore. */
export type LoadedLife = PartLife & { readonly load: MachineLoad };

const YEAR_MS = 365.2425 * 86_400_000;
const DAY_MS = 86_400_000;
/** Published rates are means over so many first years of a part's life. */
const REFERENCE_YEARS = 3;
/** No log tells ages more exactly than to half a day. */
const LEAST_AGE_YEARS = 0.5 / 365.2425;

const SHAPES = gaussLegendre(4);
/** Gauss and Hermite's rule of three nodes for the standard normal law (Abramowitz & Stegun 25.4.46). */
const NORMAL = { nodes: [-Math.sqrt(3), 0, Math.sqrt(3)], weights: [1 / 6, 2 / 3, 1 / 6] };

/**
 * What is believed of a component once its lives are known. A part of age t under a load that ages it AF times as fast has
 * the cumulative hazard λ·T·(AF·t/T)^k, T = 3 years, with mean yearly rate λ over these years at AF = 1. Given shape k and
 * effects, λ is gamma and its update exact; over those, which are not conjugate, it is summed by quadrature, each weighted
 * by how well it foretells the lives. Of parts whose age nobody knows the hazard is the mean over a life, AF·λ.
 */
export function componentBelief(
  component: Component,
  size: MachineSize,
  lives: readonly LoadedLife[],
  rates: Rates,
): ComponentBelief {
  const law = COMPONENT_LAWS[component];
  const published = sumOfRates(law.troubles.map((trouble) => gammaFromInterval(rates[trouble][size])));
  const before = candidates(law);
  const weighed = weighedBy(law, before, published, lives);
  const exposures = weighed.map(({ exposure }) => exposure);
  const exposed = (by: readonly { readonly weight: number }[]) =>
    by.reduce((sum, { weight }, at) => sum + weight * (exposures[at] ?? 0), 0);
  return {
    laws: weighed,
    published,
    ownEvents: lives.filter(({ failed }) => failed).length,
    ownDays: lives.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) / DAY_MS,
    ownExposure: exposed(weighed),
    expectedEvents: (published.shape / published.exposure) * exposed(before),
  };
}

/** Each candidate by how well it foretells the lives, and what is believed of the rate if it is the true one. */
export function weighedBy(
  law: ComponentLaw,
  before: readonly Candidate[],
  published: GammaRate,
  lives: readonly LoadedLife[],
): readonly (LawBelief & { readonly exposure: number })[] {
  const seen = before.map((candidate) => {
    const { events, exposure, logDensity } = seenBy(law, candidate, lives);
    const rate = afterEvents(published, events, exposure);
    const logWeight = Math.log(candidate.weight) + logDensity + logEvidence(published, rate);
    return { ...candidate, rate, logWeight, exposure };
  });
  const most = Math.max(...seen.map(({ logWeight }) => logWeight));
  const total = seen.reduce((sum, { logWeight }) => sum + Math.exp(logWeight - most), 0);
  return seen.map(({ logWeight, ...each }) => ({ ...each, weight: Math.exp(logWeight - most) / total }));
}

/**
 * Does the owner's experience weigh as much as what is published, in failures or in time? Of the posterior mean
 * (a + d)/(b + E) it is the part E/(b + E) (Bühlmann's credibility), and of its relative precision d/(a + d).
 */
export function ownSpeaks({ published, ownEvents, ownExposure }: ComponentBelief): boolean {
  return ownEvents >= published.shape || ownExposure >= published.exposure;
}

/** What lies ahead of a part within so many days, by each law that may be true. */
export function hazardAhead(
  component: Component,
  { laws }: ComponentBelief,
  load: MachineLoad,
  ageDays: number | undefined,
  days: number,
): readonly HazardBelief[] {
  const { accelerations } = COMPONENT_LAWS[component];
  const strengths = accelerations.map(({ strength }) => strength(load) ?? 0);
  const yearsAhead = (days * DAY_MS) / YEAR_MS;
  const age = ageDays === undefined ? undefined : Math.max(0, (ageDays * DAY_MS) / YEAR_MS);
  return laws.map(({ weight, shape, effects, rate }) => {
    const logPace = effects.reduce((sum, effect, at) => sum + effect * (strengths[at] ?? 0), 0);
    return { weight, rate, ahead: exposureOf(shape, logPace, age, yearsAhead) };
  });
}

/** Exposure of a part from an age on, years of the mean rate: T·((AF·t/T)^k) between the ends. */
function exposureOf(shape: number, logPace: number, age: number | undefined, years: number): number {
  const pace = Math.exp(logPace);
  if (age === undefined) return pace * years;
  const until = (t: number) => REFERENCE_YEARS * ((pace * t) / REFERENCE_YEARS) ** shape;
  return Math.max(0, until(age + years) - until(age));
}

export interface Candidate {
  readonly weight: number;
  readonly shape: number;
  readonly effects: readonly number[];
}

/** Normal laws by few nodes: in deviations from the mean, with weights that sum to 1. */
export interface NormalNodes {
  readonly nodes: readonly number[];
  readonly weights: readonly number[];
}

/** Every shape with every effect; the effect of heat at other nodes where these are asked for. */
export function candidates(
  { shape: [least, most], accelerations }: ComponentLaw,
  ofHeat: NormalNodes = NORMAL,
): readonly Candidate[] {
  let all: readonly Candidate[] =
    least === most
      ? [{ weight: 1, shape: least, effects: [] }]
      : Array.from(SHAPES.nodes, (node, at) => {
          return { weight: SHAPES.weights[at] ?? 0, shape: least + node * (most - least), effects: [] };
        });
  for (const { effect, deviation, heatStep } of accelerations) {
    const { nodes, weights } = heatStep ? ofHeat : NORMAL;
    all = all.flatMap((each) =>
      nodes.map((node, at) => ({
        ...each,
        weight: each.weight * (weights[at] ?? 0),
        effects: [...each.effects, effect + node * deviation],
      })),
    );
  }
  return all;
}

/** What the lives tell one who believes in that shape and those effects. */
function seenBy(
  { accelerations }: ComponentLaw,
  { shape, effects }: Candidate,
  lives: readonly LoadedLife[],
) {
  let [events, exposure, logDensity] = [0, 0, 0];
  for (const { fromMs, toMs, bornMs, failed, load } of lives) {
    const logPace = accelerations.reduce(
      (sum, { strength }, at) => sum + (effects[at] ?? 0) * (strength(load) ?? 0),
      0,
    );
    const age = bornMs === undefined ? undefined : Math.max(0, (fromMs - bornMs) / YEAR_MS);
    const years = (toMs - fromMs) / YEAR_MS;
    exposure += exposureOf(shape, logPace, age, years);
    if (!failed) continue;
    events += 1;
    // ln of the hazard at the failure, without λ.
    const end = Math.max(LEAST_AGE_YEARS, (age ?? 0) + years);
    logDensity +=
      age === undefined
        ? logPace
        : Math.log(shape) + shape * logPace + (shape - 1) * Math.log(end / REFERENCE_YEARS);
  }
  return { events, exposure, logDensity };
}

/** ln ∫ λ^d·e^(−λE)·gamma(λ) dλ: from the gamma law's constants before and after. */
function logEvidence(before: GammaRate, after: GammaRate): number {
  const constant = ({ shape, exposure }: GammaRate) => shape * Math.log(exposure) - logGamma(shape);
  return constant(before) - constant(after);
}
