import type { Range } from './repair-costs.ts';

export const NOTHING: Range = { value: 0, low: 0, high: 0 };

/** Ends add up as if all erred the same way: wider than chance makes them, so never too sure. */
export function plus(one: Range, other: Range): Range {
  return { value: one.value + other.value, low: one.low + other.low, high: one.high + other.high };
}

/** Of two figures that are not below 0. */
export function times(one: Range, other: Range): Range {
  return { value: one.value * other.value, low: one.low * other.low, high: one.high * other.high };
}

/** Ends change places under a factor below 0. */
export function scaled({ value, low, high }: Range, factor: number): Range {
  const ends = [low * factor, high * factor] as const;
  return { value: value * factor, low: Math.min(...ends), high: Math.max(...ends) };
}

/** An interval of a normal law narrowed to 80 %: by as many deviations as it reaches out and 80 % does. */
export function narrowed({ value, low, high }: Range, deviations: 1.6449 | 1.96): Range {
  const part = 1.2816 / deviations;
  return { value, low: value - part * (value - low), high: value + part * (high - value) };
}
