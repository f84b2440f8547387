import type { Component, MaintenanceKind } from './health/maintenance.ts';

/** What a change may have an effect on. */
export type EffectFigure =
  | 'hashrate'
  | 'power'
  | 'jPerTh'
  | 'moneyPerDay'
  | 'errorPercent'
  | 'rejectPercent'
  | 'chipC'
  | 'regulatorC';

/** In the order that pages tell them. */
export const EFFECT_FIGURES: readonly EffectFigure[] = [
  'hashrate',
  'power',
  'jPerTh',
  'moneyPerDay',
  'chipC',
  'regulatorC',
  'errorPercent',
  'rejectPercent',
];

/** Of these a change is told as a part (0.02 is 2 %), of the others in their own unit. */
export const RELATIVE_FIGURES: ReadonlySet<EffectFigure> = new Set(['hashrate', 'power', 'jPerTh']);

/** Which way is better; of power and heat alone nobody can say. */
export const BETTER: Readonly<Partial<Record<EffectFigure, 'higher' | 'lower'>>> = {
  hashrate: 'higher',
  jPerTh: 'lower',
  moneyPerDay: 'higher',
  errorPercent: 'lower',
  rejectPercent: 'lower',
};

/** What a change did to one figure: its estimate, and where the truth lies with 95 %. */
export interface FigureEffect {
  readonly change: number;
  readonly low: number;
  readonly high: number;
  /** Probability that the figure rose, 0..1. */
  readonly chanceHigher: number;
  /** Mean before the change, in the figure's unit (H/s, W, J/TH, currency a day, °C, %). */
  readonly before: number;
  /**
   * `higher`, `lower`: with 95 %. `same`: 0 lies within 95 %, and these are narrower than what matters. `unclear`: too
   * noisy to tell.
   */
  readonly verdict: 'higher' | 'lower' | 'same' | 'unclear';
  /** So many more hours until what matters would be seen; absent where it is seen, or never would be. */
  readonly hoursMore?: number | undefined;
}

/** What happened to a miner that may have changed how it works. */
export interface MinerChange {
  /** Of the record or the event that tells of it. */
  readonly id: string;
  readonly atMs: number;
  /**
   * `ours`: asked for here, by hand; `recovery`, `tuner`, `planner`: asked for here, by nobody's hand; `elsewhere`: seen on
   * the device, and not asked for here; `itself`: the device's own doing; `owner`: work that was written into the log.
   */
  readonly by: 'ours' | 'recovery' | 'tuner' | 'planner' | 'elsewhere' | 'itself' | 'owner';
  /** Of ours: the event by which the device was seen to have taken it. */
  readonly seenAs?: string | undefined;
  readonly kind: ChangedKind;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Of `work`. */
  readonly work?: { readonly kind: MaintenanceKind; readonly component?: Component | undefined } | undefined;
  /** Its moment is known to so much either way, ms; absent: to the minute. */
  readonly withinMs?: number | undefined;
}

export type ChangedKind =
  | 'setting'
  | 'preset'
  | 'mode'
  | 'power-limit'
  | 'fan'
  | 'pool'
  | 'firmware'
  | 'restart'
  /** Cleaning, new paste, new parts. */
  | 'work';

/** Why an effect is as it is told. */
export interface EffectGrounds {
  /** Quarters of an hour that are compared. */
  readonly quartersBefore: number;
  readonly quartersAfter: number;
  /** How much warmer the air was afterwards, K; absent where nobody tells it. */
  readonly airRoseK?: number | undefined;
  /** Shares found by those that were due; absent where it is not known. */
  readonly luckBefore?: number | undefined;
  readonly luckAfter?: number | undefined;
  /** Is hashing counted by the device itself, or by its shares? */
  readonly hashrateBy: 'device' | 'shares' | 'nothing';
}

/** Changes that lie so close that only their effect together can be told, and that effect. */
export interface ChangeEffect {
  readonly changes: readonly MinerChange[];
  readonly state:
    | { readonly kind: 'told' }
    /** Too little has been seen since. */
    | { readonly kind: 'waiting'; readonly hoursMore: number }
    /** Too little was seen before it, or until the next change: nothing can be said any more. */
    | { readonly kind: 'too-short'; readonly side: 'before' | 'after' }
    /** Newer ones were worked out, and this one was not. */
    | { readonly kind: 'older' };
  readonly figures: Readonly<Partial<Record<EffectFigure, FigureEffect>>>;
  readonly grounds: EffectGrounds;
}
