import type { HardwareFacts, Sourced } from './hardware.ts';

/** The range of a setting that the hardware's maker offers, and where that is written. */
export interface SettingRange {
  readonly min: number;
  readonly max: number;
  /** The settings offered, rising; `min` and `max` are its ends. */
  readonly options: readonly number[];
  readonly source: string;
}

/** A value that must not be left behind, and where that is written. */
export interface HardwareLimit {
  readonly value: number;
  readonly source: string;
}

/** What a device may be set to, and what it may reach. What is not known is absent: then nothing may be assumed. */
export interface HardwareEnvelope {
  readonly frequencyMhz?: SettingRange | undefined;
  readonly coreVoltageMv?: SettingRange | undefined;
  readonly maxPowerW?: HardwareLimit | undefined;
  readonly maxChipC?: HardwareLimit | undefined;
  readonly maxVrC?: HardwareLimit | undefined;
  readonly nominalInputV?: HardwareLimit | undefined;
}

/** The limits that control must keep, of what the catalogue knows of a device. */
export function envelopeOf(facts: HardwareFacts): HardwareEnvelope {
  return {
    frequencyMhz: range(facts.frequencyOptionsMhz),
    coreVoltageMv: range(facts.coreVoltageOptionsMv),
    maxPowerW: limit(facts.maxPowerW),
    maxChipC: limit(facts.maxChipC),
    maxVrC: limit(facts.maxVrC),
    nominalInputV: limit(facts.nominalInputV),
  };
}

function range(options: Sourced<readonly number[]> | undefined): SettingRange | undefined {
  const min = options?.value.at(0);
  const max = options?.value.at(-1);
  if (!options || min === undefined || max === undefined) return undefined;
  return { min, max, options: options.value, source: options.source.title };
}

function limit(fact: Sourced<number> | undefined): HardwareLimit | undefined {
  return fact && { value: fact.value, source: fact.source.title };
}
