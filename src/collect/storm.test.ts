import { expect, test } from 'vitest';
import type { DeviceSnapshot } from '../devices/adapter.ts';
import { DeviceError } from '../devices/transport.ts';
import type { Alert } from '../domain/alert.ts';
import type { Miner } from '../domain/miner.ts';
import type { Reading } from '../domain/reading.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { FleetKeeper } from './fleet-keeper.ts';

const settings = { ...DEFAULT_SETTINGS, pollMs: 20_000, lostAfterMs: 80_000 };
const pollMs = settings.pollMs;
const miner = (id: string): Miner => ({
  id,
  identity: { family: 'axeos', algorithm: 'sha256' },
  address: { host: '192.168.1.20', port: 80 },
  name: id,
  addedAtMs: 0,
});
const answer = (atMs: number, change: Partial<Reading> = {}): DeviceSnapshot => ({
  identity: { family: 'axeos', algorithm: 'sha256' },
  reading: {
    atMs,
    hashrateHs: 1.2e12 + (atMs % 97) * 1e8,
    uptimeS: 3_600 + atMs / 1_000,
    mining: true,
    paused: false,
    shares: {},
    fans: [],
    boards: [],
    pools: [{ url: 'stratum+tcp://pool.example:3333', active: true }],
    faults: [],
    oddities: [],
    ...change,
  },
});
function fleetOf(count: number): FleetKeeper {
  const keeper = new FleetKeeper('real', settings);
  keeper.setMiners(
    Array.from({ length: count }, (_, place) => miner(`m${place}`)),
    0,
  );
  keeper.watchFrom(0);
  return keeper;
}

/** What opened, what became worth a notification, and what ended as a whole, of all that changed. */
class Told {
  readonly opened = new Set<string>();
  readonly acts = new Set<string>();
  readonly over = new Set<string>();

  hear(changed: readonly Alert[]): void {
    for (const { id, severity, resolvedAtMs } of changed) {
      if (resolvedAtMs === undefined) this.opened.add(id);
      if (resolvedAtMs === undefined && severity === 'act') this.acts.add(id);
      if (resolvedAtMs !== undefined && this.opened.has(id)) this.over.add(id);
    }
  }
}

/** Polls all miners of a fleet in each period; `isOut` says who gives no answer then. */
function run(
  keeper: FleetKeeper,
  fromMs: number,
  untilMs: number,
  isOut: (place: number, atMs: number) => boolean,
): Told {
  const told = new Told();
  for (let atMs = fromMs; atMs < untilMs; atMs += pollMs) {
    keeper.miners.forEach(({ id }, place) => {
      if (isOut(place, atMs)) keeper.failed(id, new DeviceError('unreachable', 'no route'), atMs);
      else keeper.answered(id, answer(atMs), 'poll');
    });
    told.hear(keeper.watch(atMs));
  }
  return told;
}

test('a router that takes a thousand miners is one alert, and its return one end', () => {
  const keeper = fleetOf(1_000);
  const told = run(keeper, 0, 260_000, (_, atMs) => atMs >= 40_000 && atMs < 220_000);
  expect(told.opened.size).toBe(1);
  expect(told.acts.size).toBe(1);
  expect([...told.over]).toEqual([...told.opened]);
  const [over, ...others] = keeper.view(260_000, true).alerts;
  expect(others).toEqual([]);
  expect(over?.minerIds).toHaveLength(1_000);
  expect(over?.shared).toEqual({ by: 'everything', othersWell: 0, plugAnswers: undefined });
});

test('while the router is out nothing is over, and no value of a miner is called live', () => {
  const keeper = fleetOf(20);
  const told = run(keeper, 0, 3_600_000, (_, atMs) => atMs >= 60_000);
  expect(told.over.size).toBe(0);
  const { miners, alerts } = keeper.view(3_600_000, true);
  expect(alerts).toMatchObject([{ severity: 'act', minerIds: { length: 20 } }]);
  expect(new Set(miners.map(({ state }) => state))).toEqual(new Set(['lost']));
});

test('miners that come back one after another within two minutes are one end', () => {
  const keeper = fleetOf(50);
  const told = run(keeper, 0, 600_000, (place, atMs) => atMs >= 60_000 && atMs < 300_000 + place * 2_000);
  expect(told.opened.size).toBe(1);
  expect(told.over.size).toBe(1);
  expect(keeper.view(600_000, true).alerts).toHaveLength(1);
});

test('miners that fall one after another over twenty minutes are a handful of alerts', () => {
  const told = run(fleetOf(200), 0, 1_500_000, (place, atMs) => atMs >= 60_000 + place * 6_000);
  expect(told.opened.size).toBeLessThanOrEqual(5);
  expect(told.acts.size).toBeLessThanOrEqual(5);
});

test('miners that come and go for an hour, each in its own turn, are a handful of alerts', () => {
  const told = run(fleetOf(90), 0, 3_600_000, (place, atMs) => (atMs / 1_000 + 2 * place) % 180 < 120);
  expect(told.acts.size).toBeLessThanOrEqual(5);
  expect(told.over.size).toBeLessThanOrEqual(5);
});

test.each([20_000, 60_000, 200_000, 600_000])(
  'a chip that swings around its limit every %i ms is few alerts, and then one that stays',
  (halfMs) => {
    const keeper = fleetOf(1);
    const told = new Told();
    for (let atMs = 0; atMs < 40 * halfMs; atMs += pollMs) {
      const tempChipMaxC = Math.floor(atMs / halfMs) % 2 === 0 ? 72 : 60;
      keeper.answered('m0', answer(atMs, { tempChipMaxC }), 'poll');
      told.hear(keeper.watch(atMs));
    }
    expect(told.opened.size).toBeLessThanOrEqual(6);
    expect(told.over.size).toBeLessThan(Math.max(told.opened.size, 1));
  },
);

test('a chip that is cool for good is over a minute later, since when it was cool', () => {
  const keeper = fleetOf(1);
  for (let atMs = 0; atMs < 600_000; atMs += pollMs) {
    keeper.answered('m0', answer(atMs, { tempChipMaxC: atMs < 300_000 ? 72 : 60 }), 'poll');
    keeper.watch(atMs);
  }
  expect(keeper.view(600_000, true).alerts).toMatchObject([{ kind: 'chip-hot', resolvedAtMs: 300_000 }]);
});
