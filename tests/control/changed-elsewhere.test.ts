import { expect, test, vi } from 'vitest';
import { eventsBetween } from '../../src/collect/fleet-events.ts';
import type { FleetEventKind } from '../../src/domain/alert.ts';
import { minerChanges } from '../../src/insight/journal/miner-changes.ts';
import type { TwinSettings } from '../../src/twin/twin-state.ts';
import { openControlHouse } from './control-house.ts';

/** What is set on a miner's own page, seen by whoever only reads it, over real sockets. */

const firmwares = openControlHouse('firmwares');
const home = openControlHouse('demo');

interface SetElsewhere {
  readonly name: string;
  readonly house: typeof home;
  /** As it was, where it is not as it comes. */
  readonly was?: Partial<TwinSettings>;
  readonly set: Partial<TwinSettings>;
  readonly seen: FleetEventKind;
}

const POOLS = [{ host: 'pool.example', port: 3333, user: 'somebody.else', difficulty: 1_024 }];

const SET: readonly SetElsewhere[] = [
  { name: 'Kitchen Gamma', house: home, set: { frequencyMhz: 490 }, seen: 'setting-changed' },
  { name: 'Kitchen Gamma', house: home, set: { autoFan: false, manualFanPercent: 85 }, seen: 'fan-changed' },
  {
    name: 'Office NerdQAxe',
    house: home,
    set: { autoFan: false, manualFanPercent: 85 },
    seen: 'fan-changed',
  },
  {
    name: 'VNish S19j',
    house: firmwares,
    was: { preset: '2300' },
    set: { preset: '1900' },
    seen: 'mode-changed',
  },
  { name: 'Braiins S19j', house: firmwares, set: { powerTargetW: 2_400 }, seen: 'power-limit-changed' },
  { name: 'LuxOS S19j', house: firmwares, set: { preset: '425MHz' }, seen: 'mode-changed' },
  { name: 'Shed M30S', house: firmwares, set: { workMode: 0 }, seen: 'mode-changed' },
  { name: 'Stock S19j', house: firmwares, set: { pools: POOLS }, seen: 'pool-changed' },
];

test.each(SET)('$name tells what was set on its own page: $seen', { timeout: 60_000 }, async (told) => {
  const { name, house, was, set, seen } = told;
  const { twin } = house.minerNamed(name);
  Object.assign(twin.settings, was);
  const before = await house.read(name);
  Object.assign(twin.settings, set);
  // A stock Antminer goes over to other pools when its miner has started anew.
  await vi.waitFor(
    async () => {
      const events = eventsBetween('one', before, await house.read(name));
      expect(events.map(({ kind }) => kind)).toContain(seen);
      const changes = minerChanges({ records: [], events, told: [], work: [] });
      expect(changes.map(({ by }) => by)).toContain('elsewhere');
    },
    { timeout: 30_000 },
  );
});
