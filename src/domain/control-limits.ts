import type { ControlBounds } from './control.ts';
import type { HardwareEnvelope } from './hardware-envelope.ts';

/** What the catalogue knows of a device, as bounds of what it may be asked for. */
export function controlLimits({ frequencyMhz, coreVoltageMv, maxPowerW }: HardwareEnvelope): ControlBounds {
  return {
    ...(frequencyMhz ? { frequencyMhz } : {}),
    ...(coreVoltageMv ? { coreVoltageMv } : {}),
    ...(maxPowerW ? { powerLimitW: { min: 0, max: maxPowerW.value, source: maxPowerW.source } } : {}),
  };
}
