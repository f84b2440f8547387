import { Random } from '../../../src/numerics/random.ts';

/** A miner behind its supply: its power at the wall, W, by what it says that it draws, W. */
export interface SimulatedSupply {
  readonly kind: SupplyKind;
  /** What the miner says at full load. */
  readonly fullW: number;
  readonly wallW: (deviceW: number) => number;
}

export const SUPPLY_KINDS = ['certified', 'diode', 'stepped', 'logarithmic'] as const;
export type SupplyKind = (typeof SUPPLY_KINDS)[number];

/** Certified efficiencies at 20, 50 and 100 % load: 80 PLUS White, Bronze, Gold at 115 V, Platinum at 230 V. */
const CERTIFIED = [
  [0.8, 0.8, 0.8],
  [0.82, 0.85, 0.82],
  [0.87, 0.9, 0.87],
  [0.9, 0.94, 0.91],
] as const;

/**
 * Supplies, none of them a quadratic: certified efficiencies with a parabola over the logarithm of load between them; a
 * brick with the drop of a diode and copper that gets hotter; one that wakes a second stage at part load; one whose
 * efficiency falls with the logarithm of what is left to its limit. Each behind a miner that leaves out its fan (which
 * blows with the cube of its speed) and tells its power some per cent wrong.
 */
export function simulatedSupply(kind: SupplyKind, seed: number): SimulatedSupply {
  const random = Random.labelled(seed, `supply ${kind}`);
  const between = (low: number, high: number) => low + (high - low) * random.uniform();
  const fullW = Math.exp(between(Math.log(12), Math.log(3_500)));
  // Makers choose a supply that runs at half to nearly all of what it can.
  const limitW = fullW / between(0.5, 0.95);
  const gain = between(0.95, 1.05);
  const fanPart = between(0, 0.06);
  const untoldW = (deviceW: number) => fanPart * fullW * (0.3 + 0.7 * (deviceW / fullW) ** 1.5);
  const efficiency = efficiencyOf(kind, random);
  return {
    kind,
    fullW,
    wallW(deviceW) {
      const drawnW = gain * deviceW + untoldW(deviceW);
      return drawnW / efficiency(drawnW / limitW);
    },
  };
}

function efficiencyOf(kind: SupplyKind, random: Random): (load: number) => number {
  const between = (low: number, high: number) => low + (high - low) * random.uniform();
  switch (kind) {
    case 'certified': {
      const [low, middle, full] = CERTIFIED[Math.floor(CERTIFIED.length * random.uniform())] ?? CERTIFIED[0];
      return (load) =>
        throughPoints(Math.log(load), [
          [Math.log(0.2), low],
          [Math.log(0.5), middle],
          [0, full],
        ]);
    }
    case 'diode': {
      const [standing, drop, copper] = [between(0.005, 0.02), between(0.05, 0.12), between(0.02, 0.06)];
      return (load) => load / (load + standing + drop * load ** 0.9 + copper * load ** 2.4);
    }
    case 'stepped': {
      const [base, at, better] = [between(0.84, 0.93), between(0.4, 0.6), between(0.005, 0.012)];
      return (load) =>
        base + better / (1 + Math.exp(-(load - at) / 0.05)) - 0.012 / Math.max(load, 0.05) / 5 - 0.015 * load;
    }
    case 'logarithmic': {
      const [best, fall] = [between(0.86, 0.95), between(0.01, 0.03)];
      return (load) => best + fall * Math.log(Math.max(0.05, 1.4 - load)) - 0.006 / Math.max(load, 0.05);
    }
  }
}

/** Lagrange's parabola. */
function throughPoints(x: number, points: readonly (readonly [number, number])[]): number {
  return points.reduce(
    (sum, [at, value]) =>
      sum +
      points.reduce(
        (product, [other]) => (other === at ? product : (product * (x - other)) / (at - other)),
        value,
      ),
    0,
  );
}
