/** Whole seconds since 1970, as cgminer gives every moment. */
export function epochS(atMs: number): number {
  return Math.floor(atMs / 1000);
}

/** Two decimals, as cgminer prints its rates. */
export function cents(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Part of `whole` in percent with four decimals; 0 of nothing is 0, as cgminer prints it. */
export function percentOf(part: number, whole: number): number {
  return whole > 0 ? Math.round((1e6 * part) / whole) / 1e4 : 0;
}

/** Count a minute over a span of `spanS`, two decimals; 0 before anything has run. */
export function perMinute(count: number, spanS: number): number {
  return spanS > 0 ? cents((60 * count) / spanS) : 0;
}
