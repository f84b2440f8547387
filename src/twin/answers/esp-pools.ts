import type { MinerTwin } from '../miner-twin.ts';
import type { PoolSetup } from '../stratum.ts';

/** What of which pool a key of PATCH /api/system sets. */
interface PoolField {
  readonly slot: 0 | 1;
  readonly field: 'host' | 'port' | 'user' | 'password';
}

/**
 * The main and the fallback pool of AxeOS until 2.14 and of NerdOS (bitaxeorg/ESP-Miner main/nvs_config.c;
 * shufps/ESP-Miner-NerdQAxePlus main/http_server, PATCH_update_settings).
 */
const POOL_FIELDS: Readonly<Record<string, PoolField>> = {
  stratumURL: { slot: 0, field: 'host' },
  stratumPort: { slot: 0, field: 'port' },
  stratumUser: { slot: 0, field: 'user' },
  stratumPassword: { slot: 0, field: 'password' },
  fallbackStratumURL: { slot: 1, field: 'host' },
  fallbackStratumPort: { slot: 1, field: 'port' },
  fallbackStratumUser: { slot: 1, field: 'user' },
  fallbackStratumPassword: { slot: 1, field: 'password' },
};

/** The longest text that its flash holds (NVS_STR_LIMIT). */
const LONGEST_TEXT = 3_999;

/** Which pools are set, whether it mines with them yet or not: what `/api/system/info` tells. */
export function espPools({ settings }: MinerTwin): readonly PoolSetup[] {
  return settings.poolsFromNextStart ?? settings.pools;
}

/** Does the firmware take this value for this key? True of a key that sets no pool. */
export function acceptsEspPool(key: string, value: unknown): boolean {
  const known = POOL_FIELDS[key];
  if (known === undefined) return true;
  if (known.field !== 'port') return typeof value === 'string' && value.length <= LONGEST_TEXT;
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65_535;
}

/** Sets what it is sent of the two pools; they are told back at once, and mined with from the next start on. */
export function setEspPools(twin: MinerTwin, wanted: Readonly<Record<string, unknown>>): void {
  const entries = Object.entries(wanted).flatMap(([key, value]) => {
    const known = POOL_FIELDS[key];
    return known && acceptsEspPool(key, value) ? [{ ...known, value }] : [];
  });
  if (entries.length === 0) return;
  const slots = ([0, 1] as const).map((slot): PoolSetup => {
    const before = espPools(twin)[slot] ?? { host: '', port: 0, user: '', difficulty: difficultyOf(twin) };
    const own = entries.filter((entry) => entry.slot === slot).map(({ field, value }) => [field, value]);
    return { ...before, ...Object.fromEntries(own) };
  });
  twin.settings.poolsFromNextStart = slots.filter(({ host }, slot) => slot === 0 || host !== '');
}

/** The pool's affair, which a setting does not change. */
function difficultyOf({ link }: MinerTwin): number {
  return link.active.setup.difficulty;
}
