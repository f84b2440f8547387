import type { DeviceSettings } from '../domain/control.ts';
import type { MinerView } from '../domain/fleet-view.ts';
import type { HardwareFacts } from '../domain/hardware.ts';
import type {
  ChipReference,
  ClockPoint,
  TuningPoint,
  TuningSample,
  TuningSession,
  TuningWay,
} from '../domain/tuning.ts';
import { keyOf, wayOf } from '../domain/tuning.ts';
import { workModeName } from '../domain/work-mode.ts';

/** The clock that a device tells is rounded; its set voltage and its power limit, too. */
const SAME_MHZ = 1;
const SAME_MV = 1;
const SAME_W = 1;
/** So far may a hashrate be off what a device says it should make of its clock. */
const TOLD_DOUBT = 0.02;
const GUESSED_DOUBT = 0.1;

/** Where a miner stands on one way; undefined where its settings do not tell. */
export function settingOf(way: TuningWay, settings: DeviceSettings): TuningPoint | undefined {
  const { preset, powerLimitW, fanPercent, targetTempC } = settings;
  switch (way) {
    case 'clock':
      return clockOf(settings.frequencyMhz, settings.coreVoltageMv);
    case 'preset':
      return preset === undefined ? undefined : { kind: 'preset', preset };
    case 'work-mode':
      return preset === undefined ? undefined : { kind: 'work-mode', mode: preset };
    case 'power-limit':
      return powerLimitW === undefined ? undefined : { kind: 'power-limit', powerLimitW };
    case 'fan':
      return fanPercent === undefined ? undefined : { kind: 'fan', fanPercent };
    case 'target-temp':
      return targetTempC === undefined ? undefined : { kind: 'target-temp', targetTempC };
  }
}

/** The same as far as a reading tells it. */
export function toldSetting(
  { point, task }: TuningSession,
  { reading, miner }: MinerView,
): TuningPoint | undefined {
  if (!reading) return undefined;
  switch (wayOf(point)) {
    case 'clock':
      return clockOf(
        reading.frequencyMhz,
        reading.voltageCoreSetV === undefined ? undefined : 1000 * reading.voltageCoreSetV,
      );
    case 'power-limit':
      return reading.powerLimitW === undefined
        ? undefined
        : { kind: 'power-limit', powerLimitW: reading.powerLimitW };
    case 'preset':
    case 'work-mode': {
      const name = workModeName(miner.identity, reading.workMode)?.toLowerCase();
      return task.ladder?.find((rung) => nameOf(rung.point)?.toLowerCase() === name)?.point;
    }
    default:
      return undefined;
  }
}

function nameOf(point: TuningPoint): string | undefined {
  if (point.kind === 'preset') return point.preset;
  return point.kind === 'work-mode' ? point.mode : undefined;
}

function clockOf(
  frequencyMhz: number | undefined,
  coreVoltageMv: number | undefined,
): ClockPoint | undefined {
  if (!frequencyMhz || !coreVoltageMv) return undefined;
  return { frequencyMhz, coreVoltageMv: Math.round(coreVoltageMv) };
}

/** Is it one setting, but for rounding? */
export function isSameSetting(a: TuningPoint, b: TuningPoint): boolean {
  if (a.kind === undefined && b.kind === undefined)
    return (
      Math.abs(a.frequencyMhz - b.frequencyMhz) <= SAME_MHZ &&
      Math.abs(a.coreVoltageMv - b.coreVoltageMv) <= SAME_MV
    );
  if (a.kind === 'power-limit' && b.kind === 'power-limit')
    return Math.abs(a.powerLimitW - b.powerLimitW) <= SAME_W;
  return keyOf(a) === keyOf(b);
}

/** One moment of a trial, of what a miner told. */
export function sampleOf(
  { reading, roomTempC }: Pick<MinerView, 'reading' | 'roomTempC'>,
  atMs: number,
): TuningSample {
  const percents = (reading?.fans ?? []).flatMap(({ percent }) => (percent === undefined ? [] : [percent]));
  return {
    atMs,
    hashrateHs: reading?.hashrateHs,
    powerW: reading?.powerW,
    chipC: reading?.tempChipMaxC ?? reading?.tempChipAvgC ?? reading?.tempBoardMaxC,
    vrC: reading?.tempVrC,
    inputV: reading?.voltageInV,
    ...(percents.length > 0 ? { fanPercent: Math.max(...percents) } : {}),
    ...(reading?.hwErrorPct === undefined ? {} : { errorRate: reading.hwErrorPct / 100 }),
    airC: roomTempC,
    uptimeS: reading?.uptimeS,
  };
}

/** The maker's default, and what hashrate the device or its maker says that belongs to it. */
export function chipReference(
  { reading }: MinerView,
  { defaultFrequencyMhz, defaultCoreVoltageMv, ratedHashrateHs }: HardwareFacts,
  present: ClockPoint,
): ChipReference {
  const frequencyMhz = defaultFrequencyMhz?.value ?? present.frequencyMhz;
  const told = reading?.expectedHashrateHs;
  const scale = frequencyMhz / present.frequencyMhz;
  return {
    frequencyMhz,
    coreVoltageMv: defaultCoreVoltageMv?.value ?? present.coreVoltageMv,
    hashrateHs: told ? told * scale : (ratedHashrateHs?.value ?? (reading?.hashrateHs ?? 0) * scale),
    hashrateDoubt: told ? TOLD_DOUBT : GUESSED_DOUBT,
  };
}
