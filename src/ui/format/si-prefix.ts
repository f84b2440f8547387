/** Steps of 1000 from one up, by their SI letters. */
const SI_PREFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const;

export type SiPrefix = (typeof SI_PREFIXES)[number];

/**
 * The prefix under which a quantity has one to three digits before the decimal mark, after rounding to `figures`
 * significant ones: 999.6e9 is 1.00 T, not 1000 G.
 */
export function siPrefix(quantity: number, figures: number): SiPrefix {
  const rounded = Number(Math.abs(quantity).toPrecision(figures));
  const step = SI_PREFIXES.findLastIndex((_, index) => rounded >= 1000 ** index);
  return SI_PREFIXES[Math.max(0, step)] ?? '';
}

/** What one unit with this prefix counts. */
export function siFactor(prefix: SiPrefix): number {
  return 1000 ** SI_PREFIXES.indexOf(prefix);
}
