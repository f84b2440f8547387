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

/** A clock and a core voltage. */
export interface TuningPoint {
  readonly frequencyMhz: number;
  readonly coreVoltageMv: number;
}

/** What may be set, and in which steps. */
export interface TuningRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** What a miner must not leave while it is tuned: of each quantity the narrowest that hardware and owner say. */
export interface TuningEnvelope {
  readonly frequencyMhz: TuningRange;
  readonly coreVoltageMv: TuningRange;
  readonly maxPowerW?: number | undefined;
  readonly maxChipC?: number | undefined;
  readonly maxVrC?: number | undefined;
  readonly minInputV?: number | undefined;
  readonly maxFanPercent?: number | undefined;
  /** Part of wrong answers, 0..1; absent where a device does not tell them: too low a voltage costs hashes and harms nothing. */
  readonly maxErrorRate?: number | undefined;
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
}

/** A mean over a trial and how well it is known. */
export interface Measured {
  readonly mean: number;
  /** One standard error. */
  readonly error: number;
}

/** One point that was tried. What a device does not tell is absent. */
export interface TuningTrial {
  readonly point: TuningPoint;
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
  | 'not-applied'
  | 'nothing-to-measure';

/** Why a miner is not tuned. */
export type CannotTune =
  | 'watch-only'
  | 'not-offered'
  | 'no-limits-known'
  | 'nothing-told'
  | 'away'
  | 'no-locks'
  | 'tuning-already';

/** The default that a maker ships: everything is relative to it. */
export interface ChipReference {
  readonly frequencyMhz: number;
  readonly coreVoltageMv: number;
  /** What it would make at the reference if every answer were right, H/s. */
  readonly hashrateHs: number;
  /** How well that is known, as a part of it: 0.01 where the number of cores is, more where it was guessed. */
  readonly hashrateDoubt: number;
}

/** What a session is to do. */
export interface TuningTask {
  readonly reference: ChipReference;
  readonly envelope: TuningEnvelope;
  readonly objective: TuningObjective;
  readonly mostTrials: number;
  readonly seed: number;
}

/**
 * A tuning session as it stands: plain data that is kept after each event, so that it goes on where it was after whoever
 * ran it was closed or lost power.
 */
export interface TuningSession {
  readonly task: TuningTask;
  readonly phase: 'setting' | 'measuring' | 'returning' | 'ended';
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
