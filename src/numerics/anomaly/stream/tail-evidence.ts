import { countUpTo } from '../../ranks.ts';
import { type GeneralisedPareto, paretoTail } from '../generalised-pareto.ts';

/** Values of the past that are kept; older ones are forgotten. */
const MEMORY = 4000;
/** Before so many values nothing is said. */
const FEWEST = 200;
/** Part of the past above the threshold u from which the tail is fitted, and the fewest excesses to fit it from. */
const TAIL_PART = 0.02;
const FEWEST_EXCESSES = 5;
/** The tail is fitted anew every so many values. */
const REFIT_EVERY = 20;
/** Bounds of the shape: below −½ the method of moments is not defined, from 1 on the tail has no mean. */
const SHAPE_FROM = -0.5;
const SHAPE_TO = 0.9;
/** No more is said than 1 in 10,000, about as far as the past that is kept reaches. */
const MOST = 4;
/** Excesses below this part of the threshold are rounding. */
const ROUNDING = 1e-12;
/** Kept as 32-bit floats: greater values count as equal. */
const GREATEST = 3.4e38;

/** Plain data, to be kept and loaded. */
export interface TailEvidenceState {
  /** The latest {@link MEMORY} values as they came; `next` is where the next one goes. */
  readonly ring: Float32Array;
  /** The same in ascending order; the first `count` are filled. */
  readonly ascending: Float32Array;
  count: number;
  next: number;
  sinceFit: number;
  /** Threshold u, part of the past above it, and the law of the excesses. */
  u: number;
  part: number;
  tail: GeneralisedPareto;
}

export function freshTailEvidence(): TailEvidenceState {
  return {
    ring: new Float32Array(MEMORY),
    ascending: new Float32Array(MEMORY),
    count: 0,
    next: 0,
    sinceFit: REFIT_EVERY,
    u: Number.NaN,
    part: Number.NaN,
    tail: { shape: 0, scale: Number.NaN },
  };
}

/**
 * How rare is so great a value in a stream's own past? −log₁₀ p, at most {@link MOST}, with p the chance of a value as
 * great or greater: up to the threshold u by ranks, p = (values ≥ x + ½) / (n + 1); beyond it by a generalised Pareto
 * tail, p = P(X > u) · P(excess > x − u) (Pickands, Annals of Statistics 3, 1975). The tail is fitted by moments, ξ =
 * ½(1 − m²/v) and σ = m(1 − ξ) from mean m and variance v of the excesses (Hosking & Wallis, Technometrics 29, 1987):
 * their likelihood takes a search, and this is done at every {@link REFIT_EVERY}th value of many streams.
 */
export class TailEvidence {
  constructor(readonly state: TailEvidenceState = freshTailEvidence()) {}

  /** Evidence of this value against those before it, which it then joins; 0 in the beginning and for a missing one (NaN). */
  push(value: number): number {
    if (!Number.isFinite(value)) return 0;
    const x = Math.fround(Math.max(-GREATEST, Math.min(GREATEST, value)));
    const evidence = this.state.count < FEWEST ? 0 : this.#evidence(x);
    this.#remember(x);
    return evidence;
  }

  #evidence(x: number): number {
    const { state } = this;
    if (state.sinceFit >= REFIT_EVERY) this.#fit();
    state.sinceFit += 1;
    const { count, u, part, tail } = state;
    if (x <= u) return -Math.log10((count - this.#place(x) + 0.5) / (count + 1));
    // Where the greatest values are all the same, whatever is greater has not been seen at all.
    if (tail.scale <= ROUNDING * Math.abs(u)) return MOST;
    return Math.min(MOST, -Math.log10(part * paretoTail(tail, x - u)));
  }

  #fit(): void {
    const { state } = this;
    const { ascending, count } = state;
    const excesses = Math.max(FEWEST_EXCESSES, Math.floor(TAIL_PART * count));
    const u = ascending[count - excesses - 1] ?? Number.NaN;
    // In units of the greatest, whose square may be too great for a number.
    const unit = (ascending[count - 1] ?? 0) - u || 1;
    let sum = 0;
    let squares = 0;
    for (let at = count - excesses; at < count; at++) {
      const excess = ((ascending[at] ?? 0) - u) / unit;
      sum += excess;
      squares += excess * excess;
    }
    const mean = sum / excesses;
    const variance = squares / excesses - mean * mean;
    const moments = variance > 0 ? 0.5 * (1 - (mean * mean) / variance) : 0;
    const shape = Math.max(SHAPE_FROM, Math.min(SHAPE_TO, moments));
    state.tail = { shape, scale: mean * (1 - shape) * unit };
    state.u = u;
    state.part = excesses / count;
    state.sinceFit = 0;
  }

  /** How many of the past are below. */
  #place(x: number): number {
    return countUpTo(this.state.ascending.subarray(0, this.state.count), x, true);
  }

  #remember(x: number): void {
    const { state } = this;
    const { ring, ascending } = state;
    if (state.count === MEMORY) {
      ascending.copyWithin(
        this.#place(ring[state.next] ?? 0),
        this.#place(ring[state.next] ?? 0) + 1,
        MEMORY,
      );
      state.count -= 1;
    }
    const place = this.#place(x);
    ascending.copyWithin(place + 1, place, state.count);
    ascending[place] = x;
    ring[state.next] = x;
    state.next = (state.next + 1) % MEMORY;
    state.count += 1;
  }
}
