import type { Miner } from '../../src/domain/miner.ts';
import type { MinerState } from '../../src/domain/miner-state.ts';
import type { PlugReading } from '../../src/domain/plug-reading.ts';
import type { MeterView, WallMeter } from '../../src/domain/wall-meter.ts';
import type { PoweredMiner } from '../../src/domain/wall-power.ts';

/** Miners and plugs as far as power is concerned. */

export const POWER_NOW_MS = Date.UTC(2026, 5, 1, 12);

export function powered(
  id: string,
  powerW: number | undefined,
  {
    state = 'hashing',
    plugReading,
  }: { readonly state?: MinerState; readonly plugReading?: PlugReading } = {},
): PoweredMiner {
  const miner: Miner = {
    id,
    name: `Miner ${id}`,
    identity: { family: 'axeos', algorithm: 'sha256' },
    address: { host: '192.168.1.20', port: 80 },
    addedAtMs: 0,
    plugReading,
  };
  const lists = { fans: [], boards: [], pools: [], faults: [], oddities: [], shares: {} };
  return { miner, state, reading: { ...lists, atMs: POWER_NOW_MS, powerW } };
}

export function plug(
  minerIds: readonly string[],
  powerW: number | undefined,
  { ageMs = 5_000, ...more }: Partial<WallMeter> & { readonly ageMs?: number } = {},
): MeterView {
  const meter: WallMeter = {
    id: 'm1',
    kind: 'shelly-gen2',
    address: { host: '192.168.1.40', port: 80 },
    partId: 'switch:0',
    name: 'Plug Kitchen',
    role: { kind: 'power', minerIds },
    offers: ['power', 'switch'],
    addedAtMs: 0,
    ...more,
  };
  return {
    meter,
    part: { id: meter.partId, offers: meter.offers, powerW },
    answeredAtMs: POWER_NOW_MS - ageMs,
  };
}
