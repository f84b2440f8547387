import type { Algorithm } from '../../domain/miner.ts';
import { ABSENT, isPresent, THREE_FIGURES, withUnit } from './decimal.ts';
import { type SiPrefix, siFactor, siPrefix } from './si-prefix.ts';

/** `1.21 TH/s`, `503 GH/s`, `12.0 kSol/s`: three significant figures. Zero is `0 H/s`. */
export function formatHashrate(
  hashrateHs: number | undefined,
  {
    algorithm,
    locale,
  }: { readonly algorithm?: Algorithm | undefined; readonly locale?: string | undefined } = {},
): string {
  if (!isPresent(hashrateHs)) return ABSENT;
  const prefix = siPrefix(hashrateHs, 3);
  const figures = hashrateHs === 0 ? {} : THREE_FIGURES;
  return withUnit(hashrateHs / siFactor(prefix), hashrateUnit(prefix, algorithm), figures, locale);
}

/** `TH/s`, `kSol/s`: Equihash counts solutions, all else hashes. */
export function hashrateUnit(prefix: SiPrefix, algorithm: Algorithm = 'sha256'): string {
  return `${prefix}${algorithm === 'equihash' ? 'Sol/s' : 'H/s'}`;
}
