import type { MinerModel } from './miner-model.ts';
import type { PoolSetup } from './stratum.ts';
import type { PathTemps } from './thermal-path.ts';

/** What an owner can change, kept in the device's flash: it survives restarts. */
export interface TwinSettings {
  frequencyMhz: number;
  coreVoltageMv: number;
  autoFan: boolean;
  manualFanPercent: number;
  minFanPercent: number;
  targetC: number;
  /** Seconds between two rows of the device's own statistics; 0 is off. */
  statsFrequencyS: number;
  /** Set by the firmware when it tripped, cleared by the owner. */
  overheatMode: boolean;
  paused: boolean;
  /** Number of the mode that the owner chose, on firmware that has modes. */
  workMode: number;
  /** Name of the preset that the owner chose, on firmware that has presets. */
  preset: string;
  /** What the firmware tunes itself to draw, W, where it does. */
  powerTargetW: number;
  /** Its lamp blinks so that it can be found. */
  blinking: boolean;
  /** In the order in which it tries them. */
  pools: readonly PoolSetup[];
  /** Set already, on firmware that looks at its pools only when it starts; absent otherwise. */
  poolsFromNextStart: readonly PoolSetup[] | undefined;
  /** Programs may change it, on firmware with a switch for that. */
  takesCommands: boolean;
}

/** The truth about a miner at one moment, which no sensor sees undisturbed. */
export interface TwinState {
  atMs: number;
  /** When it last started. */
  bootedAtMs: number;
  /** Left of a start; the device neither answers nor hashes before. */
  bootingS: number;
  /** Seconds since the overheat protection stopped the chips; absent while they run. */
  cooledS: number | undefined;
  readonly temps: PathTemps;
  regulatorC: number;
  airC: number;
  fanPercent: number;
  /** Air moved, relative to a new fan at full speed. */
  flow: number;
  hashing: boolean;
  coreV: number;
  /** Heat of all chips. */
  chipsW: number;
  regulatorLossW: number;
  /** All that the device draws from its supply. */
  inputW: number;
  /** NaN when the supply cannot carry the load. */
  inputV: number;
  /** Heatsink → air, K/W. */
  sinkAirKPerW: number;
  errorRate: number;
  hashrateHs: number;
  /** Wrong answers counted since start. */
  errors: number;
  /** It shows itself to its owner until then, where a firmware ends that of itself; absent when it does not. */
  showsItselfUntilMs: number | undefined;
}

/** The settings that a miner leaves its maker with. */
export function defaultSettings(model: MinerModel, pools: readonly PoolSetup[]): TwinSettings {
  return {
    pools,
    poolsFromNextStart: undefined,
    takesCommands: true,
    preset: 'disabled',
    powerTargetW: model.maxPowerW,
    blinking: false,
    frequencyMhz: model.defaultFrequencyMhz,
    coreVoltageMv: model.defaultVoltageMv,
    autoFan: true,
    manualFanPercent: 100,
    minFanPercent: model.minFanPercent,
    targetC: model.defaultTargetC,
    workMode: 2,
    statsFrequencyS: 60,
    overheatMode: false,
    paused: false,
  };
}

/** A cold miner, switched on at `atMs`. */
export function coldState(atMs: number, airC: number): TwinState {
  return {
    atMs,
    bootedAtMs: atMs,
    bootingS: 0,
    cooledS: undefined,
    temps: { chipC: airC, sinkC: airC },
    regulatorC: airC,
    airC,
    fanPercent: 50,
    flow: 0,
    hashing: false,
    coreV: 0,
    chipsW: 0,
    regulatorLossW: 0,
    inputW: 0,
    inputV: Number.NaN,
    sinkAirKPerW: 1,
    errorRate: 0,
    hashrateHs: 0,
    errors: 0,
    showsItselfUntilMs: undefined,
  };
}
