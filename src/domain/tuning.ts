/** What tuning looks for. */
export type TuningObjective =
  /** The least energy for a hash. */
  | { readonly kind: 'efficiency' }
  /** The most money a day: what a hash earns less what its energy costs. */
  | { readonly kind: 'net'; readonly usdPerThDay: number; readonly usdPerKwh: number }
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
