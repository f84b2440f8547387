import type { Algorithm } from '../../domain/miner.ts';
import { ABSENT, decimal, isPresent, NBSP, places } from './decimal.ts';
import { hashrateUnit } from './hashrate.ts';
import { siFactor, siPrefix } from './si-prefix.ts';

/**
 * `1.18 ± 0.05`: the error with one significant figure (two where it begins with 1, so that rounding does not change
 * it by half), the value to the same place.
 */
export function formatPlusMinus(
  value: number | undefined,
  error: number | undefined,
  locale?: string,
): string {
  if (!isPresent(value)) return ABSENT;
  if (!isPresent(error) || error <= 0) return decimal(value, { maximumSignificantDigits: 3 }, locale);
  const magnitude = Math.floor(Math.log10(error));
  const leading = error / 10 ** magnitude;
  const count = Math.max(0, (leading < 1.95 ? 1 : 0) - magnitude);
  return `${decimal(value, places(count), locale)} ± ${decimal(error, places(count), locale)}`;
}

/** `1.18 ± 0.05 TH/s (1 h)`: a hashrate with its standard error and the window it was measured in. */
export function formatHashrateUncertain({
  hashrateHs,
  errorHs,
  window,
  algorithm,
  locale,
}: {
  readonly hashrateHs: number | undefined;
  readonly errorHs: number | undefined;
  /** In words: `1 h`. */
  readonly window?: string | undefined;
  readonly algorithm?: Algorithm | undefined;
  readonly locale?: string | undefined;
}): string {
  if (!isPresent(hashrateHs)) return ABSENT;
  const prefix = siPrefix(hashrateHs, 3);
  const factor = siFactor(prefix);
  const scaledError = isPresent(errorHs) ? errorHs / factor : undefined;
  const figure = formatPlusMinus(hashrateHs / factor, scaledError, locale);
  return `${figure}${NBSP}${hashrateUnit(prefix, algorithm)}${window === undefined ? '' : ` (${window})`}`;
}

/** `123 shares, 9 %`: why a rate from counting shares is no better, 1/√n (economics section 4). */
export function formatShareNoise(shares: number | undefined, locale?: string): string {
  if (!isPresent(shares) || shares < 1) return ABSENT;
  const percent = decimal(100 / Math.sqrt(shares), { maximumSignificantDigits: 1 }, locale);
  return `${decimal(shares, {}, locale)} shares, ${percent}${NBSP}%`;
}
