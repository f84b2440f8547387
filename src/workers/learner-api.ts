import type { StoreProblem } from '../domain/fleet-view.ts';
import type { EntityKind, FeatureDefinition, FLAG } from '../features/definition.ts';
import type { ForecastApi } from './forecast-api.ts';

/**
 * What pages may ask of the learner worker, over Comlink. It works out what takes long, from what the collector worker
 * has stored; it watches no miner and asks nobody.
 */
export interface LearnerApi extends ForecastApi {
  /** Opens the databases of a fleet. Resolves with the trouble where that cannot be done. */
  start(options: LearnerOptions): Promise<StoreProblem | undefined>;
  /** All features that there are, group by group as they are written down, and what else they read. */
  features(): Promise<FeatureList>;
  /** What there is that has features: the owner's miners first. Rejects with a CollectorFailure. */
  entities(): Promise<readonly LearnerEntity[]>;
  /**
   * Works out the features of one thing, tells how far it is, then what they are, and again each minute what is new;
   * until another is followed or {@link stopFeatures}. Resolves when it has begun.
   */
  followFeatures(entity: LearnerEntity, listener: (news: FeatureNews) => void): Promise<void>;
  stopFeatures(): Promise<void>;
  /** What the page that opened the learner knows and a worker does not: trainings go by it. */
  pageState(state: PageState): Promise<void>;
}

/** How the page stands that opened the learner. */
export interface PageState {
  /** Nobody sees it. */
  readonly isHidden: boolean;
  /** The device runs on its battery; false where the browser does not tell. */
  readonly isOnBattery: boolean;
}

export interface LearnerOptions {
  readonly fleet: 'real' | 'demo';
}

/** Something that has features. */
export interface LearnerEntity {
  readonly kind: EntityKind;
  readonly id: string;
  /** As its owner calls it; absent for the house and the fleet, of which there is one each. */
  readonly name?: string | undefined;
}

/** A definition without its code, as pages show it. */
export type FeatureWords = Omit<FeatureDefinition, 'evaluator'>;

export interface FeatureList {
  readonly features: readonly FeatureWords[];
  /** Of what others tell: what it means, in words. */
  readonly told: Readonly<Record<string, string>>;
}

export type FeatureNews =
  /** How much of the past has been worked out, 0..1. */
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'report'; readonly report: FeatureReport }
  /** The store went away (another tab has a newer version), or something went wrong: nothing more will come. */
  | { readonly kind: 'failed'; readonly problem?: StoreProblem | undefined; readonly detail: string };

/** What the features of one thing are, as far as its rows have ended. */
export interface FeatureReport {
  readonly entity: LearnerEntity;
  /** The rows of the distributions begin here, epoch ms. */
  readonly fromMs: number;
  /** Up to where rows were worked out, epoch ms. */
  readonly toMs: number;
  /** Nothing at all has been stored of it: a miner that has never answered. */
  readonly isEmpty: boolean;
  readonly standings: readonly FeatureStanding[];
  /** Names of what features read and nobody tells of this thing, and of those of linked things that have no value now. */
  readonly untold: readonly string[];
}

/** How a feature stands at its last row. */
export interface FeatureStanding {
  readonly name: string;
  /** Of the last row; NaN where it is missing. */
  readonly value: number;
  /** End of the last row, epoch ms; absent before the first. */
  readonly endMs?: number | undefined;
  /** How the value came about; see FLAG. */
  readonly flags: readonly FeatureFlag[];
  /** The last row that had a value, by its end, epoch ms; absent where there was none. */
  readonly knownMs?: number | undefined;
  /** The value that it had then. */
  readonly known?: number | undefined;
  /** Rows since `fromMs`, and those of them without a value. */
  readonly rows: number;
  readonly missing: number;
  /** Absent where there are fewer than two values. */
  readonly spread?: FeatureSpread | undefined;
}

export type FeatureFlag = keyof typeof FLAG;

/** How the values of the last 30 days lie. */
export interface FeatureSpread {
  /** Quantiles 5, 25, 50, 75 and 95 % (Hyndman & Fan's type 7). */
  readonly quantiles: readonly [p5: number, p25: number, p50: number, p75: number, p95: number];
  readonly least: number;
  readonly greatest: number;
  /** How many values lie in each of the equal parts of [lowest, highest]; what lies outside counts in the outer ones. */
  readonly bins: readonly number[];
  readonly lowest: number;
  readonly highest: number;
}
