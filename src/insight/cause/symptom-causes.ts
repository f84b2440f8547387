import type { Cause } from '../../domain/health/cause.ts';
import type { Symptom } from '../../domain/health/symptom.ts';

/** How a symptom comes about: by each cause alone with this probability, and by nothing of these. */
export interface SymptomCauses {
  readonly by: Readonly<Partial<Record<Cause, number>>>;
  readonly leak: number;
}

/**
 * What a cause brings about and what not, by the physics of a miner. These are judgements, in steps that matter little
 * beside the evidence: nearly always 0.9, mostly 0.7, often 0.4, now and then 0.2, seldom 0.05. Troubles of network and
 * pool come in many kinds, of which each shows in its own way. What a cause is not named for it does not do: dust makes
 * chip and heatsink warmer alike, paste only the chip, a weak supply neither. That a fitted figure leaves its normal for
 * something else is one in 20,000 a week, five times what the watch calls for nothing in simulated homes; what depends
 * on more than the machine leaves it sooner.
 */
export const SYMPTOM_CAUSES: Readonly<Record<Symptom, SymptomCauses>> = {
  // Where nobody tells the air, a warm room looks like it.
  'cooling-worse': { by: { dust: 0.9, 'dry-paste': 0.9, 'hot-room': 0.4 }, leak: 0.00005 },
  'chip-far-above-sink': { by: { 'dry-paste': 0.9 }, leak: 0.00005 },
  'regulator-hotter': { by: { 'hot-regulator': 0.9 }, leak: 0.00005 },
  'fan-slower': { by: { 'worn-fan': 0.7 }, leak: 0.00005 },
  'fan-unsteady': { by: { 'worn-fan': 0.4 }, leak: 0.00005 },
  'supply-lower': { by: { 'weak-supply': 0.9 }, leak: 0.00005 },
  'errors-more': {
    by: {
      'weak-chips': 0.9,
      'weak-supply': 0.4,
      'somebody-else': 0.2,
      'hot-regulator': 0.2,
      dust: 0.2,
      'dry-paste': 0.2,
      'hot-room': 0.2,
      'worn-fan': 0.2,
    },
    leak: 0.001,
  },
  'hashrate-less': { by: { 'lost-part': 0.9, 'weak-chips': 0.7, 'hung-firmware': 0.05 }, leak: 0.00005 },
  // Given that there is a loss.
  'loss-at-once': { by: { 'lost-part': 0.9, 'hung-firmware': 0.7, 'somebody-else': 0.7 }, leak: 0.05 },
  'board-less': { by: { 'lost-part': 0.9 }, leak: 0.00005 },
  // Chips that are warmer leak more current.
  'power-more': { by: { 'hot-regulator': 0.4, dust: 0.2, 'dry-paste': 0.2, 'hot-room': 0.2 }, leak: 0.001 },
  'air-warmer': { by: { 'hot-room': 0.9 }, leak: 0.001 },
  // Of boards that stall in part the maker of a firmware says that it is nearly always the supply (ESP-Miner #1708).
  'part-still': { by: { 'lost-part': 0.9, 'weak-supply': 0.2 }, leak: 0.00005 },
  'no-shares': { by: { 'hung-firmware': 0.9, network: 0.4, pool: 0.4 }, leak: 0.001 },
  'fewer-shares': { by: { 'hung-firmware': 0.9, network: 0.4, pool: 0.4, 'weak-chips': 0.2 }, leak: 0.001 },
  // In none of the explained issues of ESP-Miner and NerdQAxe+ was it the owner's hardware.
  'shares-refused': { by: { pool: 0.4, network: 0.05 }, leak: 0.00005 },
  'shares-late': { by: { network: 0.4, pool: 0.4 }, leak: 0.00005 },
  // Work that is only claimed is not paid; nor is what goes to another's account.
  'paid-less': { by: { pool: 0.4, 'somebody-else': 0.4, 'hung-firmware': 0.2 }, leak: 0.001 },
  'no-answer': { by: { network: 0.4, 'hung-firmware': 0.2, 'weak-supply': 0.2 }, leak: 0.00005 },
  // Where the network is down the second pool is away as well.
  'other-pool': { by: { pool: 0.4, network: 0.05 }, leak: 0.00005 },
  // Machines of one place collect dust alike, but not within the same days.
  'others-too': { by: { network: 0.7, 'hot-room': 0.9, pool: 0.7 }, leak: 0.01 },
  'settings-other': { by: { 'somebody-else': 0.4 }, leak: 0.00005 },
  'firmware-other': { by: { 'somebody-else': 0.4 }, leak: 0.00005 },
  'address-other': { by: { 'somebody-else': 0.4 }, leak: 0.000005 },
};
