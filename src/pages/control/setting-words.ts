import type {
  Bound,
  ChangeReason,
  ChangeRecord,
  DeviceChange,
  SettingDifference,
} from '../../domain/control.ts';
import { withUnit } from '../../ui/format/decimal.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatPower } from '../../ui/format/power.ts';
import { formatTemperature } from '../../ui/format/temperature.ts';
import { isMachineWords, control as text } from '../../ui/text/en/control.ts';

/** A setting as its owner reads it: `525 MHz`, `by temperature`. */
export function settingWords(
  setting: SettingDifference['setting'],
  value: SettingDifference['before'],
): string {
  if (value === undefined) return text.review.unknown;
  if (typeof value === 'boolean')
    return setting === 'paused' ? text.values.paused[`${value}`] : text.values.autoFan[`${value}`];
  if (typeof value === 'string') return setting === 'preset' ? presetWords(value) : value;
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

/** A profile by its name. Those of VNish are called by their watts: `3050`, and `disabled` is none of them. */
export function presetWords(preset: string): string {
  if (preset === 'disabled') return text.preset.none;
  return /^\d{3,5}$/.test(preset) ? formatPower(Number(preset)) : preset;
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
      return `${kind}: ${presetWords(change.preset)}`;
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

/** The same of one that was asked for: `Undone: Clock 550 MHz → 575 MHz` for one that takes back another. */
export function recordWords({ change, isUndo, differences, by }: ChangeRecord): string {
  if (by === 'recovery') return text.recovery.did;
  if (by === 'tuner') return text.changes.byTuner(changeWords(change));
  if (!isUndo) return changeWords(change);
  const steps = differences
    .filter(({ setting, before, wanted }) => setting !== 'pools' && before !== undefined && before !== wanted)
    .map(
      ({ setting, before, wanted }) =>
        `${text.settings[setting]} ${settingWords(setting, before)} → ${settingWords(setting, wanted)}`,
    );
  return text.changes.undone(steps.join(', ') || changeWords(change));
}

/** How it ended, and why. */
export function outcomeWords({ outcome, reason }: Pick<ChangeRecord, 'outcome' | 'reason'>): string {
  return reason ? `${text.outcomes[outcome]} ${text.reason(reason)}` : text.outcomes[outcome];
}

/** What the device itself said, where our words do not hold it already. */
export function ownWordsOf(reason: ChangeReason | undefined): string | undefined {
  if (!reason) return undefined;
  const isTheirs =
    reason.code === 'device-refused'
      ? isMachineWords(reason.detail)
      : reason.code === 'unreachable' || reason.code === 'unreadable';
  return isTheirs && reason.detail !== '' ? reason.detail : undefined;
}

/** Limits in a line, and where they are from if that takes more than the line bears (the file of a firmware). */
export function limitWords(
  unit: string,
  { min, max, source }: Bound,
): { line: string; whose: string; from?: string } {
  const amount = (value: number) => withUnit(value, unit, { maximumFractionDigits: 1 });
  const parts = source.split('; ');
  const plain = parts.find((part) => /^(the miner|Davylamp)/.test(part));
  const from = parts.every((part) => part === plain) ? {} : { from: source };
  if (plain === undefined)
    return { line: text.tuning.within(amount(min), amount(max)), whose: source, ...from };
  const whose = plain.replace(/^Davylamp: /, '');
  return { line: text.tuning.withinOwn(amount(min), amount(max), whose), whose, ...from };
}
