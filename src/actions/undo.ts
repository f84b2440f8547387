import type { DeviceChange, DeviceSettings } from '../domain/control.ts';
import { isPaid } from '../domain/envelope.ts';

/**
 * What takes a change back, given what was set before; undefined where nothing can (a restart), or where the device did
 * not tell how it was.
 */
export function undoOf(change: DeviceChange, before: DeviceSettings): DeviceChange | undefined {
  switch (change.kind) {
    case 'pause':
      return before.paused === true ? undefined : { kind: 'resume' };
    case 'resume':
      return before.paused === false ? undefined : { kind: 'pause' };
    case 'tuning':
      return undoOfTuning(change, before);
    case 'preset':
      return before.preset === undefined ? undefined : { kind: 'preset', preset: before.preset };
    case 'power-limit':
      return before.powerLimitW === undefined
        ? undefined
        : { kind: 'power-limit', powerLimitW: before.powerLimitW };
    case 'fan':
    case 'auto-fan':
      return undoOfFan(before);
    case 'pools':
      return undoOfPools(before);
    default:
      return undefined;
  }
}

function undoOfTuning(
  { frequencyMhz, coreVoltageMv }: Extract<DeviceChange, { kind: 'tuning' }>,
  before: DeviceSettings,
): DeviceChange | undefined {
  const needsFrequency = frequencyMhz !== undefined;
  const needsVoltage = coreVoltageMv !== undefined;
  if (needsFrequency && before.frequencyMhz === undefined) return undefined;
  if (needsVoltage && before.coreVoltageMv === undefined) return undefined;
  return {
    kind: 'tuning',
    ...(needsFrequency ? { frequencyMhz: before.frequencyMhz } : {}),
    ...(needsVoltage ? { coreVoltageMv: before.coreVoltageMv } : {}),
  };
}

/** Pools whose users were not told cannot be given back: nobody would be paid. */
function undoOfPools({ pools = [] }: DeviceSettings): DeviceChange | undefined {
  return pools.length > 0 && pools.every(({ user }) => isPaid(user)) ? { kind: 'pools', pools } : undefined;
}

function undoOfFan({ autoFan, fanPercent, targetTempC }: DeviceSettings): DeviceChange | undefined {
  if (autoFan === true) return { kind: 'auto-fan', ...(targetTempC === undefined ? {} : { targetTempC }) };
  return fanPercent === undefined ? undefined : { kind: 'fan', fanPercent };
}
