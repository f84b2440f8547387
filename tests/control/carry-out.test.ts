import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type RunningProxy, startProxy } from '../../proxy/start.ts';
import type { Sim, SimMiner } from '../../sim/sim.ts';
import { startSim } from '../../sim/start-sim.ts';
import { carryOut } from '../../src/actions/carry-out.ts';
import { proxyTransport } from '../../src/collect/proxy-transport.ts';
import { detect } from '../../src/devices/detect.ts';
import type { ChangeRecord, DeviceChange } from '../../src/domain/control.ts';
import { minerId } from '../../src/domain/miner.ts';
import type { FaultKind } from '../../src/twin/faults.ts';
import { fetchAsPage } from '../support/fetch-as-page.ts';

/** Changing simulated miners as the product does: over real sockets, through the helper, detection and adapter. */

const TOKEN = 'control-token-control-token-control-token-co';
/** Seconds of the miners per second of ours: a restart takes them half a minute. */
const SPEED = 40;

let sim: Sim;
let proxy: RunningProxy;
beforeAll(async () => {
  sim = await startSim({ fleet: 'demo', httpBase: 0, rpcBase: 0, speed: SPEED });
  proxy = await startProxy({ token: TOKEN, port: 0, devicePorts: '1024-65535' });
});
afterEach(() => sim.heal('*'));
afterAll(async () => {
  await Promise.all([sim.close(), proxy.close()]);
});

function minerNamed(name: string): SimMiner {
  const found = sim.miners.find((miner) => miner.name === name);
  if (!found) throw new Error(`no miner ${name}`);
  return found;
}

/** Carries a change out on a miner that goes wrong in this way. */
async function changed(name: string, change: DeviceChange, fault?: FaultKind): Promise<ChangeRecord> {
  const { address, twin } = minerNamed(name);
  // An earlier change may have restarted it.
  await vi.waitFor(() => expect(twin.reachable).toBe(true), { timeout: 10_000 });
  const transport = proxyTransport({ baseUrl: proxy.url, token: TOKEN, fetch: fetchAsPage, address });
  const { adapter } = await detect(transport, { nowMs: sim.nowMs });
  const { identity } = await adapter.read(transport, { nowMs: sim.nowMs });
  if (fault) sim.fault(name, { kind: fault });
  return carryOut(
    change,
    { id: minerId(identity, address), identity, address, name, addedAtMs: 0, control: 'by-hand' },
    {
      nowMs: sim.nowMs,
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms / SPEED)),
      newId: () => 'one',
      transport,
      adapter,
      limitsOf: () => ({}),
    },
  );
}

test.each(['Desk Gamma', 'Office NerdQAxe'])('%s is given other pools, and mines with them', async (name) => {
  const pools = [
    { url: 'stratum+tcp://pool.example:21496', user: 'bc1q.desk' },
    { url: 'stratum+tcp://solo.ckpool.org:3333', user: 'bc1q.desk' },
  ];
  const record = await changed(name, { kind: 'pools', pools });
  expect(record).toMatchObject({ outcome: 'done' });
  const { twin } = minerNamed(name);
  await vi.waitFor(() => expect(twin.link.active.setup.host).toBe('pool.example'), { timeout: 10_000 });
});

test('a Bitaxe with a fallback that is given one pool has that one alone, and gets both back', async () => {
  const pools = [{ url: 'stratum+tcp://only.example:3333', user: 'bc1q.desk' }];
  const record = await changed('Desk Gamma', { kind: 'pools', pools });
  expect(record).toMatchObject({ outcome: 'done' });
  if (!record.undo) throw new Error('there is no way back');
  expect(await changed('Desk Gamma', record.undo)).toMatchObject({ outcome: 'done' });
});

test('a Bitaxe says “Hi!” when asked to', async () => {
  expect(await changed('Attic Supra', { kind: 'identify' })).toMatchObject({ outcome: 'done' });
});

describe.each([
  ['AxeOS', 'Desk Gamma', { kind: 'tuning', frequencyMhz: 575, coreVoltageMv: 1_150 }],
  ['NerdOS', 'Office NerdQAxe', { kind: 'fan', fanPercent: 70 }],
  ['an Avalon', 'Living Room Nano', { kind: 'preset', preset: 'Low' }],
] as const)('%s', (_, name, change) => {
  test('does as it is told, and is put back', async () => {
    const record = await changed(name, change);
    expect(record).toMatchObject({ outcome: 'done' });
    if (!record.undo) throw new Error('there is no way back');
    const back = await changed(name, record.undo);
    expect(back).toMatchObject({ outcome: 'done' });
  });

  test('is paused and resumed', async () => {
    expect(await changed(name, { kind: 'pause' })).toMatchObject({ outcome: 'done' });
    expect(minerNamed(name).twin.settings.paused).toBe(true);
    expect(await changed(name, { kind: 'resume' })).toMatchObject({ outcome: 'done' });
    expect(minerNamed(name).twin.settings.paused).toBe(false);
  });

  test('that accepts and does not apply is found out', async () => {
    expect(await changed(name, { kind: 'pause' }, 'writes-ignored')).toMatchObject({
      outcome: 'not-applied',
      differences: [{ setting: 'paused', wanted: true, after: false }],
    });
  });

  test('whose answer is lost is asked how it is, not told again', async () => {
    expect(await changed(name, { kind: 'pause' }, 'writes-unanswered')).toMatchObject({ outcome: 'done' });
    sim.heal(name);
    await changed(name, { kind: 'resume' });
  });

  test('that starts anew in the middle is waited for', async () => {
    expect(await changed(name, change, 'reboot-on-write')).toMatchObject({ outcome: 'done' });
  });

  test('restarts', async () => {
    expect(await changed(name, { kind: 'restart' })).toMatchObject({ outcome: 'done' });
    expect(minerNamed(name).twin.uptimeS).toBeLessThan(600);
  });

  test('that is gone gets nothing', async () => {
    await sim.kill(name);
    try {
      await expect(changed(name, change)).rejects.toMatchObject({ kind: 'unreachable' });
    } finally {
      await sim.revive(name);
    }
  });
});
