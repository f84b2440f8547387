/** The last value there is, again and again; NaN of none. */
export function persistence(past: ArrayLike<number>, horizon: number): Float64Array {
  return new Float64Array(horizon).fill(lastPresent(past));
}

/** What there was a season ago, or where that is missing the season before, and so on; else the last value. */
export function seasonalNaive(past: ArrayLike<number>, horizon: number, season: number): Float64Array {
  const last = lastPresent(past);
  return Float64Array.from({ length: horizon }, (_, step) => {
    for (let at = past.length + (step % season) - season; at >= 0; at -= season) {
      const value = past[at] ?? Number.NaN;
      if (!Number.isNaN(value)) return value;
    }
    return last;
  });
}

/** On the line from the first value to the last one. */
export function drift(past: ArrayLike<number>, horizon: number): Float64Array {
  let first = 0;
  while (first < past.length && Number.isNaN(past[first])) first += 1;
  let last = past.length - 1;
  while (last >= 0 && Number.isNaN(past[last])) last -= 1;
  const from = past[last] ?? Number.NaN;
  const slope = last > first ? (from - (past[first] ?? Number.NaN)) / (last - first) : 0;
  return Float64Array.from(
    { length: horizon },
    (_, step) => from + slope * (past.length - 1 - last + step + 1),
  );
}

function lastPresent(past: ArrayLike<number>): number {
  for (let at = past.length - 1; at >= 0; at--) {
    const value = past[at] ?? Number.NaN;
    if (!Number.isNaN(value)) return value;
  }
  return Number.NaN;
}
