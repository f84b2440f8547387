import type { Algorithm } from '../../domain/miner.ts';
import { ABSENT, isPresent, THREE_FIGURES, withUnit } from './decimal.ts';

/** Hashes under one joule, by the unit that the trade of each algorithm uses. */
const UNITS: Readonly<Record<Algorithm, { readonly unit: string; readonly hashes: number }>> = {
  sha256: { unit: 'J/TH', hashes: 1e12 },
  kheavyhash: { unit: 'J/TH', hashes: 1e12 },
  'blake2b-sia': { unit: 'J/TH', hashes: 1e12 },
  blake2s: { unit: 'J/TH', hashes: 1e12 },
  blake3: { unit: 'J/TH', hashes: 1e12 },
  eaglesong: { unit: 'J/TH', hashes: 1e12 },
  handshake: { unit: 'J/TH', hashes: 1e12 },
  x11: { unit: 'J/GH', hashes: 1e9 },
  scrypt: { unit: 'J/MH', hashes: 1e6 },
  etchash: { unit: 'J/MH', hashes: 1e6 },
  equihash: { unit: 'J/kSol', hashes: 1e3 },
  randomx: { unit: 'J/kH', hashes: 1e3 },
  other: { unit: 'J/MH', hashes: 1e6 },
};

/**
 * `17.4 J/TH wall`: energy a hash, never W/TH, and always where the power was measured. Absent without hashrate or
 * power; a figure better than physics is shown as it is, for hiding it would hide a wrong reading.
 */
export function formatEfficiency({
  powerW,
  hashrateHs,
  at,
  algorithm = 'sha256',
  locale,
}: {
  readonly powerW: number | undefined;
  readonly hashrateHs: number | undefined;
  /** Absent where the words beside the figure say where the power was measured. */
  readonly at: 'wall' | 'board' | undefined;
  readonly algorithm?: Algorithm | undefined;
  readonly locale?: string | undefined;
}): string {
  if (!isPresent(powerW) || !isPresent(hashrateHs) || powerW <= 0 || hashrateHs <= 0) return ABSENT;
  const { unit, hashes } = UNITS[algorithm];
  const figure = withUnit((powerW / hashrateHs) * hashes, unit, THREE_FIGURES, locale);
  return at === undefined ? figure : `${figure} ${at}`;
}
