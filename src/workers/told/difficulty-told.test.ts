import { expect, test } from 'vitest';
import { householdOf, pointsTold } from '../../../tests/support/household.ts';
import { minerAtPool } from '../../../tests/support/miner-at-pool.ts';
import type { Buckets } from '../../domain/buckets.ts';
import { difficultyOfMiners } from './difficulty-told.ts';

const HOUR_MS = 3_600_000;
const AT_MS = Date.UTC(2026, 10, 21, 14);

/** What a miner at a pool tells of a coin that heard these difficulties hour by hour, each half past. */
async function told(symbol: string, url: string, heard: readonly number[], now = heard.at(-1)) {
  const { miner, reading } = minerAtPool('m1', AT_MS, { url });
  if (!reading) throw new Error('no reading');
  const snapshot = {
    minerId: miner.id,
    identity: miner.identity,
    answeredAtMs: AT_MS,
    reading: { ...reading, networkDifficulty: now },
  };
  const column = Float64Array.from(heard);
  const atMs = column.map((_, i) => i * HOUR_MS);
  const lastAtMs = atMs.map((begin) => begin + HOUR_MS / 2);
  const one = column.map(() => 1);
  const gauge = {
    kind: 'gauge',
    count: one,
    sum: column,
    min: column,
    max: column,
    last: column,
    m2: one,
  } as const;
  const hours: Buckets = { atMs, rows: one, firstAtMs: atMs, lastAtMs, series: { networkDifficulty: gauge } };
  const house = householdOf({ miners: [miner], snapshots: new Map([[miner.id, snapshot]]) });
  const telemetry = { buckets: async () => hours };
  return pointsTold(await difficultyOfMiners(symbol, house, telemetry, { fromMs: 0, toMs: AT_MS }));
}

const POOL = 'stratum+tcp://public-pool.io:21496';

test('a miner that hears the difficulty with its work tells it of its coin, as known when it was heard', async () => {
  expect(await told('BTC', POOL, [140e12, 146e12])).toEqual([
    [HOUR_MS / 2, 140e12, HOUR_MS / 2],
    [1.5 * HOUR_MS, 146e12, 1.5 * HOUR_MS],
  ]);
});

test('of another coin, of a pool that nobody knows, and of hours on another chain it tells nothing', async () => {
  expect(await told('BCH', POOL, [146e12])).toEqual([]);
  expect(await told('BTC', 'stratum+tcp://pool.example:3333', [146e12])).toEqual([]);
  expect(await told('BTC', POOL, [0.7e12, Number.NaN, 146e12])).toHaveLength(1);
});
