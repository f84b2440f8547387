import type { DeviceChange, DeviceSettings } from './control.ts';
import type { PlanMode } from './plan.ts';

/** A clock and a voltage are told rounded. */
const SAME_MHZ = 1;
const SAME_MV = 1;

/** The mode that a device's settings belong to, whether it rests or not; undefined where its owner has set it otherwise. */
export function modeOfSettings(modes: readonly PlanMode[], settings: DeviceSettings): PlanMode | undefined {
  const running = modes.filter(({ name }) => name !== 'off');
  return running.find(({ changes }) => changes.every((change) => isSetTo(settings, change)));
}

function isSetTo(settings: DeviceSettings, change: DeviceChange): boolean {
  const isNear = (told: number | undefined, wanted: number | undefined, by: number) =>
    wanted === undefined || (told !== undefined && Math.abs(told - wanted) <= by);
  switch (change.kind) {
    case 'tuning':
      return (
        isNear(settings.frequencyMhz, change.frequencyMhz, SAME_MHZ) &&
        isNear(settings.coreVoltageMv, change.coreVoltageMv, SAME_MV)
      );
    case 'preset':
      return settings.preset === change.preset;
    case 'power-limit':
      return isNear(settings.powerLimitW, change.powerLimitW, 1);
    default:
      return false;
  }
}
