import type { OperatingPoint } from '../../domain/economics/operating-point.ts';
import type { ClockPoint, TuningEnvelope, TuningSample } from '../../domain/tuning.ts';
import type { Random } from '../../numerics/random.ts';
import { NO_EFFECTS } from '../../twin/faults.ts';
import type { MinerModel } from '../../twin/miner-model.ts';
import { advancePhysics } from '../../twin/physics-step.ts';
import { drawSilicon, type Silicon } from '../../twin/silicon.ts';
import { coldState, defaultSettings, type TwinSettings, type TwinState } from '../../twin/twin-state.ts';
import { safeTarget } from './safe-target.ts';

/** Clocks of frontiers as parts of the usual one: what a tuner may leave, and what firmware offers in modes. */
const FINE_CLOCKS = [0.55, 0.65, 0.75, 0.85, 0.92, 1, 1.06, 1.12];
const ECO_CLOCKS = [0.55, 0.65, 0.72, 0.8, 0.88];
const BOOST_CLOCKS = [1.06, 1.1, 1.15];
/** A clock lower by one part needs a voltage lower by this part (twin/power-tuning.ts). */
const VOLTAGE_PER_CLOCK = 0.35;
const HOUR_MS = 3_600_000;
/** Heat and fan have settled after so long: what a miner then makes and draws stands for the hour. */
const SETTLED_S = 600;
const USUAL_AIR_C = 22;
const BELOW_TRIP_K = 7;
/** Chips that nobody's firmware stops are kept so cool. */
const USUAL_CHIP_C = 88;
const STEP_MHZ = 5;
const STEP_MV = 5;
const MOST_PART = 1.2;
const LEAST_PART = 0.5;

/** A simulated miner that is told settings hour by hour. */
export class HourTwin {
  /** Off first; what it makes and draws at usual air. */
  readonly settings: readonly OperatingPoint[];
  readonly #points: readonly ClockPoint[];
  readonly #envelope: TuningEnvelope;
  readonly #model: MinerModel;
  readonly #silicon: Silicon;
  readonly #device: TwinSettings;
  readonly #state: TwinState;

  constructor(model: MinerModel, clocks: readonly number[], seed: number, airC: number) {
    this.#model = model;
    this.#silicon = drawSilicon(model, seed);
    this.#device = defaultSettings(model, []);
    this.#state = coldState(0, airC);
    this.#envelope = envelopeOf(model);
    this.#points = clocks.map((clock) => pointAt(model, clock));
    this.settings = [
      { hashrateHs: 0, powerW: model.controllerW },
      ...this.#points.map((point) => this.#settled(point)),
    ];
    this.#state.hashing = true;
    this.#live(airC);
  }

  /** K below what its hottest chip may reach. */
  get chipRoomK(): number {
    return (this.#envelope.maxChipC ?? USUAL_CHIP_C) - this.#state.temps.chipC;
  }

  /**
   * An hour in the setting that is wished for, as far as it is safe.
   *
   * @param place of {@link settings}
   */
  hour(place: number, airC: number): OperatingPoint & { readonly errorRate: number } {
    const wish = this.#points[place - 1];
    this.#state.hashing = wish !== undefined;
    if (wish) {
      const { frequencyMhz, coreVoltageMv } = this.#device;
      const target = safeTarget(wish, { frequencyMhz, coreVoltageMv }, this.#envelope, this.#sample());
      if (target) Object.assign(this.#device, target);
    }
    this.#live(airC);
    const { hashrateHs, inputW, errorRate } = this.#state;
    return { hashrateHs, powerW: inputW, errorRate };
  }

  #sample(): TuningSample {
    const { atMs, hashrateHs, inputW, temps, regulatorC } = this.#state;
    return { atMs, hashrateHs, powerW: inputW, chipC: temps.chipC, vrC: regulatorC };
  }

  #live(airC: number): void {
    this.#state.airC = airC;
    this.#state.atMs += HOUR_MS;
    const input = {
      model: this.#model,
      silicon: this.#silicon,
      settings: this.#device,
      effects: NO_EFFECTS,
    };
    advancePhysics(input, this.#state, SETTLED_S);
  }

  #settled(point: ClockPoint): OperatingPoint {
    const state = coldState(0, USUAL_AIR_C);
    state.hashing = true;
    const settings = { ...this.#device, ...point };
    const input = { model: this.#model, silicon: this.#silicon, settings, effects: NO_EFFECTS };
    advancePhysics(input, state, SETTLED_S);
    return { hashrateHs: state.hashrateHs, powerW: state.inputW };
  }
}

function pointAt(model: MinerModel, clock: number): ClockPoint {
  const onStep = (value: number, step: number) => Math.round(value / step) * step;
  return {
    frequencyMhz: onStep(model.defaultFrequencyMhz * clock, STEP_MHZ),
    coreVoltageMv: onStep(model.defaultVoltageMv * (1 + VOLTAGE_PER_CLOCK * (clock - 1)), STEP_MV),
  };
}

function envelopeOf(model: MinerModel): TuningEnvelope {
  const range = (usual: number, step: number) => ({
    min: Math.ceil((LEAST_PART * usual) / step) * step,
    max: Math.floor((MOST_PART * usual) / step) * step,
    step,
  });
  return {
    frequencyMhz: range(model.defaultFrequencyMhz, STEP_MHZ),
    coreVoltageMv: range(model.defaultVoltageMv, STEP_MV),
    maxChipC: model.overheat ? model.overheat.chipC - BELOW_TRIP_K : USUAL_CHIP_C,
  };
}

/** What all of a home make and draw together, setting by setting. */
export function homeSettings(twins: readonly HourTwin[]): readonly OperatingPoint[] {
  const [first] = twins;
  return (first?.settings ?? []).map((_, place) => ({
    hashrateHs: twins.reduce((sum, { settings }) => sum + (settings[place]?.hashrateHs ?? 0), 0),
    powerW: twins.reduce((sum, { settings }) => sum + (settings[place]?.powerW ?? 0), 0),
  }));
}

/** Miners of a household. */
export interface Home {
  readonly twins: readonly HourTwin[];
  /** Place of the setting that they run in as their maker ships them. */
  readonly usual: number;
}

/** Some miners, each drawn by itself; all of them offer the same parts of their clocks: a fine frontier, or two to three modes. */
export function drawHome(models: readonly MinerModel[], count: number, airC: number, random: Random): Home {
  const one = (clocks: readonly number[]) => clocks[Math.floor(random.uniform() * clocks.length)] as number;
  const kind = random.uniform();
  const clocks =
    kind < 0.4 ? FINE_CLOCKS : kind < 0.8 ? [one(ECO_CLOCKS), 1, one(BOOST_CLOCKS)] : [one(ECO_CLOCKS), 1];
  const twins = Array.from({ length: count }, () => {
    const model = models[Math.floor(random.uniform() * models.length)] as MinerModel;
    return new HourTwin(model, clocks, Math.floor(random.uniform() * 2 ** 31), airC);
  });
  return { twins, usual: 1 + clocks.indexOf(1) };
}
