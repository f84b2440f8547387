/**
 * What a feature is: one definition, used alike in training and in use. A definition holds everything that anybody
 * needs to know of it, in words for people and as code for the engine.
 */
export interface FeatureDefinition {
  /** Snake case with its unit, as in the feature table: `efficiency_j_th`. */
  readonly name: string;
  readonly group: FeatureGroup;
  readonly entity: EntityKind;
  /** As it is written behind a number; empty for a bare ratio or count. */
  readonly unit: string;
  /** How it is worked out, in words that an owner can check by hand. */
  readonly formula: string;
  /** Where the formula or the threshold comes from; "definition" where it is only a name for something. */
  readonly source: string;
  /** What it is worked out from, in the order in which {@link Evaluate} is given them. */
  readonly inputs: readonly FeatureInput[];
  /** How often there is a value of it. */
  readonly step: FeatureStep;
  /** How far back it looks, ms; 0 for one that looks at its own row alone. */
  readonly windowMs: number;
  /** What it can be at all; what lies outside is dealt with by {@link outlier}. */
  readonly range: readonly [least: number, greatest: number];
  readonly outlier: OutlierRule;
  readonly missing: MissingRule;
  /** Counted up whenever its values change their meaning: a model trained on another version must not use it. */
  readonly version: number;
  /** A fresh evaluator for one entity. */
  readonly evaluator: (setting: EvaluatorSetting) => Evaluate;
}

export type FeatureGroup =
  | 'miner'
  | 'pool'
  | 'market'
  | 'energy'
  | 'thermal'
  | 'hardware'
  | 'operation'
  | 'derived'
  | 'time';

/** Whose a feature is. A site is the house with its tariff, its weather and its rooms. */
export type EntityKind = 'miner' | 'pool' | 'coin' | 'site' | 'fleet';

export interface EntityRef {
  readonly kind: EntityKind;
  readonly id: string;
}

export type FeatureStep = 'minute' | 'hour' | 'day';

export const STEP_MS: Readonly<Record<FeatureStep, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** Statistics of a series over one row of the grid, as the store's tiers hold them. */
export type SeriesStat =
  | 'mean'
  | 'min'
  | 'max'
  | 'last'
  | 'count'
  /** Sum of squared deviations from the mean of the row. */
  | 'm2'
  /** Of a counter: by how much it rose, restarts taken as beginning at 0 again; the step from the row before included. */
  | 'increment'
  /** Of a counter: how often it began again. */
  | 'resets'
  /** Of a state: the part of the row, 0..1, in which it was non-zero; of what was heard at all. */
  | 'share';

export type FeatureInput =
  /** A telemetry series of the entity itself, over the rows of the definition's step. */
  | { readonly from: 'series'; readonly series: string; readonly stat: SeriesStat }
  /** Another feature of the entity itself; one of another step counts as it is known at the end of the row. */
  | { readonly from: 'feature'; readonly name: string }
  /** A feature of what the entity is linked to: the coin that a miner works for, its pool, its house, the whole fleet. */
  | { readonly from: 'linked'; readonly entity: EntityKind; readonly name: string }
  /** A series that somebody else tells of the entity (a price, a tariff, a forecast of a model), as known at the end of the row. */
  | { readonly from: 'outside'; readonly series: string }
  /**
   * The same, of the moment that lies `aheadMs` after the end of the row: tomorrow's tariff, where it is known already.
   */
  | { readonly from: 'ahead'; readonly series: string; readonly aheadMs: number }
  /** What the owner, the catalogue or the settings say of the entity (rated J/TH, bought at), as known at the end of the row. */
  | { readonly from: 'fact'; readonly name: string };

/**
 * Works out the next `rows` rows: `out[i]` from `inputs[k][0..i]` and from what it remembers of the calls before; never
 * from a later row. NaN is missing, both ways. Rows follow each other without a hole: what nobody saw is a row of NaN.
 * So a day in one call and 1,440 calls of a minute come to the same numbers, bit by bit.
 */
export type Evaluate = (
  inputs: readonly Float64Array[],
  out: Float64Array,
  rows: number,
  /** First moment of row 0, epoch ms; row i begins at `startMs + i * stepMs` and is known at its end. */
  startMs: number,
) => void;

export interface EvaluatorSetting {
  readonly stepMs: number;
  /** Minutes that the house's clock is ahead of UTC at a moment: hours of the day are the owner's. */
  readonly offsetMinutes: (atMs: number) => number;
}

/** What is done with a value outside of the range. Never silent: the row is flagged. */
export type OutlierRule =
  /** Kept as it is. */
  | 'flag'
  /** Moved to the nearest end of the range. */
  | 'winsorise'
  /** Taken as missing. */
  | 'drop';

/** What is done where there is no value. Nothing is ever filled with 0. */
export type MissingRule =
  | { readonly rule: 'absent' }
  /** The last value stands for so long, ms, and the row is flagged: for what changes rarely or is told rarely. */
  | { readonly rule: 'hold'; readonly forMs: number; readonly reason: string };

/** How a value came about: a bit each. */
export const FLAG = {
  missing: 1,
  held: 2,
  outside: 4,
  winsorised: 8,
  /** Missing, and the median of the training rows put in for a model that cannot do without. */
  imputed: 16,
} as const;
