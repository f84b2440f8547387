const NO_SIBLINGS: ReadonlyMap<string, Given> = new Map();

/**
 * A record of a reference problem, read field by field. A missing value (`null`) is NaN, the words "Infinity" and
 * "-Infinity" are themselves. A field may be borrowed from another problem of the file: "case spectrum" is the field
 * of the same name there, "X of permutation-importance" its X, "a, b of case two-sample" both; `data: "real-cox"` is
 * every field of that problem.
 *
 * Every reader throws a TypeError that names the field where it does not hold what is asked for.
 */
export class Given {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly #siblings: ReadonlyMap<string, Given>;

  constructor(source: unknown, siblings = NO_SIBLINGS) {
    if (!isRecord(source)) throw new TypeError('is no object');
    this.fields = source;
    this.#siblings = siblings;
  }

  /** Is the field there, in this problem or in one that it borrows from? */
  has(name: string): boolean {
    return this.#find(name) !== undefined;
  }

  number(name: string): number {
    return numberOf(this.#find(name), name);
  }

  /** A parameter that a problem may leave to convention. */
  numberOr(name: string, convention: number): number {
    return this.has(name) ? this.number(name) : convention;
  }

  text(name: string): string {
    const found = this.#find(name);
    if (typeof found !== 'string') throw new TypeError(`${name} is no text`);
    return found;
  }

  texts(name: string): readonly string[] {
    return listOf(this.#find(name), name).map((each) => {
      if (typeof each !== 'string') throw new TypeError(`${name} holds what is no text`);
      return each;
    });
  }

  numbers(name: string): Float64Array {
    return Float64Array.from(listOf(this.#find(name), name), (each) => numberOf(each, name));
  }

  /** Rows of numbers. */
  matrix(name: string): readonly Float64Array[] {
    return listOf(this.#find(name), name).map((row) =>
      Float64Array.from(listOf(row, name), (each) => numberOf(each, name)),
    );
  }

  /** The problem of the file that the words of a field mention by its id, the longest id that fits. */
  mentioned(name: string): Given {
    const words = String(this.fields[name]);
    const [id] = [...this.#siblings.keys()]
      .filter((each) => words.includes(each))
      .sort((a, b) => b.length - a.length);
    const found = id === undefined ? undefined : this.#siblings.get(id);
    if (!found) throw new TypeError(`${name} mentions no problem`);
    return found;
  }

  record(name: string, siblings = this.#siblings): Given {
    return new Given(this.#find(name), siblings);
  }

  /** A list of records. */
  list(name: string): readonly Given[] {
    return listOf(this.#find(name), name).map((each) => new Given(each, this.#siblings));
  }

  #find(name: string): unknown {
    const own = this.fields[name];
    if (typeof own === 'string') return this.#borrowed(own, name) ?? own;
    if (own !== undefined) return own;
    for (const words of Object.values(this.fields)) {
      const lent = typeof words === 'string' ? this.#borrowed(words, name) : undefined;
      if (lent !== undefined) return lent;
    }
    return undefined;
  }

  /** What words like "a, b of case two-sample" lend under a name; without names before "of" they lend every field. */
  #borrowed(words: string, name: string): unknown {
    const [, names, id] = /^(?:(.+) of )?(?:case )?(\S+)$/.exec(words) ?? [];
    const lender = id === undefined ? undefined : this.#siblings.get(id);
    if (!lender) return undefined;
    const lent = names?.split(/, ?/) ?? [name];
    const [only] = lent;
    if (lent.includes(name)) return lender.#find(name);
    // "X of …" under another name, such as data.
    return Object.hasOwn(this.fields, name) && lent.length === 1 && only ? lender.#find(only) : undefined;
  }
}

function numberOf(value: unknown, name: string): number {
  if (value === null) return Number.NaN;
  if (value === 'Infinity') return Number.POSITIVE_INFINITY;
  if (value === '-Infinity') return Number.NEGATIVE_INFINITY;
  if (typeof value === 'number') return value;
  throw new TypeError(`${name} is no number`);
}

function listOf(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`${name} is no list`);
  return value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
