import type { DeviceChange, DeviceSettings, PoolSetting, SettingDifference } from './control.ts';

type Value = SettingDifference['wanted'];

/** Devices round what they are given: clocks to their steps, voltages to the regulator's. */
const TOLERANCE: Readonly<Partial<Record<SettingDifference['setting'], number>>> = {
  frequencyMhz: 2,
  coreVoltageMv: 5,
  powerLimitW: 5,
  fanPercent: 1,
  targetTempC: 0.5,
};

/** What a change sets, beside what it is now. A restart and a lamp set nothing. */
export function differences(change: DeviceChange, before: DeviceSettings): readonly SettingDifference[] {
  return wantedSettings(change).map(([setting, wanted]) => ({
    setting,
    before: valueIn(before, setting),
    wanted,
  }));
}

/**
 * Is a device set to the letter as a change would set it? A password that comes with pools cannot be compared, for no
 * device tells it: then nobody knows.
 */
export function isSetSo(change: DeviceChange, now: DeviceSettings): boolean {
  if (change.kind === 'pools' && change.pools.some(({ password }) => password !== undefined)) return false;
  const wanted = differences(change, now);
  return wanted.length > 0 && wanted.every((each) => each.before === each.wanted);
}

/** The same with what is set afterwards. */
export function withAfter(
  wanted: readonly SettingDifference[],
  after: DeviceSettings | undefined,
): readonly SettingDifference[] {
  if (!after) return wanted;
  return wanted.map((difference) => ({ ...difference, after: valueIn(after, difference.setting) }));
}

/** Is each of them set as wanted? */
export function areApplied(found: readonly SettingDifference[]): boolean {
  return found.every(({ setting, wanted, after }) => agree(setting, wanted, after));
}

/** Is any of them set otherwise than before and than wanted, or only some as wanted? */
export function arePartlyApplied(found: readonly SettingDifference[]): boolean {
  return found.some(({ setting, before, after }) => after !== undefined && !agree(setting, before, after));
}

/** Is each of them as it was? */
export function areAsBefore(found: readonly SettingDifference[]): boolean {
  return found.every(({ setting, before, after }) => agree(setting, before, after));
}

/**
 * Those settings that a change left otherwise than they are now (`after`): somebody set them since. Where nobody saw
 * whether it came to pass, what was before counts as left by it too; what a device does not tell is no objection.
 */
export function changedBySomeone(
  found: readonly SettingDifference[],
  now: DeviceSettings,
): readonly SettingDifference[] {
  return withAfter(found, now).filter(({ setting, before, wanted, after: present }, place) => {
    const left = [before, wanted, found[place]?.after];
    return present !== undefined && !left.some((value) => agree(setting, value, present));
  });
}

function agree(
  setting: SettingDifference['setting'],
  wanted: Value | undefined,
  found: Value | undefined,
): boolean {
  if (typeof wanted === 'number' && typeof found === 'number')
    return Math.abs(wanted - found) <= (TOLERANCE[setting] ?? 0);
  return wanted === found;
}

function wantedSettings(change: DeviceChange): readonly (readonly [SettingDifference['setting'], Value])[] {
  switch (change.kind) {
    case 'pause':
    case 'resume':
      return [['paused', change.kind === 'pause']];
    case 'tuning':
      return [...told('frequencyMhz', change.frequencyMhz), ...told('coreVoltageMv', change.coreVoltageMv)];
    case 'preset':
      return [['preset', change.preset]];
    case 'power-limit':
      return [['powerLimitW', change.powerLimitW]];
    case 'fan':
      return [
        ['autoFan', false],
        ['fanPercent', change.fanPercent],
      ];
    case 'auto-fan':
      return [['autoFan', true], ...told('targetTempC', change.targetTempC)];
    case 'pools':
      return [['pools', poolsText(change.pools)]];
    default:
      return [];
  }
}

function told(
  setting: SettingDifference['setting'],
  value: number | undefined,
): readonly (readonly [SettingDifference['setting'], Value])[] {
  return value === undefined ? [] : [[setting, value]];
}

function valueIn(settings: DeviceSettings, setting: SettingDifference['setting']): Value | undefined {
  const value = settings[setting];
  return typeof value === 'object' ? poolsText(value) : value;
}

/** Without passwords: no device tells them. */
function poolsText(pools: readonly PoolSetting[]): string {
  return pools.map(({ url, user }) => `${url} ${user}`).join('\n');
}
