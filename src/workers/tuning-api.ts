import type { ChangeRecord } from '../domain/control.ts';
import type {
  CannotTune,
  TuningLimits,
  TuningObjective,
  TuningPoint,
  TuningSession,
  TuningTrial,
  TuningWay,
} from '../domain/tuning.ts';

/** What pages may ask of the tuner. It tunes in the tab that leads; every tab reads what is kept. All reject with a CollectorFailure. */
export interface TuningApi {
  /** How a miner's tuning stands. */
  tuningOf(minerId: string): Promise<TuningView>;
  /**
   * Begins to tune a miner at the setting that it is found at.
   * Rejects where it cannot be tuned, with the same reason as {@link TuningView.cannot}.
   */
  startTuning(minerId: string, wish: TuningWish): Promise<TuningView>;
  /** Stops, and goes back to the best point that was measured. Resolves when that was asked of the miner. */
  stopTuning(minerId: string): Promise<TuningView>;
  /** Goes back to the best point that was measured and waits there; or goes on from there. */
  pauseTuning(minerId: string, isPaused: boolean): Promise<TuningView>;
  /** Sets a miner to a point that was tested. */
  applyTuned(minerId: string, point: TuningPoint): Promise<ChangeRecord>;
}

export interface TuningWish {
  readonly objective: TuningObjective;
  /** What shall be changed; by default the first of {@link TuningView.ways}. */
  readonly way?: TuningWay | undefined;
  readonly maxPowerW?: number | undefined;
  readonly maxChipC?: number | undefined;
  readonly maxVrC?: number | undefined;
  readonly maxFanPercent?: number | undefined;
}

/** All that the Tune page shows of a miner. */
export interface TuningView {
  readonly cannot?: CannotTune | undefined;
  /** What would be kept to if it began now, without further wishes. */
  readonly limits?: TuningLimits | undefined;
  /** What of it can be changed, the one that gains most first. */
  readonly ways?: readonly OfferedWay[] | undefined;
  /** The session under way, or the last one. */
  readonly session?: TuningSession | undefined;
  /** It ran on a copy of a simulated miner, in the demo; the miner stands as it did. */
  readonly isRehearsal?: true | undefined;
  readonly picture?: TuningPicture | undefined;
  /** Earlier ones, newest first. */
  readonly past: readonly TuningSession[];
}

/** One thing that can be changed, how it stands, and from where to where. */
export interface OfferedWay {
  readonly way: TuningWay;
  readonly present: TuningPoint;
  readonly low: TuningPoint;
  readonly high: TuningPoint;
  /** How many settings there are; absent of clock and voltage, where they are many. */
  readonly rungs?: number | undefined;
}

/** What a session's trials say. */
export interface TuningPicture {
  readonly picks: readonly { readonly kind: 'quiet' | 'cheap' | 'fast'; readonly trial: TuningTrial }[];
  /** The best that is expected at each clock, or of each rung, by rising hashrate. */
  readonly frontier: readonly {
    readonly point: TuningPoint;
    readonly hashrateHs: number;
    readonly jPerTh: number;
    readonly lowJPerTh: number;
    readonly highJPerTh: number;
  }[];
  /** Voltage that half of the answers need at the maker's clock, by what the maker ships; undefined before two trials. */
  readonly silicon?:
    | {
        readonly frequencyMhz: number;
        readonly needed: number;
        readonly low: number;
        readonly high: number;
        /** Which part of simulated chips of its kind it does better than; absent of a kind that nobody has measured. */
        readonly lottery?:
          | { readonly betterThan: number; readonly low: number; readonly high: number }
          | undefined;
      }
    | undefined;
}
