import type { Bound, ControlBounds, ControlKind, DeviceSettings } from '../../domain/control.ts';
import type { MinerFamily } from '../../domain/miner.ts';
import type { Rung, RungPoint } from '../../domain/tuning.ts';

/** What a miner offers and how it stands, as far as its ladders go. */
export interface LadderFacts {
  readonly family: MinerFamily;
  readonly offers: readonly ControlKind[];
  readonly settings: DeviceSettings;
  /** What it takes, narrowed by what the catalogue knows. */
  readonly bounds: ControlBounds;
  /** What it draws and does now. */
  readonly powerW: number;
  readonly hashrateHs: number;
}

/** A ladder, and on which of its rungs a miner stands. */
export interface Ladder {
  readonly rungs: readonly Rung[];
  readonly present: RungPoint;
}

/** Modes that their makers list from the least power to the most. Of an Avalon Mini nobody says which of its modes draws more. */
const RISING_MODES: readonly (readonly string[])[] = [
  ['Low', 'Normal', 'High'],
  ['Low', 'Medium', 'High'],
  ['Eco', 'Standard', 'Super'],
];
const MODE_FAMILIES: ReadonlySet<MinerFamily> = new Set<MinerFamily>(['whatsminer', 'avalon']);
/** Power limits are tried in steps of this part of the present one, and down to so much of it. */
const LIMIT_STEP = 0.05;
const LEAST_LIMIT = 0.45;
const LIMIT_GRAIN_W = 10;
const FAN_STEP_PERCENT = 5;
const TARGET_STEP_C = 2;
const TARGETS_AWAY = 5;

/**
 * The ladders that a miner may be tuned on, each from the rung that asks the least of it, up. One of which it is not told
 * where the miner stands has no way back, and is none; a single rung is none either.
 */
export function laddersOf(facts: LadderFacts): readonly Ladder[] {
  return [modeLadder(facts), limitLadder(facts), fanLadder(facts), targetLadder(facts)].filter(
    (ladder): ladder is Ladder => ladder !== undefined && ladder.rungs.length > 1,
  );
}

function modeLadder(facts: LadderFacts): Ladder | undefined {
  const { family, offers, settings, bounds } = facts;
  const { preset } = settings;
  const names = bounds.presets ?? [];
  if (!offers.includes('preset') || preset === undefined || !names.includes(preset)) return undefined;
  if (!MODE_FAMILIES.has(family)) return presetLadder(facts, preset, names);
  const rising = RISING_MODES.find((modes) => modes.every((mode, place) => names[place] === mode));
  return (
    rising && {
      rungs: rising.map((mode) => ({ point: { kind: 'work-mode', mode } as const })),
      present: { kind: 'work-mode', mode: preset },
    }
  );
}

/** By the power that the firmware tells of each; the present one, of which it may tell none, by what it draws. */
function presetLadder(
  { settings: { presetPoints = [] }, powerW, hashrateHs }: LadderFacts,
  present: string,
  names: readonly string[],
): Ladder | undefined {
  const told = presetPoints.filter((point) => names.includes(point.preset));
  const all = told.some((point) => point.preset === present)
    ? told
    : [...told, { preset: present, powerW, hashrateHs }];
  const rungs = all
    .toSorted((a, b) => a.powerW - b.powerW)
    .map(({ preset, ...does }) => ({ point: { kind: 'preset', preset } as const, ...does }));
  return { rungs, present: { kind: 'preset', preset: present } };
}

function limitLadder({ offers, settings: { powerLimitW }, bounds }: LadderFacts): Ladder | undefined {
  if (!offers.includes('power-limit') || !powerLimitW || !bounds.powerLimitW) return undefined;
  const step = LIMIT_GRAIN_W * Math.max(1, Math.round((LIMIT_STEP * powerLimitW) / LIMIT_GRAIN_W));
  const least = { ...bounds.powerLimitW, min: Math.max(bounds.powerLimitW.min, LEAST_LIMIT * powerLimitW) };
  return {
    rungs: around(powerLimitW, step, least).map((each) => ({
      point: { kind: 'power-limit', powerLimitW: each },
      powerW: each,
    })),
    present: { kind: 'power-limit', powerLimitW },
  };
}

/** Only where its owner has fixed the fans already: a miner that minds its own heat is not taken that from. */
function fanLadder({ offers, settings, bounds }: LadderFacts): Ladder | undefined {
  const { autoFan, fanPercent } = settings;
  if (!offers.includes('fan') || autoFan !== false || !fanPercent || !bounds.fanPercent) return undefined;
  return {
    rungs: around(fanPercent, FAN_STEP_PERCENT, bounds.fanPercent)
      .toReversed()
      .map((each) => ({ point: { kind: 'fan', fanPercent: each } })),
    present: { kind: 'fan', fanPercent },
  };
}

function targetLadder({ offers, settings, bounds }: LadderFacts): Ladder | undefined {
  const { autoFan, targetTempC } = settings;
  if (!offers.includes('auto-fan') || autoFan !== true || !targetTempC || !bounds.targetTempC)
    return undefined;
  return {
    rungs: around(targetTempC, TARGET_STEP_C, bounds.targetTempC)
      .filter((each) => Math.abs(each - targetTempC) <= TARGETS_AWAY * TARGET_STEP_C)
      .map((each) => ({ point: { kind: 'target-temp', targetTempC: each } })),
    present: { kind: 'target-temp', targetTempC },
  };
}

/** Steps from where it stands, both ways, as far as its bounds go; rising. */
function around(present: number, step: number, { min, max }: Bound): readonly number[] {
  const down = Math.max(0, Math.floor((present - min) / step + 1e-9));
  const up = Math.max(0, Math.floor((max - present) / step + 1e-9));
  return Array.from({ length: down + up + 1 }, (_, index) => present + (index - down) * step);
}
