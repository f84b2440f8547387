/** How many are tried, and how quickly the field narrows. */
export interface HalvingOptions {
  readonly candidates: number;
  /** Of so many one goes on to the next rung: 3. */
  readonly eta: number;
  /** Rungs of the ladder; on the last one a trial gets the whole of what it may use. */
  readonly rungs: number;
}

/** Where a search stands: plain data, to be kept with what is under way. */
export interface HalvingState {
  readonly rung: number;
  /** Candidates that are still to be tried on this rung. */
  readonly waiting: readonly number[];
  /** By rung, then in the order in which they were tried. */
  readonly tried: readonly (readonly Trial[])[];
}

export interface Trial {
  readonly candidate: number;
  /** Less is better; NaN of one that could not be tried. */
  readonly loss: number;
}

/** What is to be tried next. */
export interface NextTrial {
  readonly candidate: number;
  /** Of the whole that a trial may use (rows, rounds), 0..1. */
  readonly share: number;
}

/** @throws RangeError for options that make no search */
export function beginHalving({ candidates, eta, rungs }: HalvingOptions): HalvingState {
  const isWhole = [candidates, rungs].every((count) => Number.isInteger(count) && count >= 1);
  if (!isWhole || !(eta > 1))
    throw new RangeError(`${candidates} candidates, one of ${eta} over ${rungs} rungs, are no search`);
  return { rung: 0, waiting: Array.from({ length: candidates }, (_, place) => place), tried: [[]] };
}

/**
 * Successive halving (Jamieson & Talwalkar, AISTATS 2016; the inner loop of Hyperband, Li and others, JMLR 18, 2018): all
 * candidates are tried with a little, the best one of each {@link HalvingOptions.eta} with η times as much, and so on.
 * @returns undefined when the search is over
 */
export function nextTrial(
  { rung, waiting }: HalvingState,
  { eta, rungs }: HalvingOptions,
): NextTrial | undefined {
  const [candidate] = waiting;
  return candidate === undefined ? undefined : { candidate, share: eta ** (rung + 1 - rungs) };
}

/** The search after the loss of {@link nextTrial} is known. */
export function afterTrial(state: HalvingState, loss: number, options: HalvingOptions): HalvingState {
  const [candidate, ...waiting] = state.waiting;
  if (candidate === undefined) return state;
  const rung = [...(state.tried[state.rung] ?? []), { candidate, loss }];
  const tried = [...state.tried.slice(0, state.rung), rung];
  if (waiting.length > 0 || state.rung + 1 >= options.rungs) return { ...state, waiting, tried };
  const best = byLoss(rung).slice(0, Math.max(1, Math.floor(rung.length / options.eta)));
  return {
    rung: state.rung + 1,
    waiting: best.map((trial) => trial.candidate),
    tried: [...tried, []],
  };
}

/** Trials, the best first: those of a higher rung before those that were left behind. */
export function ranking({ tried }: HalvingState): readonly Trial[] {
  const seen = new Set<number>();
  return tried
    .toReversed()
    .flatMap(byLoss)
    .filter(({ candidate }) => {
      if (seen.has(candidate)) return false;
      seen.add(candidate);
      return true;
    });
}

function byLoss(trials: readonly Trial[]): readonly Trial[] {
  const worth = ({ loss }: Trial) => (Number.isNaN(loss) ? Number.POSITIVE_INFINITY : loss);
  return trials.filter(({ loss }) => !Number.isNaN(loss)).toSorted((a, b) => worth(a) - worth(b));
}
