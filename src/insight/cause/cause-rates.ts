import { type MachineSize, PUBLISHED_RATES, type YearlyTrouble } from '../lifetime/published-rates.ts';
import type { Cause } from './cause.ts';

interface Coming {
  readonly trouble: YearlyTrouble;
  /** How long it is there once it has come; absent where it stays until somebody mends it. */
  readonly lastsDays?: number;
}

/** How each cause comes, and how long what passes by itself is there. */
const COMING: Readonly<Record<Cause, Coming>> = {
  dust: { trouble: 'dust' },
  'dry-paste': { trouble: 'dry-paste' },
  'worn-fan': { trouble: 'worn-fan' },
  'weak-supply': { trouble: 'weak-supply' },
  'hot-regulator': { trouble: 'failing-regulator' },
  'weak-chips': { trouble: 'unstable-settings' },
  'lost-part': { trouble: 'lost-part' },
  // Until somebody looks.
  'hung-firmware': { trouble: 'hung-firmware', lastsDays: 1 },
  'hot-room': { trouble: 'hot-room', lastsDays: 7 },
  // 29 h a year in homes that had any (pqmagazine.com/i-have-an-outage), at nine outages a year.
  network: { trouble: 'network-outage', lastsDays: 3.2 / 24 },
  // Public Pool, 29 March 2026: 9.5 h.
  pool: { trouble: 'pool-outage', lastsDays: 9.5 / 24 },
  'somebody-else': { trouble: 'foreign-change' },
};

/** Every cause, in the order in which a list names them. */
export const CAUSES = Object.keys(COMING) as readonly Cause[];

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365.2425;

/**
 * The probability that a cause is there before anything was seen: 1 − e^(−rate·time), where the time is as long as the
 * miner has been watched, but no longer than the cause lasts.
 * @param watchedMs at least a day counts: what was there before nobody saw come
 */
export function chanceBeforehand(cause: Cause, watchedMs: number, size: MachineSize): number {
  const { trouble, lastsDays = Number.POSITIVE_INFINITY } = COMING[cause];
  const days = Math.min(lastsDays, Math.max(1, watchedMs / DAY_MS));
  return -Math.expm1((-PUBLISHED_RATES[trouble][size].median * days) / YEAR_DAYS);
}
