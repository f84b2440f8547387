import type { ModelKind } from '../../domain/model-record.ts';
import type { TimeLeft } from '../forecast-api.ts';
import type { ContestFit } from './contest-fits.ts';
import type { TrainedModel, TrainingState } from './training-state.ts';

/** From this part of a fit on its own pace tells how long it takes. */
const TELLING_PART = 0.05;
/** An end that is so much later than it was told to be once is called late: a tenth, and a second. */
const LATE = { part: 1.1, ms: 1_000 } as const;

/** Where a training stands, and what its contest will ask for. */
export interface WorkDone extends Pick<TrainingState, 'phase' | 'kinds' | 'fitMs'> {
  readonly trained: readonly Pick<TrainedModel, 'kind' | 'trainedForMs'>[];
  readonly contestFits: readonly Pick<ContestFit, 'of' | 'kind' | 'share'>[];
  /** By {@link ContestFit.of}. */
  readonly fits: Readonly<Record<string, unknown>>;
}

/**
 * What is left of a training, by the pace of what has passed: of the search what its seconds leave at most, of fits to come what
 * trials and fits of the same kind took, in proportion to the rows, and of the fit under way what its own progress says.
 */
export class RemainingWork {
  readonly #searchMs: number;
  readonly #quick: ReadonlySet<ModelKind>;
  /** The step under way, such as one fit: which it is, and where it was met first. */
  #step = { of: '', workedMs: 0, part: 0 };
  /** The earliest end that was told, in ms worked. */
  #promisedMs = Number.POSITIVE_INFINITY;

  /**
   * @param searchMs of the whole search, at most
   * @param quick kinds without anything to search for: what they take is little, and seen when they are trained
   */
  constructor(searchMs: number, quick: ReadonlySet<ModelKind>) {
    this.#searchMs = searchMs;
    this.#quick = quick;
  }

  /**
   * @param part of the phase that is done, 0..1 @param workedMs in all phases together
   * @returns undefined as long as nobody can tell
   */
  left(done: WorkDone, part: number, workedMs: number): Omit<TimeLeft, 'toldAtMs'> | undefined {
    const leftMs = this.#leftMs(done, part, workedMs);
    if (!Number.isNaN(leftMs)) {
      const endMs = workedMs + leftMs;
      const isLonger = endMs > LATE.part * this.#promisedMs + LATE.ms;
      this.#promisedMs = Math.min(this.#promisedMs, endMs);
      return { of: 'all', s: leftMs / 1_000, isLonger };
    }
    if (done.phase !== 'search') return undefined;
    return { of: 'search', s: ((1 - part) * this.#searchMs) / 1_000, isLonger: false };
  }

  /** NaN where something to come has never been seen. */
  #leftMs(done: WorkDone, part: number, workedMs: number): number {
    const { phase, kinds, trained, fits, contestFits } = done;
    if (phase === 'features') return Number.NaN;
    const usual = new Map(kinds.map((kind) => [kind, this.#usualMs(kind, done)]));
    const usualMs = (kind: ModelKind) => usual.get(kind) ?? Number.NaN;
    const inPart = phase === 'training' ? part * kinds.length - trained.length : 0;
    const of = [phase, trained.length, Object.keys(fits).length].join(' ');
    if (this.#step.of !== of) this.#step = { of, workedMs, part: inPart };
    const inStepMs = workedMs - this.#step.workedMs;
    const waiting = kinds.slice(phase === 'search' ? 0 : trained.length);
    let leftMs = phase === 'search' ? (1 - part) * this.#searchMs : 0;
    if (phase === 'training' && waiting[0]) {
      const fitLeftMs = leftOfFit(usualMs(waiting[0]), inPart, this.#step.part, inStepMs);
      usual.set(waiting[0], inStepMs + fitLeftMs);
      leftMs -= inStepMs;
    }
    for (const kind of waiting) leftMs += usualMs(kind);
    const fitsMs = contestFits.filter((fit) => !fits[fit.of]).map(({ kind, share }) => share * usualMs(kind));
    if (phase === 'contest') fitsMs[0] = Math.max(0, (fitsMs[0] ?? 0) - inStepMs);
    return fitsMs.reduce((sum, ms) => sum + ms, leftMs);
  }

  /** What a fit of a kind to the whole past takes; NaN where none was seen. */
  #usualMs(kind: ModelKind, { trained, fitMs }: WorkDone): number {
    const told = trained.find((each) => each.kind === kind)?.trainedForMs ?? fitMs?.[kind];
    return told ?? (this.#quick.has(kind) ? 0 : Number.NaN);
  }
}

/**
 * Of a fit: its own pace tells the most that it can take, for most end before all of their rounds; what its kind takes usually is
 * likelier, until that has passed.
 * @param part of it that is done @param fromPart where it was met, after so much it was worked at for inFitMs
 */
function leftOfFit(usualMs: number, part: number, fromPart: number, inFitMs: number): number {
  const paceMs = part - fromPart > TELLING_PART ? (inFitMs * (1 - part)) / (part - fromPart) : Number.NaN;
  const usualLeftMs = (1 - fromPart) * usualMs - inFitMs;
  if (Number.isNaN(paceMs)) return Math.max(0, usualLeftMs);
  return usualLeftMs > 0 ? Math.min(paceMs, usualLeftMs) : paceMs;
}
