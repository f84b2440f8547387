import { HS_PER_PHS } from '../../domain/economics/revenue.ts';
import type { Algorithm } from '../../domain/miner.ts';
import { formatSats } from '../../ui/format/bitcoin.ts';
import { hashrateUnit } from '../../ui/format/hashrate.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { type SiPrefix, siFactor, siPrefix } from '../../ui/format/si-prefix.ts';
import { type ShownMoney, satsPerUnit } from './shown-money.ts';

/** In what SHA-256 work is counted: at home by the TH/s, by those who publish its price by the PH/s. */
export type ShaUnit = 'TH/s' | 'PH/s';

export interface WorkUnit {
  readonly name: string;
  /** H/s (Sol/s for Equihash) in one of it. */
  readonly hs: number;
}

/** By what the trade counts work of which the fleet does none just now. */
const USUAL: Readonly<Record<Algorithm, SiPrefix>> = {
  sha256: 'T',
  scrypt: 'G',
  equihash: 'k',
  kheavyhash: 'T',
  'blake2b-sia': 'T',
  blake2s: 'T',
  blake3: 'T',
  eaglesong: 'T',
  etchash: 'G',
  handshake: 'T',
  randomx: 'k',
  x11: 'G',
  other: 'G',
};

/** The usual unit of a SHA-256 fleet: a fleet at home by TH/s, one of a petahash and more by PH/s. */
export function usualShaUnit(hashrateHs: number): ShaUnit {
  return hashrateHs < HS_PER_PHS ? 'TH/s' : 'PH/s';
}

/**
 * The unit in which work of an algorithm is counted: as chosen for SHA-256, else the one that gives the fleet's own rate
 * one to three digits; where it does none of that, the trade's.
 */
export function workUnit(algorithm: Algorithm, hashrateHs: number, sha: ShaUnit): WorkUnit {
  if (algorithm === 'sha256') return { name: sha, hs: sha === 'TH/s' ? HS_PER_PHS / 1000 : HS_PER_PHS };
  const prefix = hashrateHs > 0 ? siPrefix(hashrateHs, 3) : USUAL[algorithm];
  return { name: hashrateUnit(prefix, algorithm), hs: siFactor(prefix) };
}

/** What one unit of work earns in a day, `€0.04600` or `47 sats`: so fine that it can be multiplied by a fleet's rate. */
export function workPrice(perHsDay: number | undefined, unit: WorkUnit, shown: ShownMoney): string {
  const price = perHsDay === undefined ? undefined : perHsDay * unit.hs;
  const each = shown.unit === 'sats' ? satsPerUnit(shown.btcPrice) : undefined;
  if (each !== undefined) return formatSats(price === undefined ? undefined : price * each);
  const fine = price !== undefined && Math.abs(price) < 1 ? { decimals: 5 } : {};
  return formatMoney(price, { currency: shown.currency, ...fine });
}
