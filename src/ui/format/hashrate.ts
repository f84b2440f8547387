import type { Algorithm } from '../../domain/miner.ts';
import { ABSENT, decimal, isPresent, NBSP, THREE_FIGURES } from './decimal.ts';
import { type SiPrefix, siFactor, siPrefix } from './si-prefix.ts';

export interface HashrateOptions {
  /** Equihash counts solutions (Sol/s), all else hashes (H/s). Default `sha256`. */
  readonly algorithm?: Algorithm | undefined;
  /** The prefix of a whole table column, from {@link columnPrefix}; else each number gets its own. */
  readonly prefix?: SiPrefix | undefined;
  readonly locale?: string | undefined;
}

/** `1.21 TH/s`, `503 GH/s`, `12.0 kSol/s`: three significant figures. Zero is `0 H/s`. */
export function formatHashrate(hashrateHs: number | undefined, options: HashrateOptions = {}): string {
  if (!isPresent(hashrateHs)) return ABSENT;
  const prefix = options.prefix ?? siPrefix(hashrateHs, 3);
  return `${formatHashrateNumber(hashrateHs, prefix, options.locale)}${NBSP}${hashrateUnit(prefix, options.algorithm)}`;
}

/** The number alone, for a column whose head carries the unit. */
export function formatHashrateNumber(
  hashrateHs: number | undefined,
  prefix: SiPrefix,
  locale?: string,
): string {
  if (hashrateHs === 0) return decimal(0, {}, locale);
  return decimal(isPresent(hashrateHs) ? hashrateHs / siFactor(prefix) : undefined, THREE_FIGURES, locale);
}

/** `TH/s`, `kSol/s`. */
export function hashrateUnit(prefix: SiPrefix, algorithm: Algorithm = 'sha256'): string {
  return `${prefix}${algorithm === 'equihash' ? 'Sol/s' : 'H/s'}`;
}

/** The one prefix of a table column: that of its largest row. */
export function columnPrefix(hashratesHs: readonly (number | undefined)[]): SiPrefix {
  return siPrefix(Math.max(0, ...hashratesHs.filter(isPresent)), 3);
}
