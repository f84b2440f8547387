/** What an owner does to a miner, and what may happen to it, that makes a part of it new or tells how long it lasted. */
export type MaintenanceKind =
  | 'cleaned'
  | 'repasted'
  | 'fan-replaced'
  | 'supply-replaced'
  | 'board-replaced'
  | 'regulator-repaired'
  | 'controller-replaced'
  /** A part gave up, whether or not it was replaced. */
  | 'part-failed';

/** The parts whose lives are counted apart. */
export type Component = 'fan' | 'supply' | 'board' | 'regulator' | 'controller' | 'cooling';

/** One entry of the owner's maintenance log. */
export interface MaintenanceEvent {
  readonly id: string;
  readonly minerId: string;
  readonly atMs: number;
  readonly kind: MaintenanceKind;
  /** Of `part-failed`: which. */
  readonly component?: Component | undefined;
  /** `hand`: its owner wrote it down. `inferred`: the telemetry shows it, and its owner has not said yet whether it was so. */
  readonly told: 'hand' | 'inferred';
  readonly note?: string | undefined;
  /** What it cost, in the owner's money. */
  readonly cost?: number | undefined;
}

/** Work that may be worth doing, with when and why. Money is the owner's. */
export interface PlannedWork {
  /** The same from one report to the next for the same work on the same miner. */
  readonly id: string;
  readonly minerId: string;
  readonly work: 'clean' | 'repaste' | 'replace-fan' | 'replace-supply' | 'check' | 'repair-board';
  /** `learned`: from this miner's own decline; `age`: from how long its part has run; `finding`: something is wrong now. */
  readonly because: 'learned' | 'age' | 'finding';
  /** When it costs least, within what can be foreseen of prices; absent where the miner may stop at any hour alike. */
  readonly window?: { readonly fromMs: number; readonly toMs: number } | undefined;
  /** The best moment to do it by: later costs more than sooner. */
  readonly dueAtMs: number;
  /** Parts, and what the miner does not earn meanwhile. */
  readonly costOfDoing: Money;
  /** What each further day without it costs, now. */
  readonly costOfWaitingPerDay: Money;
  /** What it brings back, where that can be told. */
  readonly recovery?:
    | {
        readonly value: number;
        readonly low: number;
        readonly high: number;
        readonly unit: 'W' | 'part' | 'K';
      }
    | undefined;
}

/** Work that would probably mend what is found, and that money alone does not ask for, or cannot weigh. */
export interface LeftWork {
  readonly id: string;
  readonly minerId: string;
  readonly work: Exclude<PlannedWork['work'], 'check'>;
  /**
   * `costs-more`: than waiting does, so far; `runs-at-a-loss`: a miner that stands still costs nothing; the others: what the
   * miner earns, or what the parts cost in the owner's money, is not known.
   */
  readonly because: 'costs-more' | 'runs-at-a-loss' | 'earnings-unknown' | 'parts-unpriced';
  /** How likely the part is to fail, or to stop the machine, within so many days, 0..1; absent where it cannot be told. */
  readonly failure?: { readonly days: number; readonly chance: number } | undefined;
}

/** An amount with its 80 % interval, in the owner's currency. */
export interface Money {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}
