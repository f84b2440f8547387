import type { Random } from '../random.ts';

/** What a parameter may be. */
export type ParameterRange =
  | { readonly kind: 'choice'; readonly of: readonly (number | string)[] }
  /** Evenly by its logarithm. */
  | { readonly kind: 'log'; readonly from: number; readonly to: number }
  | { readonly kind: 'whole'; readonly from: number; readonly to: number };

export type ParameterSpace = Readonly<Record<string, ParameterRange>>;
export type Parameters = Readonly<Record<string, number | string>>;

/**
 * So many candidates of a space, the given defaults first: a search never ends with worse than what was usual, but by chance. The
 * others are drawn at random, which finds good ones sooner than a grid (Bergstra & Bengio, JMLR 13, 2012).
 */
export function drawCandidates(
  space: ParameterSpace,
  defaults: Parameters,
  count: number,
  random: Random,
): readonly Parameters[] {
  const drawn = Array.from({ length: Math.max(0, count - 1) }, () =>
    Object.fromEntries(Object.entries(space).map(([name, range]) => [name, draw(range, random)])),
  );
  return [defaults, ...drawn.map((each) => ({ ...defaults, ...each }))].slice(0, count);
}

function draw(range: ParameterRange, random: Random): number | string {
  const part = random.uniform();
  switch (range.kind) {
    case 'choice':
      return range.of[Math.floor(part * range.of.length)] ?? '';
    case 'log':
      return range.from * (range.to / range.from) ** part;
    case 'whole':
      return range.from + Math.floor(part * (range.to - range.from + 1));
  }
}
