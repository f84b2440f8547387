import type { MinerFamily } from '../domain/miner.ts';
import type { FanCurve } from './fan.ts';
import type { VoltageNeed } from './hashrate.ts';
import type { ChipPower } from './power.ts';
import type { Regulator } from './regulator.ts';
import type { Supply } from './supply.ts';
import type { ThermalPath } from './thermal-path.ts';

/** Families that a twin can answer for. */
export type TwinFamily = Extract<
  MinerFamily,
  'axeos' | 'nerdos' | 'avalon' | 'cgminer' | 'antminer' | 'vnish' | 'braiins' | 'luxos' | 'whatsminer'
>;

/** Everything that two miners of one model have in common: what its maker printed on it, and its physics. */
export interface MinerModel {
  readonly id: string;
  readonly family: TwinFamily;
  readonly deviceModel: string;
  readonly asicModel: string;
  readonly boardVersion?: string;
  readonly boards: number;
  readonly chipsPerBoard: number;
  readonly smallCoresPerChip: number;
  /** Groups of cores on one supply inside a chip; their hashrate is counted separately. */
  readonly domainsPerChip: number;
  readonly frequencyOptionsMhz: readonly number[];
  readonly voltageOptionsMv: readonly number[];
  readonly defaultFrequencyMhz: number;
  readonly defaultVoltageMv: number;
  /** What the fan controller keeps its hottest chip at, °C. */
  readonly defaultTargetC: number;
  readonly minFanPercent: number;
  readonly fanCount: number;
  readonly maxPowerW: number;
  /** Processor, radio and lights, W. */
  readonly controllerW: number;
  readonly voltageNeed: VoltageNeed;
  readonly power: ChipPower;
  readonly regulator: Regulator;
  readonly supply: Supply;
  readonly thermal: ThermalPath;
  readonly fan: FanCurve;
  /** Relative spread of the shortest hashrate window. */
  readonly hashrateNoise: number;
  /** Standard deviation of the chips' temperatures around the mean, °C. */
  readonly chipSpreadC: number;
  /** AxeOS stops at these: chip, regulator. Absent for firmwares whose reaction to heat is not documented: they have none here. */
  readonly overheat?: { readonly chipC: number; readonly regulatorC: number };
}

/** Chips on all boards of a miner. */
export function chipCount(model: MinerModel): number {
  return model.boards * model.chipsPerBoard;
}
