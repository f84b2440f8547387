import { ABSENT, decimal, isPresent, NBSP, places } from './decimal.ts';

/** `0.12 %`, `48 %` from a part 0..1: two decimals below 1 %, one below 10 %, none above. */
export function formatPercent(part: number | undefined, locale?: string): string {
  if (!isPresent(part)) return ABSENT;
  const size = Math.abs(part) * 100;
  const count = size === 0 ? 0 : size < 0.995 ? 2 : size < 9.95 ? 1 : 0;
  return `${decimal(part * 100, places(count), locale)}${NBSP}%`;
}

/**
 * A probability that is never overstated: `99.9 %`, cut and not rounded, above it `> 99.9 %`, below one in a thousand
 * `< 0.1 %`. Certainty is not for sale.
 */
export function formatConfidence(probability: number | undefined, locale?: string): string {
  if (!isPresent(probability)) return ABSENT;
  const write = (percent: number, count: number) => `${decimal(percent, places(count), locale)}${NBSP}%`;
  if (probability < 0.001) return `<${NBSP}${write(0.1, 1)}`;
  if (probability > 0.9995) return `>${NBSP}${write(99.9, 1)}`;
  const count = probability >= 0.99 || probability < 0.01 ? 1 : 0;
  const scale = 10 ** count;
  // 1e-7: what should be 99.9 may be one bit short of it.
  return write(Math.floor(probability * 100 * scale + 1e-7) / scale, count);
}
