import type { Component } from '../../domain/health/maintenance.ts';
import type { YearlyTrouble } from './published-rates.ts';

/** What a machine's parts bear, on average over the watch; what nobody tells is absent and moves nothing. */
export interface MachineLoad {
  readonly airC?: number | undefined;
  readonly chipC?: number | undefined;
  readonly regulatorC?: number | undefined;
  /** Mean fan duty, 0..1. */
  readonly fanDuty?: number | undefined;
  /** How often it starts from cold. */
  readonly startsPerDay?: number | undefined;
}

/**
 * What makes a part age faster: ln of how many times as fast is effect · strength(load), and 0 under the load for which
 * rates are published. The effect is normal, as published before the owner's own failures are known.
 */
export interface Acceleration {
  readonly strength: (load: MachineLoad) => number | undefined;
  readonly effect: number;
  readonly deviation: number;
  /** Of heat: where a step of 10 K is told from, °C, and by how much it strengthens the load. */
  readonly heatStep?: HeatStep | undefined;
}

export interface HeatStep {
  readonly fromC: number;
  readonly strength: number;
}

/** How a component's life is distributed before anything of the owner's is known. */
export interface ComponentLaw {
  /** What of it is published; they add up. */
  readonly troubles: readonly YearlyTrouble[];
  /** Weibull shape: anywhere between these alike; 1 does not age. */
  readonly shape: readonly [least: number, most: number];
  readonly accelerations: readonly Acceleration[];
  readonly sources: readonly string[];
}

/** Half the width of a 90 % interval of a normal law, in deviations. */
const HALF_WIDTH = 1.6448536269514722;
/** Boltzmann's constant, eV/K. */
const BOLTZMANN = 8.617333262e-5;
const ZERO_C = 273.15;
/** Beyond these a sensor errs, °C: no law was ever fitted there. */
const COLDEST_C = -20;
const HOTTEST_C = 125;

/**
 * Arrhenius: AF = exp(E/k·(1/T₀ − 1/T)) (JEDEC dictionary, “acceleration factor, temperature”). E is 0.7 eV where it is not
 * known (AMD UG116), 0.5 to 0.9 eV by mechanism; from 60 to 70 °C 0.7 eV is 2.04 times.
 */
function arrhenius(tempC: (load: MachineLoad) => number | undefined, usualC: number): Acceleration {
  const strengthAt = (atC: number) => (1 / (usualC + ZERO_C) - 1 / (atC + ZERO_C)) / BOLTZMANN;
  const strength = (load: MachineLoad) => {
    const told = tempC(load);
    if (told === undefined || !Number.isFinite(told)) return undefined;
    return strengthAt(Math.max(COLDEST_C, Math.min(HOTTEST_C, told)));
  };
  const heatStep = { fromC: usualC, strength: strengthAt(usualC + 10) };
  return { strength, effect: 0.7, deviation: 0.2 / HALF_WIDTH, heatStep };
}

/** Fan grease: 1.5 times as fast per 10 K (1.3 to 2.0), of the makers' lives at 40 and 60 °C. */
const FAN_HEAT: Acceleration = {
  strength: ({ airC }) =>
    airC === undefined || !Number.isFinite(airC)
      ? undefined
      : (Math.max(COLDEST_C, Math.min(HOTTEST_C, airC)) - 25) / 10,
  effect: Math.log(1.5),
  deviation: Math.log(2 / 1.3) / (2 * HALF_WIDTH),
  heatStep: { fromC: 25, strength: 1 },
};

/**
 * Bearings last so many turns (ISO 281: life in hours goes with 1/n), grease so many hours: the speed's exponent lies
 * between 1 and 0. Rates are of fans at about two thirds of their speed.
 */
const FAN_SPEED: Acceleration = {
  strength: ({ fanDuty }) =>
    fanDuty === undefined || !(fanDuty >= 0)
      ? undefined
      : Math.log(Math.max(0.1, Math.min(1, fanDuty)) * 1.5),
  effect: 0.5,
  deviation: 0.5 / HALF_WIDTH,
};

/**
 * Starts from cold: solder fails after cycles that depend on their frequency as f^0.33 (Norris & Landzberg, IBM Journal 13,
 * 1969), so after a time that goes with f^−0.67; and how much of a board's failures is solder nobody tells: from nothing to all.
 */
const COLD_STARTS: Acceleration = {
  strength: ({ startsPerDay }) =>
    startsPerDay === undefined || !(startsPerDay >= 0) ? undefined : Math.log1p(Math.min(100, startsPerDay)),
  effect: 0.335,
  deviation: 0.335 / HALF_WIDTH,
};

const FLAT_SOURCE =
  'electronics fail at the same rate over 10–15 years (Weibull shape 1): datacenterfrontier.com, “The bathtub curve and data center equipment reliability”';
const HEAT_SOURCE =
  'heat: Arrhenius with 0.7 eV (0.5–0.9): JEDEC dictionary, “acceleration factor, temperature”; docs.amd.com UG116';

/** The components, as competing risks: whichever comes first stops the machine. */
export const COMPONENT_LAWS: Readonly<Record<Component, ComponentLaw>> = {
  fan: {
    troubles: ['worn-fan'],
    shape: [1.1, 3],
    accelerations: [FAN_HEAT, FAN_SPEED],
    sources: [
      'Weibull shape 3: manuscript.isc.ac/Inventory/49/415880.htm; 1.1 follows from MTTF = 7 · L10: jamicon.teapo.com',
      'heat: 1.3–2.0 times as fast per 10 K: coolingfanfactory.com, jamicon.teapo.com, rs-online.com/designspark “Why L10 life expectancy is key”',
      'speed: between life in turns (ISO 281) and life in hours (grease)',
    ],
  },
  supply: {
    troubles: ['weak-supply'],
    shape: [1, 1],
    // Electrolytics last half as long per 10 K; 0.7 eV says so at 60 °C. Rates are told at 25 °C.
    accelerations: [arrhenius(({ airC }) => airC, 25)],
    sources: [
      FLAT_SOURCE,
      'heat: electrolytics last half as long per 10 K: rubycon.co.jp/en/products/alumi/technote4.html',
    ],
  },
  board: {
    troubles: ['lost-part'],
    shape: [1, 1],
    accelerations: [arrhenius(({ chipC }) => chipC, 60), COLD_STARTS],
    sources: [
      FLAT_SOURCE,
      HEAT_SOURCE,
      'starts: Norris & Landzberg 1969, by ami.ac.uk/courses/topics/0163_ettf',
    ],
  },
  regulator: {
    troubles: ['failing-regulator'],
    shape: [1, 1],
    accelerations: [arrhenius(({ regulatorC }) => regulatorC, 60)],
    sources: [FLAT_SOURCE, HEAT_SOURCE],
  },
  controller: { troubles: ['dead-controller'], shape: [1, 1], accelerations: [], sources: [FLAT_SOURCE] },
  cooling: {
    troubles: ['dust', 'dry-paste'],
    // Dust that grows steadily, at a rate known to 25 times, is as wide as Weibull with 1.3; paste is taken with 3.
    shape: [1.3, 3],
    accelerations: [],
    sources: [
      'counts what wants cleaning or new paste (15 % more thermal resistance), not trips alone',
      'dust 1 % more thermal resistance a month (0.2–5), our reckoning of those PCs',
    ],
  },
};

export const COMPONENTS = Object.keys(COMPONENT_LAWS) as readonly Component[];
