import { afterEach, describe, expect, test } from 'vitest';
import type { Action } from '../../src/domain/action.ts';
import { RecoveryHouse, type Tab } from './recovery-house.ts';

/**
 * The life of an order, from being asked for to its end, on a simulated Bitaxe over real sockets. Only the browser's store and
 * locks are in memory, and the clock is the test's.
 */

let house: RecoveryHouse;
afterEach(() => house.close());

const TIMEOUT_MS = 120_000;
const POLL_MS = 30_000;
const BEGIN_MHZ = 600;
const HOUR_MIN = 60;

/** A miner that has hashed for an hour, and a tab that leads. */
async function begun(): Promise<Tab> {
  house = await RecoveryHouse.open('single', 'Desk Gamma', POLL_MS);
  const tab = house.tab();
  await house.live(HOUR_MIN, tab);
  return tab;
}

async function latest(): Promise<Action> {
  const [action] = await house.entities.actions.all();
  if (!action) throw new Error('nothing was asked for');
  return action;
}

const clock = () => house.sim.twin.settings.frequencyMhz;
const asked = () => house.wire.left.filter((command) => command.startsWith('PATCH')).length;

describe('a clock that is raised far', { timeout: TIMEOUT_MS }, () => {
  test('goes up by a tenth in five minutes, until it is there', async () => {
    const tab = await begun();
    await tab.control.changeMiner(house.minerId, { kind: 'tuning', frequencyMhz: 480 });
    expect(clock()).toBe(480);
    await house.live(6, tab);
    await tab.control.changeMiner(house.minerId, { kind: 'tuning', frequencyMhz: 570 });
    expect(clock()).toBe(528);
    expect((await latest()).status).toBe('running');
    await house.live(4, tab);
    expect(clock()).toBe(528);
    await house.live(3, tab);
    expect(clock()).toBe(570);
    expect(await latest()).toMatchObject({ status: 'done', step: 'watching' });
  });

  test('stays where it is when its owner calls the rest off', async () => {
    const tab = await begun();
    await tab.control.changeMiner(house.minerId, { kind: 'tuning', frequencyMhz: 480 });
    await house.live(6, tab);
    await tab.control.changeMiner(house.minerId, { kind: 'tuning', frequencyMhz: 570 });
    await tab.control.callOff(house.minerId, (await latest()).id);
    await house.live(20, tab);
    expect(clock()).toBe(528);
    expect(await latest()).toMatchObject({
      status: 'partial',
      step: 'ended',
      reason: { code: 'called-off' },
    });
  });

  test('is not gone on with once somebody set it otherwise at the device itself', async () => {
    const tab = await begun();
    await tab.control.changeMiner(house.minerId, { kind: 'tuning', frequencyMhz: 480 });
    await house.live(6, tab);
    await tab.control.changeMiner(house.minerId, { kind: 'tuning', frequencyMhz: 570 });
    house.sim.twin.settings.frequencyMhz = 450;
    await house.live(20, tab);
    expect(clock()).toBe(450);
    expect(await latest()).toMatchObject({ status: 'partial', reason: { code: 'changed-since' } });
  });

  test('is not gone on with when nobody was there for more than an hour', async () => {
    const tab = await begun();
    await tab.control.changeMiner(house.minerId, { kind: 'tuning', frequencyMhz: 480 });
    await house.live(6, tab);
    await tab.control.changeMiner(house.minerId, { kind: 'tuning', frequencyMhz: 570 });
    house.pass(2 * HOUR_MIN);
    await house.live(5, house.tab());
    expect(clock()).toBe(528);
    expect(await latest()).toMatchObject({ status: 'partial', reason: { code: 'too-late' } });
  });
});

describe('a change that is watched', { timeout: TIMEOUT_MS }, () => {
  const slower = { kind: 'tuning', frequencyMhz: BEGIN_MHZ - 50 } as const;

  test('is kept when the miner does well for a day', async () => {
    const tab = await begun();
    await tab.control.changeMiner(house.minerId, slower, { ifBad: 'put-back' });
    await house.live(25 * HOUR_MIN, tab);
    const action = await latest();
    expect(action).toMatchObject({ status: 'done', step: 'ended' });
    expect(action.watch?.marks.map(({ verdict }) => verdict)).toEqual(['good', 'good', 'good']);
    expect([clock(), asked()]).toEqual([slower.frequencyMhz, 1]);
  });

  test('is put back when the miner hashes too little with it', async () => {
    const tab = await begun();
    await tab.control.changeMiner(house.minerId, slower, { ifBad: 'put-back' });
    house.fault({ kind: 'domain-stalled' });
    await house.live(2 * HOUR_MIN, tab);
    expect(await latest()).toMatchObject({ status: 'rolled-back', reason: { code: 'hashrate-fell' } });
    expect([clock(), asked()]).toEqual([BEGIN_MHZ, 2]);
  });

  test('is only told of where its owner wanted no more', async () => {
    const tab = await begun();
    await tab.control.changeMiner(house.minerId, slower);
    house.fault({ kind: 'domain-stalled' });
    await house.live(2 * HOUR_MIN, tab);
    expect(await latest()).toMatchObject({
      status: 'done',
      step: 'ended',
      reason: { code: 'hashrate-fell' },
    });
    expect([clock(), asked()]).toEqual([slower.frequencyMhz, 1]);
  });

  test('is left alone when its owner set the miner otherwise meanwhile', async () => {
    const tab = await begun();
    await tab.control.changeMiner(house.minerId, slower, { ifBad: 'put-back' });
    const first = await latest();
    await house.live(6, tab);
    await tab.control.changeMiner(house.minerId, { kind: 'tuning', frequencyMhz: BEGIN_MHZ - 40 });
    house.fault({ kind: 'domain-stalled' });
    await house.live(2 * HOUR_MIN, tab);
    const actions = await house.entities.actions.all();
    expect(actions.find(({ id }) => id === first.id)).toMatchObject({
      status: 'done',
      step: 'ended',
      reason: { code: 'superseded' },
    });
    expect(clock()).toBe(BEGIN_MHZ - 40);
  });
});

describe('what the planner wants', { timeout: TIMEOUT_MS }, () => {
  const eco = { kind: 'tuning', frequencyMhz: 500 } as const;
  const order = () => ({ minerId: house.minerId, by: 'planner', ifBad: 'put-back' }) as const;

  test('is not done within an hour of its owner’s own change', async () => {
    const tab = await begun();
    await tab.control.changeMiner(house.minerId, { kind: 'tuning', frequencyMhz: BEGIN_MHZ - 20 });
    await house.live(30, tab);
    const { action } = await tab.control.order({ ...order(), change: eco });
    expect(action).toMatchObject({
      status: 'rejected',
      step: 'ended',
      reason: { code: 'conflict', detail: 'hand' },
    });
    await house.live(31, tab);
    expect((await tab.control.order({ ...order(), change: eco })).action.status).toBe('done');
    expect(clock()).toBe(eco.frequencyMhz);
  });

  test('waits for its moment, also in another tab', async () => {
    const tab = await begun();
    const dueAtMs = house.nowMs + 20 * 60_000;
    await tab.control.order({ ...order(), change: eco, dueAtMs, expiresAtMs: dueAtMs + 600_000 });
    const other = house.tab();
    await house.live(19, other);
    expect([clock(), asked()]).toEqual([BEGIN_MHZ, 0]);
    await house.live(2, other);
    expect([clock(), asked()]).toEqual([eco.frequencyMhz, 1]);
  });

  test('is not done any more when its moment has passed', async () => {
    const tab = await begun();
    const dueAtMs = house.nowMs + 20 * 60_000;
    await tab.control.order({ ...order(), change: eco, dueAtMs, expiresAtMs: dueAtMs + 600_000 });
    house.pass(60);
    await house.live(2, tab);
    expect(await latest()).toMatchObject({ status: 'rejected', reason: { code: 'too-late' } });
    expect(asked()).toBe(0);
  });

  test('is not done to a miner whose owner lets Davylamp only watch it', async () => {
    const tab = await begun();
    await tab.control.allowControl(house.minerId, false);
    const { action } = await tab.control.order({ ...order(), change: eco });
    expect(action).toMatchObject({ status: 'rejected', reason: { code: 'watch-only' } });
    expect(asked()).toBe(0);
  });
});
