import type { MinerTwin } from '../miner-twin.ts';
import type { TwinSettings } from '../twin-state.ts';
import { acceptsEspPool, setEspPools } from './esp-pools.ts';

interface Writable {
  readonly accepts: (value: unknown) => boolean;
  readonly apply: (settings: TwinSettings, value: number) => void;
}

/**
 * What PATCH /api/system may change, with the firmware's own bounds (ESP-Miner main/nvs_config.c). Clock and voltage have
 * no hardware bound: the firmware takes 65535 mV, so a client must keep to the options.
 */
const WRITABLE: Readonly<Record<string, Writable>> = {
  frequency: { accepts: within(1, 65_535), apply: (to, value) => Object.assign(to, { frequencyMhz: value }) },
  coreVoltage: {
    accepts: whole(1, 65_535),
    apply: (to, value) => Object.assign(to, { coreVoltageMv: value }),
  },
  autofanspeed: { accepts: whole(0, 1), apply: (to, value) => Object.assign(to, { autoFan: value === 1 }) },
  manualFanSpeed: {
    accepts: whole(0, 100),
    apply: (to, value) => Object.assign(to, { manualFanPercent: value }),
  },
  minFanSpeed: { accepts: whole(0, 99), apply: (to, value) => Object.assign(to, { minFanPercent: value }) },
  temptarget: { accepts: whole(35, 66), apply: (to, value) => Object.assign(to, { targetC: value }) },
  overheat_mode: { accepts: whole(0, 0), apply: (to) => Object.assign(to, { overheatMode: false }) },
  statsFrequency: {
    accepts: whole(0, 65_535),
    apply: (to, value) => Object.assign(to, { statsFrequencyS: value }),
  },
};

/**
 * Applies a PATCH body: all of it, or nothing. Unknown keys are passed over, as the firmware does.
 * @returns whether it was taken; false is the firmware's 400 "Wrong API input"
 */
export function applyAxeosSettings(twin: MinerTwin, body: string): boolean {
  const wanted = parseObject(body);
  if (wanted === undefined) return false;
  const changes = Object.entries(wanted).flatMap(([key, value]) => {
    const writable = WRITABLE[key];
    return writable ? [{ writable, value: typeof value === 'boolean' ? Number(value) : value }] : [];
  });
  if (!changes.every(({ writable, value }) => writable.accepts(value))) return false;
  if (!Object.entries(wanted).every(([key, value]) => acceptsEspPool(key, value))) return false;
  for (const { writable, value } of changes) writable.apply(twin.settings, Number(value));
  setEspPools(twin, wanted);
  return true;
}

function parseObject(body: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? { ...parsed }
      : undefined;
  } catch {
    return undefined;
  }
}

function within(low: number, high: number): (value: unknown) => boolean {
  return (value) => typeof value === 'number' && value >= low && value <= high;
}

function whole(low: number, high: number): (value: unknown) => boolean {
  return (value) => Number.isInteger(value) && within(low, high)(value);
}
