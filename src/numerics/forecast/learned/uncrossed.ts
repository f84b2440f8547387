/** At each step in the order of their levels: sorting never makes quantiles worse (Chernozhukov and others, Econometrica 78, 2010). */
export function uncrossed(
  quantiles: readonly Float64Array[],
  levels: readonly number[],
): readonly Float64Array[] {
  const order = levels.map((_, place) => place).sort((a, b) => (levels[a] ?? 0) - (levels[b] ?? 0));
  const sorted = quantiles.map((own) => own.slice());
  for (let step = 0; step < (sorted[0]?.length ?? 0); step++) {
    const values = Float64Array.from(quantiles, (own) => own[step] ?? Number.NaN).sort();
    for (const [rank, place] of order.entries()) {
      const own = sorted[place];
      if (own) own[step] = values[rank] ?? Number.NaN;
    }
  }
  return sorted;
}
