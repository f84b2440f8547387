import type { DeviceChange } from './control.ts';

/** What tuning looks for. */
export type TuningObjective =
  /** The least energy for a hash. */
  | { readonly kind: 'efficiency' }
  /** The most money a day, in the owner's currency: what a hash earns less what its energy costs. */
  | { readonly kind: 'net'; readonly earnedPerThDay: number; readonly pricePerKwh: number }
  /** The most hashes that the limits leave. */
  | { readonly kind: 'hashrate' }
  /** The least heat to be blown away, at no less than this hashrate. */
  | { readonly kind: 'quiet'; readonly leastHashrateHs: number };

/** A clock and a core voltage. It has no kind: sessions were kept so before there was any other. */
export interface ClockPoint {
  readonly kind?: undefined;
  readonly frequencyMhz: number;
  readonly coreVoltageMv: number;
}

/** One rung of a ladder: a setting of which a device takes some values, ordered by how much heat each asks it to bear. */
export type RungPoint =
  /** A named profile of the firmware. */
  | { readonly kind: 'preset'; readonly preset: string }
  /** One of the few modes that its maker names. */
  | { readonly kind: 'work-mode'; readonly mode: string }
  | { readonly kind: 'power-limit'; readonly powerLimitW: number }
  /** Fans at a fixed part of their speed. */
  | { readonly kind: 'fan'; readonly fanPercent: number }
  /** The temperature that its fans keep. */
  | { readonly kind: 'target-temp'; readonly targetTempC: number };

/** What a miner may be set to. */
export type TuningPoint = ClockPoint | RungPoint;

/** What of a miner is changed while it is tuned. */
export type TuningWay = 'clock' | RungPoint['kind'];

/** A rung, and what its firmware says that it does, where it says so. */
export interface Rung {
  readonly point: RungPoint;
  readonly powerW?: number | undefined;
  readonly hashrateHs?: number | undefined;
}

/** The way that a point belongs to. */
export function wayOf(point: TuningPoint): TuningWay {
  return point.kind ?? 'clock';
}

/** What is asked of a device that is to be set to a point. */
export function changeTo(point: TuningPoint): DeviceChange {
  switch (point.kind) {
    case undefined: {
      const { frequencyMhz, coreVoltageMv } = point;
      return { kind: 'tuning', frequencyMhz, coreVoltageMv };
    }
    case 'preset':
    case 'power-limit':
    case 'fan':
      return point;
    case 'work-mode':
      return { kind: 'preset', preset: point.mode };
    case 'target-temp':
      return { kind: 'auto-fan', targetTempC: point.targetTempC };
  }
}

/** The same text for the same point, and for no other. */
export function keyOf(point: TuningPoint): string {
  switch (point.kind) {
    case undefined:
      return `${point.frequencyMhz}/${point.coreVoltageMv}`;
    case 'preset':
      return `preset ${point.preset}`;
    case 'work-mode':
      return `mode ${point.mode}`;
    case 'power-limit':
      return `${point.powerLimitW} W`;
    case 'fan':
      return `fan ${point.fanPercent} %`;
    case 'target-temp':
      return `target ${point.targetTempC} °C`;
  }
}

/** What may be set, and in which steps. */
export interface TuningRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** What a miner must not leave while it is tuned: of each quantity the narrowest that hardware and owner say. */
export interface TuningLimits {
  readonly maxPowerW?: number | undefined;
  readonly maxChipC?: number | undefined;
  readonly maxVrC?: number | undefined;
  readonly minInputV?: number | undefined;
  readonly maxFanPercent?: number | undefined;
  /** Part of wrong answers, 0..1; absent where a device does not tell them: too low a voltage costs hashes and harms nothing. */
  readonly maxErrorRate?: number | undefined;
}

/** The same of a miner whose clock and voltage are set. */
export interface TuningEnvelope extends TuningLimits {
  readonly frequencyMhz: TuningRange;
  readonly coreVoltageMv: TuningRange;
}

/** One moment of a trial, as the device told it. */
export interface TuningSample {
  readonly atMs: number;
  readonly hashrateHs?: number | undefined;
  readonly powerW?: number | undefined;
  readonly chipC?: number | undefined;
  readonly vrC?: number | undefined;
  readonly inputV?: number | undefined;
  readonly fanPercent?: number | undefined;
  /** Part of wrong answers, 0..1. */
  readonly errorRate?: number | undefined;
  readonly airC?: number | undefined;
  /** Since it last started, s. */
  readonly uptimeS?: number | undefined;
}

/** A mean over a trial and how well it is known. */
export interface Measured {
  readonly mean: number;
  /** One standard error. */
  readonly error: number;
}

/** One point that was tried. What a device does not tell is absent. */
export interface TuningTrial<Point extends TuningPoint = TuningPoint> {
  readonly point: Point;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly hashrateHs: Measured;
  readonly powerW: Measured;
  readonly chipC?: number | undefined;
  readonly vrC?: number | undefined;
  readonly inputV?: number | undefined;
  readonly fanPercent?: number | undefined;
  readonly airC?: number | undefined;
  /** Wrong answers, of how many that were looked at. */
  readonly errors?: { readonly rate: number; readonly answers: number } | undefined;
  readonly ended: 'measured' | 'time-over' | 'hopeless' | 'breach';
}

/** Which limit a sample broke, by how much. */
export interface TuningBreach {
  readonly limit: 'power' | 'chip' | 'regulator' | 'input' | 'fan' | 'errors';
  readonly value: number;
  readonly bound: number;
}

/** Why a session ended. */
export type TuningEnd =
  | 'no-more-to-gain'
  | 'trials-used'
  | 'stopped'
  | 'lost-link'
  | 'alarm'
  | 'breach'
  | 'changed-by-others'
  | 'consent-withdrawn'
  | 'not-applied'
  | 'nothing-to-measure'
  /** A sensor repeats itself to the last digit while the load changes: what it would tell of heat is not known. */
  | 'frozen-sensor'
  /** It started anew or dropped its work again and again: nothing measured so says anything. */
  | 'unsteady';

/** Why a miner is not tuned. */
export type CannotTune =
  | 'watch-only'
  | 'not-offered'
  | 'no-limits-known'
  | 'nothing-told'
  | 'away'
  | 'no-locks'
  | 'tuning-already';

/** What the edge of a kind of chip is thought to be before one of them is measured: mean and deviation of each parameter. */
export interface ChipKin {
  readonly chips: number;
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

/** The default that a maker ships: everything is relative to it. */
export interface ChipReference {
  readonly frequencyMhz: number;
  readonly coreVoltageMv: number;
  /** What it would make at the reference if every answer were right, H/s. */
  readonly hashrateHs: number;
  /** How well that is known, as a part of it: 0.01 where the number of cores is, more where it was guessed. */
  readonly hashrateDoubt: number;
  /** What chips of the same kind turned out to be; absent where none was tuned yet. */
  readonly kin?: ChipKin | undefined;
}

interface AnyTask {
  readonly objective: TuningObjective;
  readonly mostTrials: number;
  readonly seed: number;
}

/** Look for the best clock and voltage. */
export interface ClockTask extends AnyTask {
  readonly ladder?: undefined;
  readonly reference: ChipReference;
  readonly envelope: TuningEnvelope;
}

/** Look for the best rung. */
export interface LadderTask extends AnyTask {
  /** From the one that asks a device to bear the least heat, up. */
  readonly ladder: readonly Rung[];
  readonly envelope: TuningLimits;
}

/** What a session is to do. */
export type TuningTask = ClockTask | LadderTask;

/**
 * A tuning session as it stands: plain data that is kept after each event, so that it goes on where it was after whoever
 * ran it was closed or lost power.
 */
export interface TuningSession {
  readonly task: TuningTask;
  readonly phase: 'setting' | 'measuring' | 'returning' | 'paused' | 'ended';
  /** It goes back only to wait for its owner there. */
  readonly isPausing?: boolean | undefined;
  /** How often the present point was begun anew, because something disturbed it. */
  readonly repeats?: number | undefined;
  /** What it told last at the point before: a sensor that still says the same to the last digit is frozen. */
  readonly toldBefore?: TuningSample | undefined;
  /** What the miner is being set to, or stands at. */
  readonly point: TuningPoint;
  /** Where to go back to: the best point that kept within all limits, first the one it was found at. */
  readonly lastGood: TuningPoint;
  readonly startedMs: number;
  /** When the present point was asked for, and when it was read back as set. */
  readonly askedMs: number;
  readonly appliedMs?: number | undefined;
  /** When a sample last came. */
  readonly heardMs: number;
  /** Since the present point was set. */
  readonly samples: readonly TuningSample[];
  readonly trials: readonly TuningTrial[];
  readonly end?: TuningEnd | undefined;
  readonly breach?: TuningBreach | undefined;
}
