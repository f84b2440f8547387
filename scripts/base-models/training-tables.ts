import type { SeriesTable } from '../../src/numerics/forecast/learned/forecaster.ts';
import { type MinerHours, simulatedMiner } from './simulated-miner.ts';
import { simulatedRoom } from './simulated-room.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 365 * DAY_MS;
const FROM_MS = Date.UTC(2025, 0, 1);
/** So that a year's seasons are drawn evenly whatever the number of seeds. */
const GOLDEN = 0.618034;

/** What is forecast of a simulated household. */
export type BaseTarget = 'hashrate' | 'power' | 'room-temperature';

/** Series of one target by the hour, one table a seed; nothing beside them, so that a model needs nothing else of an owner. */
export function simulatedTables(
  target: BaseTarget,
  seeds: readonly number[],
  days: number,
): readonly SeriesTable[] {
  return seeds.map((seed) => {
    const startMs = FROM_MS + Math.floor((((seed * GOLDEN) % 1) * YEAR_MS) / DAY_MS) * DAY_MS;
    return { target: valuesOf(target, seed, startMs, days), past: [], ahead: [] };
  });
}

function valuesOf(target: BaseTarget, seed: number, startMs: number, days: number): Float64Array {
  if (target === 'room-temperature') return simulatedRoom(seed, startMs, days);
  const key = `${seed} ${days}`;
  const hours = simulated.get(key) ?? simulatedMiner(seed, startMs, days);
  simulated.set(key, hours);
  return target === 'power' ? hours.powerW : hours.hashrateHs;
}

/** Rate and power come of the same run, which takes a second. */
const simulated = new Map<string, MinerHours>();
