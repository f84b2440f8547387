/**
 * What somebody told of a quantity over time: of which moment, what, and since when it is known here. A moment told
 * again (a first value that was corrected) has a place of its own with its own arrival.
 */
export interface ToldValues {
  /** The moments that the values are of, epoch ms; for a plan or a forecast they lie ahead of their arrival. */
  readonly atMs: Float64Array;
  readonly values: Float64Array;
  /** Arrival, epoch ms. */
  readonly knownAtMs: Float64Array;
}

interface ToldTerms {
  /** How long after its moment a value stands, ms. */
  readonly goodForMs: number;
  /**
   * Its teller publishes so long after the moment, ms: what was fetched of the past counts as known from then on,
   * min(arrival, moment + lag). Without, it counts as known from its arrival.
   */
  readonly lagMs?: number | undefined;
  /** How far ahead of the row's end the wanted moment lies, ms. */
  readonly aheadMs: number;
}

/**
 * Point-in-time join: at the end of each row the value of the latest moment not after it, of those that were known by
 * then; of one moment told several times the last told. Never what arrived later.
 */
export class ToldColumn {
  readonly #terms: ToldTerms;
  /** Not known yet at the last row's end, by arrival. */
  #waiting: Told[] = [];
  #admitted = 0;
  /** Known, by moment: the one that counts first, then those whose moments are still to come. */
  #known: Told[] = [];
  #first = 0;
  #readToMs = Number.NEGATIVE_INFINITY;

  constructor(terms: ToldTerms) {
    this.#terms = terms;
  }

  /** Takes what was told since the last time; what should have been known at rows already read counts from the next. */
  tell({ atMs, values, knownAtMs }: ToldValues): void {
    const { lagMs = Number.POSITIVE_INFINITY } = this.#terms;
    const waiting = this.#waiting.slice(this.#admitted);
    for (const [i, at] of atMs.entries()) {
      const value = values[i] ?? Number.NaN;
      const knownMs = Math.min(knownAtMs[i] ?? Number.NaN, at + lagMs);
      if (value - value !== 0 || Number.isNaN(knownMs)) continue;
      waiting.push({ at, value, knownMs: Math.max(knownMs, this.#readToMs) });
    }
    // Of one arrival in the order told: the sort is stable.
    this.#waiting = waiting.sort((a, b) => a.knownMs - b.knownMs);
    this.#admitted = 0;
  }

  /** The values at the ends of rows that follow those read before. */
  fill(out: Float64Array, rows: number, startMs: number, stepMs: number): void {
    const { goodForMs, aheadMs } = this.#terms;
    this.#readToMs = startMs + rows * stepMs;
    if (this.#fillLasting(out, rows, startMs + stepMs)) return;
    const known = this.#known;
    for (let i = 0; i < rows; i++) {
      const endMs = startMs + (i + 1) * stepMs;
      this.#admit(endMs);
      const wantedMs = endMs + aheadMs;
      while ((known[this.#first + 1]?.at ?? Number.POSITIVE_INFINITY) <= wantedMs) this.#first++;
      const its = known[this.#first];
      out[i] = its && its.at <= wantedMs && wantedMs - its.at < goodForMs ? its.value : Number.NaN;
    }
    if (this.#first > 0) this.#known = known.slice(this.#first);
    this.#first = 0;
  }

  /** Most facts are one value that stands for good, and nothing else is to come. @returns whether that is so */
  #fillLasting(out: Float64Array, rows: number, firstEndMs: number): boolean {
    const [its, next] = this.#known;
    const isOnly = this.#admitted === this.#waiting.length && its !== undefined && next === undefined;
    const { goodForMs, aheadMs } = this.#terms;
    if (!isOnly || goodForMs !== Number.POSITIVE_INFINITY || !(its.at <= firstEndMs + aheadMs)) return false;
    out.fill(its.value, 0, rows);
    return true;
  }

  #admit(byMs: number): void {
    for (;;) {
      const told = this.#waiting[this.#admitted];
      if (told === undefined || told.knownMs > byMs) return;
      this.#admitted++;
      const known = this.#known;
      let place = known.length;
      while (place > this.#first && (known[place - 1]?.at ?? Number.NaN) > told.at) place--;
      if (place > this.#first && known[place - 1]?.at === told.at) known[place - 1] = told;
      else known.splice(place, 0, told);
    }
  }
}

interface Told {
  readonly at: number;
  readonly value: number;
  /** When it counts as known, epoch ms. */
  readonly knownMs: number;
}
