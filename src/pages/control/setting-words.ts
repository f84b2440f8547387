import type { DeviceChange, SettingDifference } from '../../domain/control.ts';
import { withUnit } from '../../ui/format/decimal.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatPower } from '../../ui/format/power.ts';
import { formatTemperature } from '../../ui/format/temperature.ts';
import { control as text } from '../../ui/text/en/control.ts';

/** A setting as its owner reads it: `525 MHz`, `by temperature`. */
export function settingWords(
  setting: SettingDifference['setting'],
  value: SettingDifference['before'],
): string {
  if (value === undefined) return text.review.unknown;
  if (typeof value === 'boolean')
    return setting === 'paused' ? text.values.paused[`${value}`] : text.values.autoFan[`${value}`];
  if (typeof value === 'string') return value;
  switch (setting) {
    case 'frequencyMhz':
      return withUnit(value, 'MHz', { maximumFractionDigits: 1 });
    case 'coreVoltageMv':
      return withUnit(value, 'mV', { maximumFractionDigits: 0 });
    case 'powerLimitW':
      return formatPower(value);
    case 'fanPercent':
      return formatPercent(value / 100);
    case 'targetTempC':
      return formatTemperature(value);
    default:
      return String(value);
  }
}

/** A change in a few words, for lists and buttons: `Clock and voltage: 525 MHz, 1170 mV`. */
export function changeWords(change: DeviceChange): string {
  const kind = text.kinds[change.kind];
  switch (change.kind) {
    case 'tuning': {
      const parts = [
        change.frequencyMhz === undefined ? undefined : settingWords('frequencyMhz', change.frequencyMhz),
        change.coreVoltageMv === undefined ? undefined : settingWords('coreVoltageMv', change.coreVoltageMv),
      ];
      return `${kind}: ${parts.filter(Boolean).join(', ')}`;
    }
    case 'preset':
      return `${kind}: ${change.preset}`;
    case 'power-limit':
      return `${kind}: ${settingWords('powerLimitW', change.powerLimitW)}`;
    case 'fan':
      return `${kind}: ${settingWords('fanPercent', change.fanPercent)}`;
    case 'auto-fan':
      return change.targetTempC === undefined
        ? kind
        : `${kind}: ${settingWords('targetTempC', change.targetTempC)}`;
    case 'pools':
      return `${kind}: ${change.pools[0]?.url ?? ''}`;
    default:
      return kind;
  }
}
