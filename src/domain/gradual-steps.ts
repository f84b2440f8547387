import { LARGEST_RAISE_PART, RAISE_WINDOW_MS } from './action.ts';
import type { ChangeRecord, DeviceChange, DeviceSettings } from './control.ts';
import { LARGEST_RAISE } from './envelope.ts';

/** A part of the way to what is wanted. */
export interface GradualStep {
  readonly change: DeviceChange;
  readonly isLast: boolean;
}

/** What of an earlier change says how far a miner may be raised now. */
export type EarlierChange = Pick<ChangeRecord, 'atMs' | 'outcome' | 'differences' | 'change'>;

type Raised = 'frequencyMhz' | 'coreVoltageMv' | 'powerLimitW';

/**
 * How far towards a change a miner may go now: lowering at once, raising by a tenth of what it was at its lowest within
 * the last five minutes. Undefined where it may not go any further yet.
 * @param lately changes of this miner, in any order
 */
export function nextStep(
  change: DeviceChange,
  settings: DeviceSettings,
  lately: readonly EarlierChange[],
  nowMs: number,
): GradualStep | undefined {
  const last = { change, isLast: true };
  switch (change.kind) {
    case 'tuning':
      return tuningStep(change, settings, lately, nowMs);
    case 'power-limit': {
      const { powerLimitW } = settings;
      if (powerLimitW === undefined) return last;
      const highest = highestOf('powerLimitW', powerLimitW, lately, nowMs);
      if (change.powerLimitW <= highest) return last;
      const step = Math.floor(highest);
      return step > powerLimitW ? { change: { ...change, powerLimitW: step }, isLast: false } : undefined;
    }
    case 'preset':
      return presetStep(change.preset, settings, lately, nowMs);
    default:
      return last;
  }
}

/** Does a change ask less of a miner than it does now, or no more? */
export function goesDown(change: DeviceChange, settings: DeviceSettings): boolean {
  switch (change.kind) {
    case 'pause':
      return true;
    case 'tuning':
      return (
        (change.frequencyMhz ?? 0) <= (settings.frequencyMhz ?? Number.NEGATIVE_INFINITY) &&
        (change.coreVoltageMv ?? 0) <= (settings.coreVoltageMv ?? Number.POSITIVE_INFINITY)
      );
    case 'power-limit':
      return change.powerLimitW <= (settings.powerLimitW ?? Number.NEGATIVE_INFINITY);
    case 'preset': {
      const powerOf = (name: string | undefined) =>
        settings.presetPoints?.find(({ preset }) => preset === name)?.powerW;
      return (powerOf(change.preset) ?? Number.POSITIVE_INFINITY) <= (powerOf(settings.preset) ?? Number.NaN);
    }
    default:
      return false;
  }
}

/** Clock and voltage go there together: at no moment is one of them further on its way than the other. */
function tuningStep(
  change: Extract<DeviceChange, { kind: 'tuning' }>,
  settings: DeviceSettings,
  lately: readonly EarlierChange[],
  nowMs: number,
): GradualStep | undefined {
  const part = Math.min(
    partOfWay('frequencyMhz', change.frequencyMhz, settings.frequencyMhz, lately, nowMs),
    partOfWay('coreVoltageMv', change.coreVoltageMv, settings.coreVoltageMv, lately, nowMs),
  );
  if (part >= 1) return { change, isLast: true };
  const on = (from: number | undefined, to: number) => Math.floor((from ?? to) + part * (to - (from ?? to)));
  const step: DeviceChange = {
    kind: 'tuning',
    ...(change.frequencyMhz === undefined
      ? {}
      : { frequencyMhz: on(settings.frequencyMhz, change.frequencyMhz) }),
    ...(change.coreVoltageMv === undefined
      ? {}
      : { coreVoltageMv: on(settings.coreVoltageMv, change.coreVoltageMv) }),
  };
  const moves = step.frequencyMhz !== settings.frequencyMhz || step.coreVoltageMv !== settings.coreVoltageMv;
  return part > 0 && moves ? { change: step, isLast: false } : undefined;
}

/** Which part of the way from what is set to what is wanted may be gone now, 0..1. */
function partOfWay(
  setting: 'frequencyMhz' | 'coreVoltageMv',
  wanted: number | undefined,
  present: number | undefined,
  lately: readonly EarlierChange[],
  nowMs: number,
): number {
  // Where nobody knows where it stands, nobody knows how far it is: then its bounds alone hold.
  if (wanted === undefined || present === undefined || wanted <= present) return 1;
  const highest = Math.min(
    highestOf(setting, present, lately, nowMs),
    lowestLately(setting, present, lately, nowMs) + LARGEST_RAISE[setting],
  );
  return Math.max(0, Math.min(1, (highest - present) / (wanted - present)));
}

function highestOf(
  setting: Raised,
  present: number,
  lately: readonly EarlierChange[],
  nowMs: number,
): number {
  return (1 + LARGEST_RAISE_PART) * lowestLately(setting, present, lately, nowMs);
}

/** The lowest that it was set to within the last five minutes, now included. */
function lowestLately(
  setting: Raised,
  present: number,
  lately: readonly EarlierChange[],
  nowMs: number,
): number {
  const before = lately
    .filter(({ atMs, outcome }) => nowMs - atMs < RAISE_WINDOW_MS && outcome !== 'refused')
    .flatMap(({ differences }) => differences)
    .filter((difference) => difference.setting === setting)
    .flatMap((difference) => (typeof difference.before === 'number' ? [difference.before] : []));
  return Math.min(present, ...before);
}

/** Through the firmware's own profiles, by the power that it tells of them; one rung at a time where they are far apart. */
function presetStep(
  preset: string,
  { preset: present, presetPoints = [] }: DeviceSettings,
  lately: readonly EarlierChange[],
  nowMs: number,
): GradualStep | undefined {
  const last: GradualStep = { change: { kind: 'preset', preset }, isLast: true };
  const powerOf = (name: string | undefined) => presetPoints.find((point) => point.preset === name)?.powerW;
  const [fromW, toW] = [powerOf(present), powerOf(preset)];
  if (fromW === undefined || toW === undefined || toW <= fromW) return last;
  const wasRaisedLately = lately.some(
    ({ change, atMs, outcome }) =>
      change.kind === 'preset' && outcome !== 'refused' && nowMs - atMs < RAISE_WINDOW_MS,
  );
  if (wasRaisedLately) return undefined;
  const between = presetPoints
    .filter(({ powerW }) => powerW > fromW && powerW <= toW)
    .sort((a, b) => a.powerW - b.powerW);
  const reached = between.findLast(({ powerW }) => powerW <= (1 + LARGEST_RAISE_PART) * fromW) ?? between[0];
  if (!reached || reached.powerW >= toW) return last;
  return { change: { kind: 'preset', preset: reached.preset }, isLast: false };
}
