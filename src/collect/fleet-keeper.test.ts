import { expect, test } from 'vitest';
import type { DeviceSnapshot } from '../devices/adapter.ts';
import { DeviceError } from '../devices/transport.ts';
import type { HealthFinding } from '../domain/health/health-report.ts';
import type { MeteredPair } from '../domain/metered-pairs.ts';
import type { Miner } from '../domain/miner.ts';
import type { Reading } from '../domain/reading.ts';
import { SERIES, type SeriesColumns, type SeriesName } from '../domain/series.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { telemetryRow } from '../domain/telemetry-row.ts';
import type { WallMeter } from '../domain/wall-meter.ts';
import { REPLAYED_SERIES } from '../domain/watch/miner-track.ts';
import { FleetKeeper } from './fleet-keeper.ts';

const pollMs = DEFAULT_SETTINGS.pollMs;
const miner = (id: string): Miner => ({
  id,
  identity: { family: 'axeos', algorithm: 'sha256', firmware: 'v2.12.2' },
  address: { host: '192.168.1.20', port: 80 },
  name: id,
  addedAtMs: 0,
});
/** A 1.2 TH/s miner at difficulty 256: a share every 0.92 s, 11 in a poll. */
const answer = (atMs: number, change: Partial<Reading> = {}): DeviceSnapshot => ({
  identity: { family: 'axeos', algorithm: 'sha256', firmware: 'v2.12.2' },
  reading: {
    atMs,
    hashrateHs: 1.2e12 + (atMs % 97) * 1e8,
    expectedHashrateHs: 1.22e12,
    poolDifficulty: 256,
    uptimeS: 3_600 + atMs / 1_000,
    mining: true,
    paused: false,
    shares: { accepted: Math.floor(atMs / 920), rejected: 0 },
    fans: [],
    boards: [],
    pools: [],
    faults: [],
    oddities: [],
    ...change,
  },
});
function fleetOf(...ids: string[]): FleetKeeper {
  const keeper = new FleetKeeper('real', DEFAULT_SETTINGS);
  keeper.setMiners(ids.map(miner), 0);
  keeper.watchFrom(0);
  return keeper;
}
/** Polls miners of a living fleet until `untilMs`; returns the next poll's time. */
function live(keeper: FleetKeeper, ids: readonly string[], fromMs: number, untilMs: number): number {
  let atMs = fromMs;
  for (; atMs < untilMs; atMs += pollMs) {
    for (const id of ids) keeper.answered(id, answer(atMs), 'poll');
    keeper.watch(atMs);
  }
  return atMs;
}
const stateOf = (keeper: FleetKeeper, id: string, atMs: number) =>
  keeper.view(atMs, true).miners.find((view) => view.miner.id === id)?.state;

test('a fleet that lives raises nothing for a day', () => {
  const keeper = fleetOf('a', 'b');
  live(keeper, ['a', 'b'], 0, 24 * 3_600_000);
  expect(keeper.view(24 * 3_600_000, true).alerts).toEqual([]);
});

test('a miner that claims to hash and finds nothing is told within two polls of 99.9 % certainty', () => {
  const keeper = fleetOf('a');
  const stopMs = live(keeper, ['a'], 0, 600_000);
  const frozen = Math.floor((stopMs - pollMs) / 920);
  const certainMs = stopMs + 6.9078 * 920;
  let toldMs: number | undefined;
  for (let atMs = stopMs; atMs < stopMs + 120_000 && toldMs === undefined; atMs += pollMs) {
    keeper.answered('a', answer(atMs, { shares: { accepted: frozen, rejected: 0 } }), 'poll');
    keeper.watch(atMs);
    if (keeper.view(atMs, true).alerts[0]?.kind === 'silent-death') toldMs = atMs;
  }
  expect(toldMs).toBeLessThanOrEqual(certainMs + 2 * pollMs);
  const { alerts } = keeper.view(toldMs ?? 0, true);
  expect(alerts[0]?.confidence).toBeGreaterThan(0.999);
  expect(alerts[0]?.evidence.sinceMs).toBe(stopMs - pollMs);
  // So quick a miner is silent for so long by mere luck some times a day: it is told, and taken out only when surer.
  expect(stateOf(keeper, 'a', toldMs ?? 0)).toBe('degraded');
  keeper.answered('a', answer(stopMs + 60_000, { shares: { accepted: frozen, rejected: 0 } }), 'poll');
  keeper.watch(stopMs + 60_000);
  expect(stateOf(keeper, 'a', stopMs + 60_000)).toBe('offline');
});

test('when shares come again the alert ends, and stays in view as resolved', () => {
  const keeper = fleetOf('a');
  const stopMs = live(keeper, ['a'], 0, 600_000);
  for (let atMs = stopMs; atMs < stopMs + 60_000; atMs += pollMs) {
    keeper.answered('a', answer(atMs, { shares: { accepted: 700, rejected: 0 } }), 'poll');
    keeper.watch(atMs);
  }
  expect(keeper.view(stopMs + 60_000, true).alerts[0]?.resolvedAtMs).toBeUndefined();
  live(keeper, ['a'], stopMs + 60_000, stopMs + 90_000);
  expect(keeper.view(stopMs + 90_000, true).alerts[0]?.resolvedAtMs).toBe(stopMs + 60_000);
});

/** A miner as its stored rows tell it: they keep single precision. */
const storedColumns = (snapshots: readonly DeviceSnapshot[]): SeriesColumns => {
  const rows = snapshots.map(({ reading }) => telemetryRow('a', reading));
  return {
    atMs: Float64Array.from(rows, ({ atMs }) => atMs),
    values: Object.fromEntries(
      REPLAYED_SERIES.map((name): [SeriesName, Float64Array] => {
        const index = SERIES.findIndex((series) => series.name === name);
        const column = Float64Array.from(rows, ({ values }) => values[index] ?? Number.NaN);
        return [name, SERIES[index]?.kind === 'gauge' ? column.map(Math.fround) : column];
      }),
    ),
  };
};
/** A slow miner, a share in 12 s, alive until 60 s and then frozen: it repeats one hashrate and finds nothing. */
const flatlined = (atMs: number) =>
  answer(atMs, {
    poolDifficulty: 3_340,
    hashrateHs: 1_200_123_456_789 + (atMs < 60_000 ? atMs * 1e5 : 0),
    shares: { accepted: Math.floor(Math.min(atMs, 60_000) / 12_000), rejected: 0 },
  });
const times = (fromMs: number, untilMs: number) =>
  Array.from({ length: (untilMs - fromMs) / pollMs }, (_, poll) => fromMs + poll * pollMs);

test('a silence that a recorder saw does not end with the first answer to the page, nor with a pause end well', () => {
  const keeper = new FleetKeeper('real', DEFAULT_SETTINGS);
  keeper.setMiners([miner('a')], 0);
  keeper.replay('a', storedColumns(times(0, 130_000).map(flatlined)));
  keeper.watchFrom(130_000);
  for (const atMs of times(130_000, 180_000)) {
    keeper.answered('a', flatlined(atMs), 'poll');
    keeper.watch(atMs);
  }
  const alerts = () => keeper.view(180_000, true).alerts;
  expect(alerts()).toMatchObject([{ kind: 'silent-death', evidence: { sinceMs: 60_000 } }]);
  expect(alerts()[0]?.resolvedAtMs).toBeUndefined();
  keeper.answered('a', answer(180_000, { hashrateHs: 0, paused: true, mining: false }), 'poll');
  keeper.watch(180_000);
  expect(alerts()).toMatchObject([{ resolvedAtMs: 180_000, endedBy: 'paused' }]);
});

test('a doubt does not end a silence, a share does', () => {
  const keeper = fleetOf('a');
  const stopMs = live(keeper, ['a'], 0, 600_000);
  const shares = { accepted: Math.floor((stopMs - pollMs) / 920), rejected: 0 };
  for (const atMs of times(stopMs, stopMs + 40_000)) {
    keeper.answered('a', answer(atMs, { shares }), 'poll');
    keeper.watch(atMs);
  }
  // It starts anew, and its pool tells no difficulty yet: nothing can be expected of it, and nothing came.
  for (const atMs of times(stopMs + 40_000, stopMs + 80_000)) {
    keeper.answered(
      'a',
      answer(atMs, { shares: { accepted: 0 }, uptimeS: 5, poolDifficulty: undefined }),
      'poll',
    );
    keeper.watch(atMs);
  }
  expect(keeper.view(stopMs + 70_000, true).alerts).toHaveLength(1);
  expect(keeper.view(stopMs + 70_000, true).alerts[0]?.resolvedAtMs).toBeUndefined();
  keeper.answered('a', answer(stopMs + 80_000, { shares: { accepted: 1 }, uptimeS: 45 }), 'poll');
  keeper.watch(stopMs + 80_000);
  const [over] = keeper.view(stopMs + 80_000, true).alerts;
  expect(over).toMatchObject({ kind: 'silent-death', resolvedAtMs: stopMs + 80_000 });
  expect(over?.endedBy).toBeUndefined();
});

const silence = new DeviceError('unreachable', 'nothing answers');

test('a killed miner goes stale after three polls and lost after ten minutes, its last value kept', () => {
  const keeper = fleetOf('a');
  const diedMs = live(keeper, ['a'], 0, 100_000) - pollMs;
  for (let atMs = diedMs + pollMs; atMs < diedMs + 900_000; atMs += pollMs) {
    keeper.failed('a', silence, atMs);
    keeper.watch(atMs);
  }
  expect(stateOf(keeper, 'a', diedMs + 29_000)).toBe('hashing');
  expect(stateOf(keeper, 'a', diedMs + 31_000)).toBe('stale');
  expect(stateOf(keeper, 'a', diedMs + 601_000)).toBe('lost');
  const view = keeper.view(diedMs + 900_000, true);
  expect(view.miners[0]?.reading?.hashrateHs).toBeGreaterThan(1e12);
  expect(view.alerts).toMatchObject([
    { kind: 'unreachable', severity: 'act', evidence: { sinceMs: diedMs } },
  ]);
});

test('unplugging the router is one event for the whole fleet, and nothing is falsely resolved', () => {
  const keeper = fleetOf('a', 'b', 'c');
  const diedMs = live(keeper, ['a', 'b', 'c'], 0, 100_000);
  for (let atMs = diedMs; atMs < diedMs + 120_000; atMs += pollMs) {
    for (const id of ['a', 'b', 'c']) keeper.failed(id, silence, atMs);
    keeper.watch(atMs);
  }
  const { alerts } = keeper.view(diedMs + 120_000, true);
  expect(alerts).toHaveLength(1);
  expect(alerts[0]?.minerIds.toSorted()).toEqual(['a', 'b', 'c']);
});

test('a silent miner whose network then fails is not called well', () => {
  const keeper = fleetOf('a', 'b');
  const stopMs = live(keeper, ['a', 'b'], 0, 600_000);
  for (let atMs = stopMs; atMs < stopMs + 60_000; atMs += pollMs) {
    keeper.answered('a', answer(atMs, { shares: { accepted: 700, rejected: 0 } }), 'poll');
    keeper.answered('b', answer(atMs), 'poll');
    keeper.watch(atMs);
  }
  for (let atMs = stopMs + 60_000; atMs < stopMs + 180_000; atMs += pollMs) {
    for (const id of ['a', 'b']) keeper.failed(id, silence, atMs);
    keeper.watch(atMs);
  }
  const open = keeper.view(stopMs + 180_000, true).alerts.filter((alert) => alert.resolvedAtMs === undefined);
  expect(open.map((alert) => alert.kind).toSorted()).toEqual(['silent-death', 'unreachable']);
});

test('when the helper is away no miner is accused', () => {
  const keeper = fleetOf('a');
  const diedMs = live(keeper, ['a'], 0, 100_000);
  for (let atMs = diedMs; atMs < diedMs + 120_000; atMs += pollMs) {
    keeper.failed('a', new DeviceError('no-proxy', 'the helper does not answer'), atMs);
    keeper.watch(atMs);
  }
  const view = keeper.view(diedMs + 120_000, true);
  expect(view.alerts).toEqual([]);
  expect(view.proxyProblem).toBe('no-proxy');
  expect(view.miners[0]?.state).toBe('stale');
});

test('one hot answer is a glitch, two are an alert', () => {
  const keeper = fleetOf('a');
  keeper.answered('a', answer(0, { tempChipMaxC: 74 }), 'poll');
  expect(keeper.watch(0)).toEqual([]);
  keeper.answered('a', answer(pollMs, { tempChipMaxC: 74 }), 'poll');
  expect(keeper.watch(pollMs)).toMatchObject([{ kind: 'chip-hot' }]);
});

test('new firmware is learned, a reply without it unlearns nothing', () => {
  const keeper = fleetOf('a');
  keeper.answered('a', answer(0), 'poll');
  const { events, changedMiner } = keeper.answered(
    'a',
    { ...answer(pollMs), identity: { family: 'axeos', algorithm: 'sha256', firmware: 'v2.13.0' } },
    'poll',
  );
  expect(events).toMatchObject([{ kind: 'firmware-changed', from: 'v2.12.2', to: 'v2.13.0' }]);
  expect(changedMiner?.identity.firmware).toBe('v2.13.0');
  const silentAbout = keeper.answered(
    'a',
    { ...answer(2 * pollMs), identity: { family: 'axeos', algorithm: 'sha256' } },
    'poll',
  );
  expect(silentAbout.changedMiner).toBeUndefined();
});

test('what was known when the app was closed is shown with its age, and does not overwrite an answer', () => {
  const keeper = fleetOf('a');
  keeper.restore({ minerId: 'a', answeredAtMs: 1_000, ...answer(1_000) });
  expect(stateOf(keeper, 'a', 3_600_000)).toBe('lost');
  keeper.answered('a', answer(3_600_000), 'poll');
  keeper.restore({ minerId: 'a', answeredAtMs: 1_000, ...answer(1_000) });
  expect(stateOf(keeper, 'a', 3_600_000)).toBe('hashing');
});

test('a fleet that is asked every ten minutes is watched all the time, not three minutes of each ten', () => {
  const slowMs = 600_000;
  const keeper = fleetOf('a');
  keeper.settings = { ...DEFAULT_SETTINGS, pollMs: slowMs };
  // A share every four minutes.
  const rare = (atMs: number, accepted: number) =>
    answer(atMs, { poolDifficulty: 67_000, shares: { accepted, rejected: 0 } });
  for (let poll = 0; poll < 12; poll += 1)
    keeper.answered('a', rare(poll * slowMs, Math.floor((poll * slowMs) / 240_000)), 'poll');
  const stopMs = 11 * slowMs;
  const accepted = Math.floor(stopMs / 240_000);
  for (let poll = 12; poll < 15; poll += 1) keeper.answered('a', rare(poll * slowMs, accepted), 'poll');
  keeper.watch(14 * slowMs);
  // Half an hour is 7.5 expected shares: more than 6.9.
  expect(keeper.view(14 * slowMs, true).alerts[0]?.kind).toBe('silent-death');
});

test('our clock set back by an hour makes nobody stale, tells no lie, and does not blind the watch', () => {
  const keeper = fleetOf('a');
  const jumpMs = live(keeper, ['a'], 3_600_000, 4_200_000);
  const backMs = 3_600_000;
  /** The device lives on while our clock reads an hour less. */
  const after = (trueMs: number, change: Partial<Reading> = {}) => {
    const snapshot = answer(trueMs, change);
    const reading = { ...snapshot.reading, atMs: trueMs - backMs };
    keeper.answered('a', { ...snapshot, reading }, 'poll');
    keeper.watch(trueMs - backMs);
  };
  let trueMs = jumpMs;
  for (; trueMs < jumpMs + 300_000; trueMs += pollMs) after(trueMs);
  expect(keeper.view(trueMs - backMs, true).alerts).toEqual([]);
  expect(stateOf(keeper, 'a', trueMs - backMs)).toBe('hashing');
  const frozen = { shares: { accepted: Math.floor(trueMs / 920), rejected: 0 } };
  for (const stopMs = trueMs; trueMs < stopMs + 40_000; trueMs += pollMs) after(trueMs, frozen);
  expect(keeper.view(trueMs - backMs, true).alerts[0]?.kind).toBe('silent-death');
});

test('what a device remembers of the last hour is drawn at once, and moves nothing that we measured', () => {
  const keeper = fleetOf('a');
  const nowMs = 7_200_000;
  keeper.answered('a', answer(nowMs, { hashrateHs: 1e12 }), 'poll');
  const rows = [nowMs - 120_000, nowMs - 60_000].map((atMs) => telemetryRow('a', { atMs, hashrateHs: 2e12 }));
  keeper.remembered(rows);
  expect([...(keeper.view(nowMs, true).miners[0]?.spark ?? [])].slice(-3)).toEqual([2e12, 2e12, 1e12]);
});

const timeout = new DeviceError('timeout', 'the device did not answer in time');
const noHelper = new DeviceError('no-proxy', 'the helper does not answer');

test('a miner that does not answer after the app was closed is silent since it was asked, not since the app was closed', () => {
  const keeper = fleetOf('a');
  const openedMs = 3_600_000;
  keeper.restore({ minerId: 'a', answeredAtMs: 1_000, ...answer(1_000) });
  keeper.watchFrom(openedMs);
  expect(stateOf(keeper, 'a', openedMs)).toBe('stale');
  for (let atMs = openedMs; atMs < openedMs + 60_000; atMs += pollMs) {
    keeper.failed('a', timeout, atMs);
    keeper.watch(atMs);
  }
  const [alert] = keeper.view(openedMs + 60_000, true).alerts;
  expect(alert).toMatchObject({
    kind: 'unreachable',
    severity: 'watch',
    evidence: { sinceMs: openedMs, lastAnswerAtMs: 1_000 },
  });
  expect(stateOf(keeper, 'a', openedMs + 60_000)).toBe('stale');
  expect(stateOf(keeper, 'a', openedMs + DEFAULT_SETTINGS.lostAfterMs + 1)).toBe('lost');
});

test("an outage of the helper is nobody else's, also when it is over", () => {
  const keeper = fleetOf('a', 'b');
  const diedMs = live(keeper, ['a', 'b'], 0, 100_000);
  const backMs = diedMs + 1_800_000;
  for (let atMs = diedMs; atMs < backMs; atMs += pollMs) {
    for (const id of ['a', 'b']) keeper.failed(id, noHelper, atMs);
    keeper.watch(atMs);
  }
  expect(stateOf(keeper, 'b', backMs)).toBe('stale');
  keeper.answered('a', answer(backMs), 'poll');
  keeper.watch(backMs);
  expect(keeper.view(backMs, true).alerts).toEqual([]);
  expect(stateOf(keeper, 'b', backMs)).toBe('stale');
  for (const atMs of [backMs + 1_000, backMs + 11_000]) keeper.failed('b', timeout, atMs);
  keeper.watch(backMs + 11_000);
  expect(keeper.view(backMs + 11_000, true).alerts).toMatchObject([
    { kind: 'unreachable', minerIds: ['b'], evidence: { sinceMs: backMs } },
  ]);
});

test('what nobody can see does not make a silence longer', () => {
  const keeper = fleetOf('a');
  const stopMs = live(keeper, ['a'], 0, 600_000);
  let atMs = stopMs;
  for (; atMs < stopMs + 60_000; atMs += pollMs) {
    keeper.answered('a', answer(atMs, { shares: { accepted: 700, rejected: 0 } }), 'poll');
    keeper.watch(atMs);
  }
  const lastMs = atMs - pollMs;
  for (; atMs < stopMs + 300_000; atMs += pollMs) {
    keeper.failed('a', timeout, atMs);
    keeper.watch(atMs);
  }
  const silent = keeper.view(atMs, true).alerts.find(({ kind }) => kind === 'silent-death');
  expect(silent?.evidence.observedUntilMs).toBe(lastMs);
});

test('a miner that nothing happened to is drawn by the same view, any other by a new one', () => {
  const keeper = fleetOf('quiet', 'busy');
  const atMs = live(keeper, ['quiet', 'busy'], 0, 120_000);
  const viewOf = (id: string, whenMs: number) =>
    keeper.view(whenMs, true).miners.find((view) => view.miner.id === id);
  const [quiet, busy] = [viewOf('quiet', atMs), viewOf('busy', atMs)];
  keeper.answered('busy', answer(atMs), 'poll');
  expect(viewOf('quiet', atMs + 1)).toBe(quiet);
  expect(viewOf('busy', atMs + 1)).not.toBe(busy);

  keeper.failed('quiet', new DeviceError('timeout', 'no answer'), atMs + 1);
  expect(viewOf('quiet', atMs + 1)?.failure?.kind).toBe('timeout');
  keeper.remembered([telemetryRow('quiet', answer(atMs - 3_600_000 + 60_000).reading)]);
  expect(viewOf('quiet', atMs + 1)).not.toBe(quiet);
  // Without any news its curve still moves on by the minute, and its state turns with the time.
  expect(viewOf('quiet', atMs + 60_001)?.spark).not.toEqual(quiet?.spark);
  expect(viewOf('quiet', atMs + 3_600_000)?.state).toBe('lost');
});

test('a fleet is being asked until each of its miners was heard of, and not for long', () => {
  const keeper = new FleetKeeper('real', DEFAULT_SETTINGS);
  keeper.setMiners([miner('a'), miner('b')], 0);
  keeper.restore({ minerId: 'a', answeredAtMs: 1_000, ...answer(1_000) });
  const asking = (atMs: number) => keeper.view(atMs, true).asking;
  expect(asking(100_000)).toBe(true);
  keeper.watchFrom(100_000);
  keeper.answered('a', answer(101_000), 'poll');
  expect(asking(101_000)).toBe(true);
  expect(asking(106_000)).toBe(false);
  keeper.failed('b', timeout, 102_000);
  expect(asking(102_000)).toBe(false);
  keeper.failed('b', noHelper, 103_000);
  expect(asking(103_000)).toBe(false);
});

test('what sources told in the currency of before is in no view in the new one', () => {
  const keeper = fleetOf('a');
  const market = { currency: 'EUR', work: { sha256: { coins: ['BTC'], value: 1, providers: [], atMs: 0 } } };
  keeper.outside = market;
  expect(keeper.view(0, true).outside).toBe(market);
  keeper.settings = { ...DEFAULT_SETTINGS, currency: 'JPY' };
  expect(keeper.view(0, true).outside).toBeUndefined();
});

test('a past that is lived anew is no restart: what its miners answered in the earlier one is forgotten', () => {
  const keeper = fleetOf('a');
  const untilMs = live(keeper, ['a'], 0, 600_000);
  const anew = { uptimeS: 3_600 };
  const { reading, identity } = answer(untilMs - 1_000, anew);
  keeper.forgetPast([{ minerId: 'a', answeredAtMs: untilMs - 1_000, identity, reading }]);
  expect(keeper.view(untilMs, true).miners[0]?.reading?.uptimeS).toBe(3_600);
  const again = keeper.answered('a', answer(untilMs, { uptimeS: 3_601 }), 'poll');
  expect(again.events).toEqual([]);
});

const worn: HealthFinding = {
  id: 'f1',
  minerIds: ['a', 'gone'],
  trouble: 'fan-wear',
  severity: 'watch',
  sinceMs: 0,
  foundAtMs: 0,
  confidence: 0.99,
  evidence: [{ figure: 'fan-speed', nats: 9, sinceMs: 0, charts: ['fanRpm'] }],
  causes: { causes: [{ cause: 'worn-fan', chance: 0.9, reasons: [] }], otherwise: 0.1 },
  checks: [],
  byFixedRules: {},
};

test('what the mining watch finds is an alert of the miners that are there, until the watch says that it is over', () => {
  const keeper = fleetOf('a');
  const nowMs = live(keeper, ['a'], 0, 60_000);
  keeper.findings = [worn];
  expect(keeper.watch(nowMs)).toMatchObject([
    { kind: 'finding', minerIds: ['a'], severity: 'watch', evidence: { found: { trouble: 'fan-wear' } } },
  ]);
  const [alert] = keeper.view(nowMs, true).alerts;
  expect(keeper.acknowledge(alert?.id ?? '', nowMs)).toMatchObject({ acknowledgedAtMs: nowMs });
  // It does not answer: that says nothing of its fan.
  expect(keeper.watch(nowMs + 3_600_000)).not.toMatchObject([{ kind: 'finding' }]);
  keeper.findings = [{ ...worn, endedAtMs: nowMs }];
  expect(keeper.watch(nowMs + 3_600_001)).toMatchObject([
    { kind: 'finding', resolvedAtMs: nowMs + 3_600_001 },
  ]);
});

test('an alert of the mining watch stays open over a restart until the watch has told again', () => {
  const first = fleetOf('a');
  const nowMs = live(first, ['a'], 0, 60_000);
  first.findings = [worn];
  first.watch(nowMs);
  const second = new FleetKeeper('real', DEFAULT_SETTINGS);
  second.takeAlerts({ alerts: first.view(nowMs, true).alerts, flaps: first.flaps });
  second.setMiners([miner('a')], nowMs);
  second.watchFrom(nowMs);
  expect(second.watch(nowMs)).toEqual([]);
  second.findings = [];
  expect(second.watch(nowMs)).toMatchObject([{ kind: 'finding', resolvedAtMs: nowMs }]);
});

test('a tab that takes over the lead knows what the one before it opened and ended meanwhile', () => {
  const leader = fleetOf('a');
  const follower = fleetOf('a');
  follower.takeAlerts({ alerts: [], flaps: {} });
  const nowMs = live(leader, ['a'], 0, 60_000);
  leader.findings = [worn];
  const [opened] = leader.watch(nowMs);
  follower.takeAlerts({ alerts: leader.view(nowMs, true).alerts, flaps: leader.flaps });
  follower.findings = [];
  expect(follower.watch(nowMs + 1)).toMatchObject([{ id: opened?.id, resolvedAtMs: nowMs + 1 }]);
});

test('a plug of its own teaches a miner’s curve in steady minutes, and what is learned stands when it falls silent', () => {
  const keeper = fleetOf('a', 'b');
  const plugged: WallMeter = {
    id: 'p',
    kind: 'shelly-gen2',
    address: { host: '192.168.1.40', port: 80 },
    partId: 'switch:0',
    name: 'Plug',
    role: { kind: 'power', minerIds: ['a'] },
    offers: ['power'],
    addedAtMs: 0,
  };
  keeper.meters.setMeters([plugged], new Set());
  const learned: (readonly MeteredPair[] | undefined)[] = [];
  const live = (untilMs: number, more: Partial<Reading> = {}) => {
    for (let atMs = lastMs; atMs < untilMs; atMs += 15_000) {
      keeper.meters.answered(new Map([[plugged, { id: 'switch:0', offers: ['power'], powerW: 22 }]]), atMs);
      const { changedMiner } = keeper.answered('a', answer(atMs, { powerW: 18, ...more }), 'poll');
      if (changedMiner) learned.push(changedMiner.meteredPairs);
    }
    lastMs = untilMs;
  };
  let lastMs = 0;
  live(6 * 60_000, { paused: true, mining: false });
  expect(learned).toEqual([]);
  live(20 * 60_000);
  expect(learned.length).toBe(2);
  expect(learned.at(-1)).toMatchObject([{ deviceW: 18, wallW: 22, stretches: 2 }]);
  // The plug is silent for minutes; the miner answers on.
  keeper.answered('a', answer(30 * 60_000, { powerW: 18 }), 'poll');
  const { wall } = keeper.around('a', 30 * 60_000);
  expect(wall?.source).toMatchObject({ kind: 'worked-out', loads: 1, readings: 0 });
  expect(wall?.powerW).toBeCloseTo(22, 0);
  expect(wall?.problem).toMatchObject({ kind: 'stale' });
});
