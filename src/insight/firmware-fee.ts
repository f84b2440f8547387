import type { MinerFamily } from '../domain/miner.ts';
import type { KnownFees } from './two-meter-shares.ts';

/**
 * Part of the hash rate that a firmware is publicly known to mine for its maker, at most. Braiins OS: "2–2.5 % of hashing
 * power", by model (braiins.com/os-firmware, quoted in api-evangelist/braiins-academy,
 * plans/braiins-academy-plans-pricing.yml). Others keep fees as well, but no source that could be checked says how much.
 */
const DEV_FEE: Readonly<Partial<Record<MinerFamily, number>>> = { braiins: 0.025 };

/** What a miner's firmware is known to keep: no loss to call its owner for, and no fault of its chips. */
export function firmwareFees(family: MinerFamily): KnownFees {
  return { devFeeFraction: DEV_FEE[family] };
}
