import { describe, expect, it } from 'vitest';
import type { Fault } from './faults.ts';
import type { MinerModel } from './miner-model.ts';
import { GAMMA_601, S19J_PRO } from './miner-models.ts';
import { MinerTwin } from './miner-twin.ts';

const START_MS = Date.UTC(2026, 3, 1);
const HOUR_MS = 3_600_000;

function livedTwin(model: MinerModel, faults: readonly Fault[], hours = 2): MinerTwin {
  const pool = { host: 'pool', port: 3333, user: 'bc1qowner.rig', difficulty: 2048 };
  const twin = new MinerTwin({
    model,
    firmware: 'v2.14.0',
    name: 'worn',
    mac: '02:00:00:00:00:01',
    ipv4: '192.168.1.2',
    seed: 5,
    startMs: START_MS,
    pools: [pool, pool],
    airC: () => 24,
    uptimeS: 86_400,
    faults,
  });
  twin.advanceTo(START_MS + hours * HOUR_MS);
  return twin;
}

const fromMs = START_MS + 1000;

describe('a twin that wears', () => {
  const sound = livedTwin(GAMMA_601, []);

  it('with dry paste turns its fan faster, and its heatsink is cooler under a chip as warm', () => {
    const dry = livedTwin(GAMMA_601, [{ kind: 'dry-paste', fromMs, severity: 0.2 }]);
    expect(dry.state.fanPercent).toBeGreaterThan(1.1 * sound.state.fanPercent);
    expect(dry.state.temps.sinkC).toBeLessThan(sound.state.temps.sinkC - 2);
    expect(dry.state.temps.chipC).toBeCloseTo(sound.state.temps.chipC, 0);
  });

  it('trips over paste that dries further and further', () => {
    const dry: Fault = { kind: 'dry-paste', fromMs, severity: 1, rampMs: 10 * HOUR_MS };
    expect(livedTwin(GAMMA_601, [dry]).settings.overheatMode).toBe(false);
    expect(livedTwin(GAMMA_601, [dry], 11).settings.overheatMode).toBe(true);
  });

  it('with a loose regulator heats that alone', () => {
    const loose = livedTwin(GAMMA_601, [{ kind: 'hot-regulator', fromMs, severity: 0.25 }]);
    expect(loose.state.regulatorC).toBeGreaterThan(sound.state.regulatorC + 8);
    expect(loose.state.temps.chipC).toBeCloseTo(sound.state.temps.chipC, 1);
  });

  it('in a hot room turns its fan faster and stays hotter where that is not enough', () => {
    const hot = livedTwin(GAMMA_601, [{ kind: 'hot-room', fromMs, severity: 0.5 }]);
    expect(hot.state.airC).toBe(34);
    expect(hot.state.fanPercent).toBeGreaterThan(sound.state.fanPercent);
  });

  it('with weak chips answers wrongly more often', () => {
    const weak = livedTwin(GAMMA_601, [{ kind: 'weak-chips', fromMs, severity: 1 }]);
    expect(weak.state.errorRate).toBeGreaterThan(0.1);
    expect(sound.state.errorRate).toBeLessThan(0.01);
  });

  it('hashes less as its cores drop out', () => {
    const fewer = livedTwin(GAMMA_601, [{ kind: 'slow-decline', fromMs, severity: 0.1 }]);
    expect(fewer.state.hashrateHs / sound.state.hashrateHs).toBeCloseTo(0.9, 3);
  });

  it('tells a speed that swings when the bearing is worn, and moves as much air', () => {
    const swinging = livedTwin(GAMMA_601, [{ kind: 'fan-jitter', fromMs, severity: 1 }]);
    const speeds = Array.from({ length: 50 }, () => {
      swinging.step(10);
      return swinging.measured.fanRpm;
    });
    expect(Math.max(...speeds) / Math.min(...speeds)).toBeGreaterThan(1.5);
    expect(swinging.state.flow).toBeCloseTo(sound.state.flow, 2);
  });

  it('without one of three boards does and draws a third less', () => {
    const whole = livedTwin(S19J_PRO, []);
    const lost = livedTwin(S19J_PRO, [{ kind: 'board-lost', fromMs, board: 1 }]);
    expect(lost.state.hashrateHs / whole.state.hashrateHs).toBeCloseTo(2 / 3, 2);
    expect(lost.state.chipsW / whole.state.chipsW).toBeCloseTo(2 / 3, 1);
    expect(lost.boardsHs.map((hs) => hs > 0)).toEqual([true, false, true]);
  });
});

describe('a twin whose shares go astray', () => {
  it.each([
    ['shares-rejected', 'rejected'],
    ['shares-stale', 'stale'],
  ] as const)('counts them as its pool does: %s', (kind, counter) => {
    const { link } = livedTwin(GAMMA_601, [{ kind, fromMs: START_MS, severity: 0.5 }], 10);
    expect(link[counter] / (link.accepted + link.rejected + link.stale)).toBeGreaterThan(0.1);
  });

  it('does not count what is lost on the way', () => {
    const lost = livedTwin(GAMMA_601, [{ kind: 'shares-lost', fromMs, severity: 1 }], 1);
    const before = lost.link.accepted;
    lost.advanceTo(START_MS + 3 * HOUR_MS);
    expect(lost.link.accepted).toBe(before);
    expect(lost.state.hashrateHs).toBeGreaterThan(0);
  });
});

describe('a twin that somebody meddles with', () => {
  it('runs a tenth faster, once', () => {
    const { settings } = livedTwin(GAMMA_601, [{ kind: 'settings-changed', fromMs }]);
    expect(settings.frequencyMhz).toBe(578);
  });

  it('tells other firmware, and has started anew with it', () => {
    const twin = livedTwin(GAMMA_601, [{ kind: 'firmware-changed', fromMs }]);
    expect(twin.options.firmware).toBe('v2.14.1');
    expect(twin.uptimeS).toBeLessThan(2 * 3600);
  });

  it('mines to a stranger at the same pool', () => {
    const { settings, link } = livedTwin(GAMMA_601, [{ kind: 'pool-hijacked', fromMs }]);
    expect(settings.pools[0]).toMatchObject({ host: 'pool', user: expect.stringContaining('stranger') });
    expect(link.active.setup.user).toBe(settings.pools[0]?.user);
  });
});
