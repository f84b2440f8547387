import type { Cause } from '../../domain/health/cause.ts';
import { type MachineSize, PUBLISHED_RATES, type YearlyTrouble } from '../lifetime/published-rates.ts';

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
  'hung-firmware': { trouble: 'hung-firmware' },
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
/** When a trouble began is known to about so long: what came within it may be behind it. */
const ONSET_DAYS = 7;

/**
 * The probability that a cause came when a trouble began and is still there, before anything else is known:
 * 1 − e^(−rate·7 days), and of what passes by itself the part e^(−age/duration) that lasts so long.
 */
export function chanceBeforehand(cause: Cause, ageMs: number, size: MachineSize): number {
  const { trouble, lastsDays = Number.POSITIVE_INFINITY } = COMING[cause];
  const came = -Math.expm1((-PUBLISHED_RATES[trouble][size].median * ONSET_DAYS) / YEAR_DAYS);
  return came * Math.exp(-Math.max(0, ageMs) / DAY_MS / lastsDays);
}
