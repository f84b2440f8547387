import type { MinerView } from '../../src/domain/fleet-view.ts';
import type { PoolConnection } from '../../src/domain/reading.ts';

/** A miner that hashes and tells one pool, and nothing of its shares. */
export function minerAtPool(id: string, atMs: number, pool: Pick<PoolConnection, 'url' | 'user'>): MinerView {
  return {
    miner: {
      id,
      name: id,
      identity: { family: 'antminer', algorithm: 'sha256' },
      address: { host: '192.168.1.20', port: 80 },
      addedAtMs: 0,
    },
    state: 'hashing',
    feed: 'poll',
    spark: new Float64Array(0),
    reading: {
      atMs,
      fans: [],
      shares: {},
      boards: [],
      pools: [{ ...pool, active: true }],
      faults: [],
      oddities: [],
    },
  };
}
