import type { Algorithm } from '../../domain/miner.ts';

/** Hashes a second (solutions of Equihash) that earnings are told for, by algorithm: about what one machine at home does. */
const WORK_UNITS: Readonly<Record<Algorithm, WorkUnit>> = {
  sha256: 'TH',
  kheavyhash: 'TH',
  blake3: 'TH',
  'blake2b-sia': 'TH',
  blake2s: 'TH',
  eaglesong: 'TH',
  handshake: 'TH',
  x11: 'TH',
  scrypt: 'MH',
  etchash: 'MH',
  equihash: 'KH',
  randomx: 'KH',
  other: 'TH',
};

const HASHES = { TH: 1e12, MH: 1e6, KH: 1e3 } as const;

export type WorkUnit = keyof typeof HASHES;

/** The unit of earnings: `EUR/TH/day`. */
export function earningsUnit(currency: string, algorithm: Algorithm): string {
  return `${currency}/${WORK_UNITS[algorithm]}/day`;
}

/**
 * Hashes a second that a unit of earnings stands for.
 * @throws RangeError for a unit that {@link earningsUnit} does not make
 * @example hashesOfUnit('EUR/TH/day') // 1e12
 */
export function hashesOfUnit(unit: string): number {
  const work = unit.split('/')[1];
  if (work !== 'TH' && work !== 'MH' && work !== 'KH')
    throw new RangeError(`"${unit}" is no unit of earnings`);
  return HASHES[work];
}
