import type { DeviceError, DeviceErrorKind } from '../devices/transport.ts';
import type { ChangeReason, ChangeReasonCode, DeviceSettings, SettingDifference } from '../domain/control.ts';
import { areAsBefore, changedBySomeone, withAfter } from '../domain/setting-differences.ts';

/** A failure of a device as the reason of what became of a change. */
export function reasonOf({ kind, detail }: DeviceError): ChangeReason {
  return { code: REASONS[kind] ?? 'unreachable', detail };
}

const REASONS: Readonly<Partial<Record<DeviceErrorKind, ChangeReasonCode>>> = {
  refused: 'device-refused',
  timeout: 'timed-out',
  'unreadable-reply': 'unreadable',
  'too-large': 'unreadable',
  'not-a-miner': 'another-device',
};

/** Failures by which it is certain that the device did not do as it was told. */
const NOT_DONE: ReadonlySet<DeviceErrorKind> = new Set<DeviceErrorKind>([
  'refused',
  'unreachable',
  'not-paired',
  'forbidden-target',
  'busy',
]);

/** Is it certain after this failure that nothing was changed? */
export function isCertainlyNotDone({ kind }: DeviceError): boolean {
  return NOT_DONE.has(kind);
}

/** Why a change is not taken back: its owner set the device otherwise since, or it is as it was already. */
export function refusalToTakeBack(
  made: readonly SettingDifference[],
  now: DeviceSettings,
): ChangeReason | undefined {
  const otherwise = setOtherwise(made, now);
  if (otherwise) return otherwise;
  return made.length > 0 && areAsBefore(withAfter(made, now))
    ? { code: 'nothing-to-change', detail: '' }
    : undefined;
}

/** That somebody set the device otherwise since these changes were made, and to what; undefined where nobody did. */
export function setOtherwise(
  made: readonly SettingDifference[],
  now: DeviceSettings,
): ChangeReason | undefined {
  const [changed] = changedBySomeone(made, now);
  return changed && { code: 'changed-since', detail: `now ${told(changed)}` };
}

const UNITS: Readonly<Partial<Record<SettingDifference['setting'], string>>> = {
  frequencyMhz: ' MHz',
  coreVoltageMv: ' mV',
  powerLimitW: ' W',
  fanPercent: ' %',
  targetTempC: ' °C',
};

function told({ setting, after }: SettingDifference): string {
  return `${String(after).split('\n')[0]}${UNITS[setting] ?? ''}`;
}
