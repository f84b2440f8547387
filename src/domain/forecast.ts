/** What can be forecast. */
export type ForecastQuantity =
  /** Money per TH/s per day (or per MH/s, KH/s of other algorithms) that work for a coin earns, after the fee of a pool where one is named. */
  | 'earnings'
  | 'price'
  | 'difficulty'
  | 'network-hashrate'
  /** Fees of a block, in coins. */
  | 'fees'
  /** What a kWh costs, beyond what is published. */
  | 'power-price'
  | 'hashrate'
  | 'power'
  | 'room-temperature'
  | 'outdoor-temperature';

/** Whose quantity it is. */
export interface ForecastSubject {
  readonly kind: 'coin' | 'pool' | 'miner' | 'fleet' | 'site';
  readonly id: string;
  /** As its owner calls it. */
  readonly name?: string | undefined;
}

/** One series that is forecast at one step of time. */
export interface ForecastTarget {
  /** `quantity:subject:step`, such as `price:BTC:day`. */
  readonly id: string;
  readonly quantity: ForecastQuantity;
  readonly subject: ForecastSubject;
  readonly step: 'hour' | 'day';
  /** Steps ahead: 24 hours, 7 days. */
  readonly horizon: number;
  /** Steps of the season that the simple rule repeats; 1 where the rule is "as now". */
  readonly season: number;
  /** Of its values: `H/s`, `W`, `°C`, `EUR`, `EUR/TH/day`, `EUR/kWh`, `BTC/block`; empty for difficulty. */
  readonly unit: string;
}

/** What is said of one moment. */
export interface ForecastStep {
  /** The value holds at, or for the step that ends at, this moment, epoch ms. */
  readonly atMs: number;
  readonly value: number;
  /** The truth is to lie within [low80, high80] four times of five; the value itself where it is {@link exact}. */
  readonly low80: number;
  readonly high80: number;
  readonly low95: number;
  readonly high95: number;
  /** Known, not foreseen: published, or the law of the chain. */
  readonly exact?: 'published' | 'protocol' | 'tariff' | undefined;
}

/** Who says it. */
export interface Speaker {
  readonly kind: 'rule' | 'model' | 'mixture';
  /** `persistence`, `seasonal naive`, `direct linear`, `recurrent net` … */
  readonly name: string;
  /** Of a model of the registry. */
  readonly modelId?: string | undefined;
}

/** A forecast, with what speaks for each part of its horizon. */
export interface Forecast {
  readonly target: ForecastTarget;
  readonly madeAtMs: number;
  readonly steps: readonly ForecastStep[];
  /** By {@link ContestBand}, in the same order; its steps count from the last published one. */
  readonly speakers: readonly Speaker[];
  /** Steps from the first on that are published without a gap; none where absent. */
  readonly publishedSteps?: number | undefined;
}

/** A forecast of before beside what came. */
export interface PastForecast {
  /** Made then and kept, or made afterwards from what was known then. */
  readonly kind: 'kept' | 'replayed';
  readonly madeAtMs: number;
  readonly steps: readonly ForecastStep[];
  /** By step; NaN where it is not known (yet). */
  readonly came: readonly number[];
}

/** How near forecasts came to what was. NaN where nothing can be said. */
export interface ForecastScores {
  /** Moments compared. */
  readonly count: number;
  readonly mae: number;
  readonly mse: number;
  readonly rmse: number;
  readonly mapePercent: number;
  readonly smapePercent: number;
  /** In units of what the seasonal naive rule misses by within the past. */
  readonly mase: number;
  readonly r2: number;
  /** Mean of forecast less what came. */
  readonly bias: number;
  /** Share of directions that were right, with what always saying the more frequent one gets, and a 95 % interval. */
  readonly direction: {
    readonly share: number;
    readonly low: number;
    readonly high: number;
    readonly baseRate: number;
    readonly count: number;
  };
  /** Share of truths inside of the intervals, and how wide those were. */
  readonly coverage80: number;
  readonly coverage95: number;
  readonly meanWidth80: number;
}

/** One who took part in a {@link Contest}. */
export interface ContestEntry {
  readonly speaker: Speaker;
  readonly scores: ForecastScores;
  /**
   * p of Diebold and Mariano's test that it misses less than the simple rule (one-sided; small speaks for it); absent for
   * the rule itself, NaN where the test says nothing.
   */
  readonly p?: number | undefined;
  /** What decisions taken by it would have earned over those taken by the rule, in the owner's money per day. */
  readonly gainPerDay?:
    | { readonly mean: number; readonly low80: number; readonly high80: number }
    | undefined;
  readonly verdict: /** Beats the rule, and does best. */
    | 'speaks'
    /** Beats the rule; another does better. */
    | 'beats-rule'
    /** No better than the rule, as far as can be told. */
    | 'not-better'
    | 'loses'
    /** Could not be fitted on so little. */
    | 'too-little-data'
    | 'failed'
    | 'is-rule';
  /** Why, where it failed or lacked something, as a plain sentence. */
  readonly detail?: string | undefined;
}

/** The contest of one part of the horizon. */
export interface ContestBand {
  /** Steps [from, to] from 1. */
  readonly fromStep: number;
  readonly toStep: number;
  readonly speaker: Speaker;
  /** The best first, the rule among them. */
  readonly entries: readonly ContestEntry[];
}

/**
 * What its owner decides by a forecast, where money hangs on that: in which hours to draw power, whether miners run or rest, whether
 * coins are sold at once or held.
 */
export type ForecastDecision = 'cheap-hours' | 'run-or-rest' | 'sell-or-hold';

/** Models and simple rules walked forward over the owner's own past: who may speak. */
export interface Contest {
  readonly targetId: string;
  readonly heldAtMs: number;
  /** The past that was forecast. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Times that forecasts were made. */
  readonly origins: number;
  readonly bands: readonly ContestBand[];
  /** By which gains are told; where absent none hangs on it (or its money is not known), and misses alone decide. */
  readonly decision?: ForecastDecision | undefined;
  /** Of the speakers' errors one step ahead; p-values, NaN where too few. */
  readonly residuals: {
    /** Are they related to those before (Ljung and Box)? */
    readonly ljungBoxP: number;
    /** Are they 0 on average? */
    readonly biasP: number;
    /** Are they spread as the intervals say? */
    readonly uniformP: number;
  };
}

/** What is lacking before anything can be said. */
export type ForecastLack =
  /** Steps of the past are too few; enough at that moment if they go on coming. */
  | {
      readonly kind: 'too-little-data';
      readonly has: number;
      readonly needs: number;
      readonly enoughAtMs?: number | undefined;
    }
  /** No source of it is switched on, or no sensor tells it. */
  | { readonly kind: 'untold'; readonly of: ForecastQuantity }
  /** It never changed: there is nothing to learn, and it is said to stay. */
  | { readonly kind: 'constant'; readonly value: number }
  /** Something is wrong with what is stored. */
  | { readonly kind: 'bad-data'; readonly detail: string };

/**
 * How it is known what a feature pushes: by the model's own exact shares (Shapley values of trees, coefficients of a linear rule), which
 * add up, or by what the forecast would be with the feature at its usual value.
 */
export type PushMethod = 'shares' | 'occlusion';

/** Why a forecast says what it says, biggest first; pages put it into words. */
export type ForecastReason =
  /** A feature pushes the forecast up or down by so much, in the target's unit. */
  | {
      readonly kind: 'feature';
      readonly feature: string;
      readonly value: number;
      readonly push: number;
      readonly method: PushMethod;
    }
  /** How the target itself went lately does; told where shares are exact. */
  | { readonly kind: 'own-past'; readonly push: number }
  /** The chain's next change, known from its rules: of difficulty (by its pace) or subsidy. */
  | {
      readonly kind: 'retarget';
      readonly atMs: number;
      readonly changeFraction: number;
      readonly lowFraction: number;
      readonly highFraction: number;
    }
  | { readonly kind: 'subsidy'; readonly atMs: number; readonly changeFraction: number }
  | { readonly kind: 'published'; readonly untilMs: number }
  | { readonly kind: 'season'; readonly stepsAgo: number }
  | { readonly kind: 'as-now'; readonly value: number };
