import type { ControlBounds, ControlKind, DeviceChange, DeviceSettings } from '../../domain/control.ts';
import type { OperatingPoint } from '../../domain/economics/operating-point.ts';
import type { PlanMode, PlanModeName } from '../../domain/plan.ts';
import { changeTo } from '../../domain/tuning.ts';
import type { TuningPick } from '../tuning/picks.ts';

/** A setting that a miner can be put to, with what it then hashes and draws at the wall. */
export interface KnownSetting extends OperatingPoint {
  readonly changes: readonly DeviceChange[];
  readonly known: PlanMode['known'];
}

export interface ModeFacts {
  /** As it runs without a plan. */
  readonly usual: KnownSetting;
  /** In any order. */
  readonly others: readonly KnownSetting[];
  /** It can be told to pause and to go on. */
  readonly canRest: boolean;
  /** What it draws while it rests, W; absent where nobody has seen that. */
  readonly restW?: number | undefined;
}

/** An eco mode saves at least so much of the usual power, and leaves at least so much of the work. */
const ECO_MOST_POWER = 0.95;
const ECO_LEAST_WORK = 0.3;
/** A boost brings at least so much more work, for at most so much more power. */
const BOOST_LEAST_WORK = 1.02;
const BOOST_MOST_POWER = 1.3;
/** Of its usual power, and W at most: fans, controller and supply of a resting miner, where nobody has seen it rest. */
const REST_PART = 0.1;
const REST_MOST_W = 30;
/** A power limit that nobody has tried is set so far below the usual one. */
const LIMIT_PART = 0.75;

/**
 * The modes of a miner, from off on in ascending power: eco is of all settings that save power the one with the least energy a hash;
 * boost the one with the most work among those that do not cost much more power. A miner that cannot be told to rest keeps off as a
 * mode without changes, and is not asked for it.
 */
export function minerModes({ usual, others, canRest, restW }: ModeFacts): readonly PlanMode[] {
  const off: PlanMode = {
    name: 'off',
    hashrateHs: 0,
    powerW: restW ?? Math.min(REST_MOST_W, REST_PART * usual.powerW),
    changes: canRest ? [{ kind: 'pause' }] : [],
    known: restW === undefined ? 'estimated' : 'measured',
  };
  const eco = others
    .filter(
      ({ powerW, hashrateHs }) =>
        powerW > off.powerW &&
        powerW <= ECO_MOST_POWER * usual.powerW &&
        hashrateHs >= ECO_LEAST_WORK * usual.hashrateHs,
    )
    .sort((a, b) => a.powerW / a.hashrateHs - b.powerW / b.hashrateHs)[0];
  const boost = others
    .filter(
      ({ powerW, hashrateHs }) =>
        powerW > usual.powerW &&
        powerW <= BOOST_MOST_POWER * usual.powerW &&
        hashrateHs >= BOOST_LEAST_WORK * usual.hashrateHs,
    )
    .sort((a, b) => b.hashrateHs - a.hashrateHs)[0];
  const named = (name: PlanModeName, setting: KnownSetting | undefined): readonly PlanMode[] =>
    setting ? [{ name, ...setting }] : [];
  return [off, ...named('eco', eco), ...named('normal', usual), ...named('boost', boost)];
}

/** What puts a device back to how it is set now; nothing where it offers no way. */
export function changesTo(settings: DeviceSettings, offers: readonly ControlKind[]): readonly DeviceChange[] {
  const { frequencyMhz, coreVoltageMv, preset, powerLimitW } = settings;
  if (offers.includes('tuning') && frequencyMhz && coreVoltageMv)
    return [{ kind: 'tuning', frequencyMhz, coreVoltageMv }];
  if (offers.includes('preset') && preset) return [{ kind: 'preset', preset }];
  if (offers.includes('power-limit') && powerLimitW) return [{ kind: 'power-limit', powerLimitW }];
  return [];
}

/** Power at the wall, W, where the device tells so much: what a supply wastes changes with its load. */
export type AtWall = (deviceW: number) => number;

/** Points that a tuning session has tested and found safe. */
export function tunedSettings(picks: readonly TuningPick[], atWall: AtWall): readonly KnownSetting[] {
  return picks.map(({ trial: { point, hashrateHs, powerW } }) => ({
    hashrateHs: hashrateHs.mean,
    powerW: atWall(powerW.mean),
    changes: [changeTo(point)],
    known: 'tuned',
  }));
}

/** Profiles of the firmware that tell what they do, of those that may be asked for. */
export function presetSettings(
  { presetPoints = [], preset: present }: DeviceSettings,
  { presets }: ControlBounds,
  atWall: AtWall,
): readonly KnownSetting[] {
  return presetPoints
    .filter(({ preset }) => preset !== present && (presets?.includes(preset) ?? false))
    .map(({ preset, hashrateHs, powerW }) => ({
      hashrateHs,
      powerW: atWall(powerW),
      changes: [{ kind: 'preset', preset }],
      known: 'preset',
    }));
}

/**
 * A lower power limit that nobody has tried: work is taken to fall as power does, which is less than a chip does at a lower voltage, so
 * that a plan promises too little rather than too much.
 */
export function limitSettings(
  { powerLimitW }: DeviceSettings,
  { powerLimitW: bound }: ControlBounds,
  usual: OperatingPoint,
): readonly KnownSetting[] {
  if (!powerLimitW || !bound) return [];
  const limitW = Math.max(bound.min, Math.round(LIMIT_PART * powerLimitW));
  if (limitW >= powerLimitW) return [];
  const part = limitW / powerLimitW;
  return [
    {
      hashrateHs: part * usual.hashrateHs,
      powerW: part * usual.powerW,
      changes: [{ kind: 'power-limit', powerLimitW: limitW }],
      known: 'estimated',
    },
  ];
}
