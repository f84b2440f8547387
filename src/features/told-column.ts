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
  /** Not known yet at the last row's end, by arrival. In columns, as an object each costs twice the time in memory. */
  #waiting: Told = { atMs: [], values: [], knownAtMs: [] };
  #admitted = 0;
  /** Known, by moment: the one that counts first, then those whose moments are still to come. */
  readonly #knownAtMs: number[] = [];
  readonly #knownValues: number[] = [];
  #first = 0;
  #readToMs = Number.NEGATIVE_INFINITY;

  constructor(terms: ToldTerms) {
    this.#terms = terms;
  }

  /** Takes what was told since the last time; what should have been known at rows already read counts from the next. */
  tell({ atMs, values, knownAtMs }: ToldValues): void {
    const { lagMs = Number.POSITIVE_INFINITY } = this.#terms;
    const left = (column: readonly number[]) => column.slice(this.#admitted);
    const told: Told = {
      atMs: left(this.#waiting.atMs),
      values: left(this.#waiting.values),
      knownAtMs: left(this.#waiting.knownAtMs),
    };
    for (let i = 0; i < atMs.length; i++) {
      const at = atMs[i] ?? Number.NaN;
      const value = values[i] ?? Number.NaN;
      const knownMs = Math.min(knownAtMs[i] ?? Number.NaN, at + lagMs);
      if (value - value !== 0 || Number.isNaN(knownMs)) continue;
      told.atMs.push(at);
      told.values.push(value);
      told.knownAtMs.push(Math.max(knownMs, this.#readToMs));
    }
    this.#waiting = byArrival(told);
    this.#admitted = 0;
  }

  /** The values at the ends of rows that follow those read before. */
  fill(out: Float64Array, rows: number, startMs: number, stepMs: number): void {
    this.#readToMs = startMs + rows * stepMs;
    // From one change to the next all rows have the same value; most facts never change.
    for (let i = 0; i < rows; ) {
      const endMs = startMs + (i + 1) * stepMs;
      this.#admit(endMs);
      const changed = Math.ceil((this.#changeAfter(endMs) - startMs) / stepMs) - 1;
      const next = Math.min(rows, Math.max(i + 1, changed));
      out.fill(this.#valueAt(endMs), i, next);
      i = next;
    }
    this.#knownAtMs.splice(0, this.#first);
    this.#knownValues.splice(0, this.#first);
    this.#first = 0;
  }

  /** Takes in what is known by a moment, and turns to what counts then. */
  #admit(byMs: number): void {
    const { atMs, values, knownAtMs } = this.#waiting;
    const known = this.#knownAtMs;
    for (; (knownAtMs[this.#admitted] ?? Number.POSITIVE_INFINITY) <= byMs; this.#admitted++) {
      const at = atMs[this.#admitted] ?? Number.NaN;
      const value = values[this.#admitted] ?? Number.NaN;
      let place = known.length;
      while (place > this.#first && (known[place - 1] ?? Number.NaN) > at) place--;
      if (place > this.#first && known[place - 1] === at) this.#knownValues[place - 1] = value;
      else {
        insert(known, place, at);
        insert(this.#knownValues, place, value);
      }
    }
    const wantedMs = byMs + this.#terms.aheadMs;
    while ((known[this.#first + 1] ?? Number.POSITIVE_INFINITY) <= wantedMs) this.#first++;
  }

  #valueAt(endMs: number): number {
    const { goodForMs, aheadMs } = this.#terms;
    const age = endMs + aheadMs - (this.#knownAtMs[this.#first] ?? Number.NaN);
    return age >= 0 && age < goodForMs ? (this.#knownValues[this.#first] ?? Number.NaN) : Number.NaN;
  }

  /** The first moment after one at which something is told, begins to count or no longer does. */
  #changeAfter(endMs: number): number {
    const { goodForMs, aheadMs } = this.#terms;
    const beginsMs = (this.#knownAtMs[this.#first] ?? Number.POSITIVE_INFINITY) - aheadMs;
    const nextMs = (this.#knownAtMs[this.#first + 1] ?? Number.POSITIVE_INFINITY) - aheadMs;
    const toldMs = this.#waiting.knownAtMs[this.#admitted] ?? Number.POSITIVE_INFINITY;
    const changeMs = beginsMs > endMs ? beginsMs : nextMs;
    const lapsesMs = beginsMs + goodForMs;
    return Math.min(toldMs, changeMs, lapsesMs > endMs ? lapsesMs : Number.POSITIVE_INFINITY);
  }
}

interface Told {
  readonly atMs: number[];
  readonly values: number[];
  /** When each counts as known, epoch ms. */
  readonly knownAtMs: number[];
}

/** `splice` would make an array each time, of what it takes out. */
function insert(column: number[], place: number, value: number): void {
  for (let k = column.length; k > place; k--) column[k] = column[k - 1] ?? Number.NaN;
  column[place] = value;
}

/** Of one arrival in the order told: the sort is stable. */
function byArrival(told: Told): Told {
  const { atMs, values, knownAtMs } = told;
  if (knownAtMs.every((ms, i) => i === 0 || ms >= (knownAtMs[i - 1] ?? Number.NaN))) return told;
  const order = [...knownAtMs.keys()].sort((a, b) => (knownAtMs[a] ?? 0) - (knownAtMs[b] ?? 0));
  const ordered = (column: readonly number[]) => order.map((place) => column[place] ?? Number.NaN);
  return { atMs: ordered(atMs), values: ordered(values), knownAtMs: ordered(knownAtMs) };
}
