import type { MinerModel } from '../miner-model.ts';
import type { MinerTwin } from '../miner-twin.ts';

/** One clock and voltage of those that LuxOS goes up and down by. */
export interface LuxProfile {
  readonly name: string;
  /** Steps from the maker's own clock, `default`. */
  readonly step: number;
  readonly frequencyMhz: number;
  readonly coreVoltageMv: number;
}

const STEP_MHZ = 25;
const LOWEST_STEP = -8;
const HIGHEST_STEP = 4;
/** A clock lower by one part needs a voltage lower by this part. */
const VOLTAGE_PER_CLOCK = 0.35;
/** What is drawn at the maker's own clock, as a part of the most that it may. */
const USUAL_DRAW = 0.92;
/** Chips in a row share the voltage of their board (S19j Pro: 42 groups). */
const GROUPS_IN_ROW = 42;

/** From the lowest clock on. */
export function luxProfiles(model: MinerModel): readonly LuxProfile[] {
  return Array.from({ length: HIGHEST_STEP - LOWEST_STEP + 1 }, (_, at) => {
    const step = LOWEST_STEP + at;
    const frequencyMhz = model.defaultFrequencyMhz + step * STEP_MHZ;
    const clock = frequencyMhz / model.defaultFrequencyMhz;
    const coreVoltageMv = Math.round(model.defaultVoltageMv * (1 + VOLTAGE_PER_CLOCK * (clock - 1)));
    return { name: step === 0 ? 'default' : `${frequencyMhz}MHz`, step, frequencyMhz, coreVoltageMv };
  });
}

/** The one in use; the maker's own where none was ever chosen. */
export function luxProfile({ model, settings }: MinerTwin): LuxProfile {
  const profiles = luxProfiles(model);
  const found = profiles.find(({ name }) => name === settings.preset) ?? profiles[-LOWEST_STEP];
  if (!found) throw new RangeError(`${model.id} has no profiles`);
  return found;
}

/** `PROFILES`: hashrate in TH/s and draw are LuxOS's estimates. */
export function profileRows({ model, expectedHashrateHs, settings }: MinerTwin): Record<string, unknown>[] {
  const thsPerMhz = expectedHashrateHs / 1e12 / settings.frequencyMhz;
  return luxProfiles(model).map(({ name, step, frequencyMhz, coreVoltageMv }) => ({
    CanRestore: true,
    Frequency: frequencyMhz,
    HasOverrides: false,
    Hashrate: Math.round(10 * thsPerMhz * frequencyMhz) / 10,
    IsDynamic: true,
    IsTuned: settings.preset === name,
    'Profile Name': name,
    Step: String(step),
    Voltage: boardVoltageV(coreVoltageMv),
    Watts: Math.round(
      model.maxPowerW *
        USUAL_DRAW *
        (frequencyMhz / model.defaultFrequencyMhz) *
        (coreVoltageMv / model.defaultVoltageMv) ** 2,
    ),
  }));
}

/** What the supply gives a board whose chips get this each, V. */
export function boardVoltageV(coreVoltageMv: number): number {
  return Math.round((100 * GROUPS_IN_ROW * coreVoltageMv) / 1_000) / 100;
}
