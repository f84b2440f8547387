import type { MinerTwin } from '../miner-twin.ts';
import type { TwinSettings } from '../twin-state.ts';
import { setEspPools } from './esp-pools.ts';

/** What PATCH /api/system of NerdOS may change (shufps/ESP-Miner-NerdQAxePlus, PATCH_update_settings): 16-bit numbers. */
const WRITABLE: Readonly<Record<string, (settings: TwinSettings, value: number) => void>> = {
  frequency: (to, value) => Object.assign(to, { frequencyMhz: value }),
  coreVoltage: (to, value) => Object.assign(to, { coreVoltageMv: value }),
  autofanspeed: (to, value) => Object.assign(to, { autoFan: value !== 0 }),
  manualFanSpeed: (to, value) => Object.assign(to, { manualFanPercent: value }),
  pidTargetTemp: (to, value) => Object.assign(to, { targetC: value }),
};

/** Applies what it knows and passes over the rest in silence. @returns false where the body is no JSON object */
export function applyNerdosSettings(twin: MinerTwin, body: string): boolean {
  let wanted: unknown;
  try {
    wanted = JSON.parse(body);
  } catch {
    return false;
  }
  if (typeof wanted !== 'object' || wanted === null) return false;
  for (const [key, value] of Object.entries(wanted)) {
    const whole = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65_535;
    if (whole) WRITABLE[key]?.(twin.settings, value);
  }
  setEspPools(twin, { ...wanted });
  return true;
}
