import { afterEach, expect, test, vi } from 'vitest';
import { learntIn } from '../../tests/support/learnt-in.ts';
import { openEntities } from '../store/entity-store.ts';
import { openTelemetry } from '../store/telemetry-store.ts';
import { openDemoFleet } from './demo-fleet.ts';
import { endFleet, type OpenFleet, runFleet } from './running-fleet.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function demo() {
  const name = crypto.randomUUID();
  const [telemetry, entities] = [await openTelemetry(`${name}-t`), await openEntities(`${name}-e`)];
  const nowMs = () => Date.now();
  const fleet = openDemoFleet({ telemetry, entities, withLearnt: learntIn(`${name}-m`), nowMs });
  const { locks } = navigator;
  const ports = { nowMs, random: () => 0.5, locks, limitsOf: async () => ({}), removed: () => {} };
  let askedAtMs = Number.POSITIVE_INFINITY;
  const transportTo: OpenFleet['transportTo'] = (address) => {
    askedAtMs = Math.min(askedAtMs, nowMs());
    return fleet.transportTo(address);
  };
  const running = await runFleet({ ...fleet, transportTo }, 'demo', ports);
  closing.push(async () => {
    await running.collector.stop();
    await endFleet(running);
    for (const part of ['t', 'e', 'm']) indexedDB.deleteDatabase(`${name}-${part}`);
  });
  const view = () => running.collector.view();
  // Asked by now, and not only remembered.
  const asked = () => view().miners.filter(({ answeredAtMs = 0 }) => answeredAtMs >= askedAtMs);
  await vi.waitFor(() => expect(asked()).toHaveLength(6), { timeout: 20_000, interval: 50 });
  const named = (called: string) => {
    const found = view().miners.find(({ miner }) => miner.name === called);
    if (!found) throw new Error(`no ${called}`);
    return found;
  };
  return { running, entities, named };
}

test('a demo miner that nobody has tuned shows what the tuner comes to with a copy of it, and stays as it is', async () => {
  const { running, entities, named } = await demo();
  const { miner } = named('Desk Gamma');
  const clock = async () => {
    const { frequencyMhz, coreVoltageMv } = (await running.control.controlOf(miner.id)).settings;
    return [frequencyMhz, coreVoltageMv];
  };
  const before = await clock();
  const { session, picture, cannot, isRehearsal } = await running.tuning.tuningOf(miner.id);
  expect(cannot).toBe('watch-only');
  expect(session?.phase).toBe('ended');
  expect(['no-more-to-gain', 'trials-used']).toContain(session?.end);
  expect(picture?.picks.map(({ kind }) => kind)).toEqual(['quiet', 'cheap', 'fast']);
  const jPerTh = session?.trials.map(({ powerW, hashrateHs }) => powerW.mean / hashrateHs.mean) ?? [];
  expect(Math.min(...jPerTh)).toBeLessThan(0.97 * (jPerTh[0] ?? 0));
  // Nothing was sent to the miner itself, and it is tuned so once.
  expect(before).toEqual([600, 1_100]);
  expect(await clock()).toEqual(before);
  expect(await entities.changesOf(miner.id, Number.POSITIVE_INFINITY)).toEqual([]);
  expect(isRehearsal).toBe(true);
  const again = await running.tuning.tuningOf(miner.id);
  expect(again).toMatchObject({ session, isRehearsal: true });
  expect(again.past).toEqual([]);
});

test('a demo miner without a clock of its own shows none', async () => {
  const { running, named } = await demo();
  expect((await running.tuning.tuningOf(named('Living Room Nano').miner.id)).session).toBeUndefined();
});
