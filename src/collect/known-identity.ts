import type { MinerIdentity } from '../domain/miner.ts';

/**
 * What is known of a miner after one more reply: a reply that lacks a field does not unlearn it. The identity before,
 * itself, where nothing of it has changed.
 */
export function knownIdentity(before: MinerIdentity, told: MinerIdentity): MinerIdentity {
  const defined = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  const known: MinerIdentity = { ...before, ...defined };
  return JSON.stringify(known) === JSON.stringify(before) ? before : known;
}
