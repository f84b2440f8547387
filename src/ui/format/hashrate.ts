import type { Algorithm } from '../../domain/miner.ts';
import type { HashrateUnit } from '../../domain/settings.ts';
import { ABSENT, isPresent, THREE_FIGURES, withUnit } from './decimal.ts';
import { type SiPrefix, siFactor, siPrefix } from './si-prefix.ts';

/** Below this part of the unit that was chosen nobody reads a rate in it: a lottery miner keeps its kH/s. */
const LEAST_PART = 0.001;

export interface RateOptions {
  readonly algorithm?: Algorithm | undefined;
  /** What the owner chose for SHA-256; default `auto`. */
  readonly unit?: HashrateUnit | undefined;
}

/**
 * `1.21 TH/s`, `503 GH/s`, `12.0 kSol/s`: three significant figures, in the unit that the owner chose or that fits. Zero is
 * `0 H/s`.
 */
export function formatHashrate(
  hashrateHs: number | undefined,
  { locale, ...options }: RateOptions & { readonly locale?: string | undefined } = {},
): string {
  if (!isPresent(hashrateHs)) return ABSENT;
  const prefix = hashratePrefix(hashrateHs, options);
  const figures = hashrateHs === 0 ? {} : THREE_FIGURES;
  return withUnit(hashrateHs / siFactor(prefix), hashrateUnit(prefix, options.algorithm), figures, locale);
}

/** The prefix that a rate is written with: the owner's for SHA-256, else that of its size. */
export function hashratePrefix(
  hashrateHs: number,
  { algorithm = 'sha256', unit = 'auto' }: RateOptions = {},
): SiPrefix {
  const chosen = CHOSEN[unit];
  if (chosen === undefined || algorithm !== 'sha256') return siPrefix(hashrateHs, 3);
  return Math.abs(hashrateHs) < LEAST_PART * siFactor(chosen) ? siPrefix(hashrateHs, 3) : chosen;
}

const CHOSEN: Readonly<Record<HashrateUnit, SiPrefix | undefined>> = {
  auto: undefined,
  'TH/s': 'T',
  'PH/s': 'P',
};

/** `TH/s`, `kSol/s`: Equihash counts solutions, all else hashes. */
export function hashrateUnit(prefix: SiPrefix, algorithm: Algorithm = 'sha256'): string {
  return `${prefix}${algorithm === 'equihash' ? 'Sol/s' : 'H/s'}`;
}
