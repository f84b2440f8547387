import { afterEach, describe, expect, test } from 'vitest';
import type { ChangeRecord } from '../../src/domain/control.ts';
import type { FaultKind } from '../../src/twin/faults.ts';
import { RecoveryHouse, type Tab } from './recovery-house.ts';

/**
 * Restarting a simulated miner by itself as the product does: polled, judged, decided and sent over real sockets, through
 * the helper, detection and adapter. Only the browser's store and locks are in memory, and the clock is the test's.
 */

let house: RecoveryHouse;
afterEach(() => house.close());

const MINUTE_MS = 60_000;
/** Each restart is followed for seconds of real time; a busy machine takes several times as long. */
const TIMEOUT_MS = 120_000;
const NOTHING = { left: [], taken: 0 };
const DONE = { by: 'recovery', change: { kind: 'restart' }, outcome: 'done' };

/** Opens the house with a miner that its owner lets be restarted, which has mined for a while. */
async function mining(fleet: 'single' | 'demo', name: string): Promise<Tab> {
  house = await RecoveryHouse.open(fleet, name);
  const tab = house.tab();
  await tab.control.allowRecovery(house.minerId, true);
  await house.live(5);
  return tab;
}

/** The same, and then its hashing dies while nobody looks. */
async function dead(fleet: 'single' | 'demo', name: string): Promise<Tab> {
  const tab = await mining(fleet, name);
  house.fault({ kind: 'flatline' });
  await house.untilFlatline();
  return tab;
}

describe.each([
  // It stops at 75 °C by itself, and says so; an Avalon gets as hot as its parts let it.
  ['AxeOS', 'single', 'Desk Gamma', 'POST /api/system/restart', 'overheated'],
  ['an Avalon', 'demo', 'Living Room Nano', 'ascset 0,reboot,0', 'chip-hot'],
] as const)('%s', { timeout: TIMEOUT_MS }, (_, fleet, name, restart, tooHot) => {
  const ONCE = { left: [restart], taken: 1 };

  test('whose hashing died is restarted once, hashes again, and is known to', async () => {
    const tab = await dead(fleet, name);
    let noted: Promise<readonly ChangeRecord[]> | undefined;
    house.onTaken = () => {
      noted = house.journal();
    };
    await house.live(10, tab);
    // Before it was sent: a tab that is closed in the middle has counted it.
    expect(await noted).toMatchObject([
      { ...DONE, outcome: 'unconfirmed', reason: { code: 'not-followed' } },
    ]);
    expect(house.wire).toEqual(ONCE);
    expect(house.hashes).toBe(true);
    expect(house.flatline).toBeUndefined();
    expect(await house.journal()).toMatchObject([{ ...DONE, sharesAgainAtMs: expect.any(Number) }]);
    const events = await house.entities.eventsBetween(0, Number.MAX_SAFE_INTEGER);
    const starts = events.filter(({ kind }) => kind.startsWith('restarted'));
    // That the miner did begin anew, and who had it do so.
    expect(starts.map(({ kind }) => kind).sort()).toEqual(['restarted', 'restarted-by-itself']);
  });

  test('that mines gets nothing', async () => {
    const tab = await mining(fleet, name);
    await house.live(10, tab);
    expect(house.wire).toEqual(NOTHING);
    expect(await house.journal()).toEqual([]);
  });

  test('that is gone gets nothing, however long it is', async () => {
    const tab = await dead(fleet, name);
    await house.kill();
    await house.live(10, tab);
    for (const hours of [1, 30]) {
      house.pass(hours * 60);
      await house.live(5, tab);
    }
    expect(house.openKinds).toContain('unreachable');
    expect(house.flatline).toBeDefined();
    expect(house.wire).toEqual(NOTHING);
    expect(await house.journal()).toEqual([]);
  });

  test('that goes at the very moment is asked who it is, and told nothing', async () => {
    const tab = await dead(fleet, name);
    // As long as it must have stood under the eyes of this tab, but for one look.
    await house.live(2, tab);
    await house.kill();
    house.pass(0.5);
    await house.look(tab);
    expect(house.wire).toEqual(NOTHING);
    expect(await house.journal()).toMatchObject([{ outcome: 'failed', reason: { code: 'unreachable' } }]);
  });

  test.each<readonly [string, FaultKind]>([
    ['whose fan stands', 'fan-wear'],
    ['that is too hot', 'overheat'],
  ])('%s gets nothing, though it is dead too', async (_why, kind) => {
    const tab = await dead(fleet, name);
    house.fault({ kind });
    await house.live(3);
    await house.live(3, tab);
    expect(house.openKinds).toContain(tooHot);
    expect(house.flatline).toBeDefined();
    expect(house.wire).toEqual(NOTHING);
    expect(await house.journal()).toEqual([]);
  });

  test('without its owner’s consent gets nothing', async () => {
    const tab = await dead(fleet, name);
    await tab.control.allowRecovery(house.minerId, false);
    await house.live(6, tab);
    expect(house.flatline).toBeDefined();
    expect(house.wire).toEqual(NOTHING);
  });

  test('that nobody may change any more gets nothing', async () => {
    const tab = await dead(fleet, name);
    await tab.control.allowControl(house.minerId, false);
    await house.live(6, tab);
    expect(house.flatline).toBeDefined();
    expect(house.wire).toEqual(NOTHING);
    expect(await house.journal()).toEqual([]);
  });

  test('whose answer is lost is asked how it is, and not told again', async () => {
    const tab = await dead(fleet, name);
    house.fault({ kind: 'writes-unanswered' });
    await house.live(10, tab);
    expect(house.wire).toEqual(ONCE);
    expect(await house.journal()).toMatchObject([{ ...DONE, sharesAgainAtMs: expect.any(Number) }]);
  });

  test('that neither answers nor restarts is never told again', async () => {
    const tab = await dead(fleet, name);
    house.fault({ kind: 'writes-unanswered' });
    house.fault({ kind: 'writes-ignored' });
    await house.live(6, tab);
    for (const hours of [1, 4, 30]) {
      house.pass(hours * 60);
      // Another tab leads by now, and knows only what is stored.
      await house.live(5, tab, house.tab());
    }
    expect(house.flatline).toBeDefined();
    expect(house.openKinds).toContain('restart-in-vain');
    expect(house.wire).toEqual(ONCE);
    expect(await house.journal()).toMatchObject([{ by: 'recovery', outcome: 'unconfirmed' }]);
  });

  test('that was restarted, and dies again the next day, is restarted again', async () => {
    const tab = await dead(fleet, name);
    await house.live(10, tab);
    house.pass(1_440);
    await house.live(5, tab);
    house.fault({ kind: 'flatline' });
    await house.untilFlatline();
    await house.live(10, tab);
    expect(house.wire).toEqual({ left: [restart, restart], taken: 2 });
    expect(house.flatline).toBeUndefined();
  });

  test('that stays dead is restarted three times, ever farther apart, and not a fourth', async () => {
    const tab = await dead(fleet, name);
    // What it finds while it starts is lost, and then its hashing dies again.
    house.fault({ kind: 'shares-lost' });
    house.onTaken = () => house.fault({ kind: 'flatline', afterS: 45 });
    for (const minutes of [0, 15, 15, 60, 60, 600, 1_440]) {
      house.pass(minutes);
      await house.live(6, tab);
    }
    expect(house.flatline).toBeDefined();
    expect(house.wire).toEqual({ left: [restart, restart, restart], taken: 3 });
    const journal = await house.journal();
    expect(journal).toMatchObject([DONE, DONE, DONE]);
    expect(journal.some(({ sharesAgainAtMs }) => sharesAgainAtMs !== undefined)).toBe(false);
    const [third = 0, second = 0, first = 0] = journal.map(({ atMs }) => atMs);
    expect(second - first).toBeGreaterThanOrEqual(30 * MINUTE_MS);
    expect(third - second).toBeGreaterThanOrEqual(120 * MINUTE_MS);
  });

  test('that two tabs look at in the same moment is restarted by one of them', async () => {
    const tab = await dead(fleet, name);
    await house.live(6, tab, house.tab());
    expect(house.wire).toEqual(ONCE);
    expect(await house.journal()).toMatchObject([DONE]);
  });
});

test('a Bitaxe whose supply sank for a moment before it died gets nothing: a restart would hide that', async () => {
  const tab = await mining('single', 'Desk Gamma');
  house.fault({ kind: 'bad-supply', severity: 0.83, forS: 40 });
  await house.live(0.5);
  // One answer tells of it.
  expect(house.sim.twin.measured.inputV).toBeLessThan(4.69);
  await house.live(5);
  expect(house.sim.twin.measured.inputV).toBeGreaterThan(5);
  house.fault({ kind: 'flatline' });
  await house.untilFlatline();
  await house.live(6, tab);
  expect(house.flatline).toBeDefined();
  expect(house.openKinds).toEqual(['silent-death']);
  expect(house.wire).toEqual(NOTHING);
  expect(await house.journal()).toEqual([]);
});

test('a Bitaxe whose supply sags while it is dead gets nothing', async () => {
  const tab = await dead('single', 'Desk Gamma');
  house.fault({ kind: 'bad-supply', severity: 0.9 });
  await house.live(6, tab);
  expect(house.flatline).toBeDefined();
  expect(house.sim.twin.measured.inputV).toBeLessThan(4.7);
  expect(house.wire).toEqual(NOTHING);
  expect(await house.journal()).toEqual([]);
});
