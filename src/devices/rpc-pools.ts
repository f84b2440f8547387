import type { PoolConnection } from '../domain/reading.ts';
import { userOf } from './esp-fields.ts';
import type { RawRecord } from './raw-record.ts';

/** `POOLS` of the cgminer API. */
export function rpcPools(pools: readonly RawRecord[]): readonly PoolConnection[] {
  return pools.flatMap((pool) => {
    const url = pool.text('URL') ?? pool.text('Stratum URL');
    if (url === undefined) return [];
    return [
      {
        url,
        user: userOf(pool, 'User'),
        alive: isAlive(pool.text('Status')),
        active: pool.boolean('Stratum Active'),
        accepted: pool.count('Accepted'),
        rejected: pool.count('Rejected'),
      },
    ];
  });
}

/** `Disabled` and `Rejecting` are said of pools too: neither tells that nobody answers there. */
function isAlive(status: string | undefined): boolean | undefined {
  if (status === 'Alive') return true;
  return status === 'Dead' ? false : undefined;
}

/** What the pool in use asks of a share: told exactly by cgminer 4.11, rounded (`524K`) by Antminers. */
export function rpcPoolDifficulty(pools: readonly RawRecord[]): number | undefined {
  const active = pools.find((pool) => pool.boolean('Stratum Active') === true) ?? pools[0];
  if (!active) return undefined;
  const candidates = ['Stratum Difficulty', 'Work Difficulty', 'Diff', 'Last Share Difficulty'];
  return candidates
    .map((name) => active.difficulty(name))
    .find((difficulty) => difficulty !== undefined && difficulty > 0);
}
