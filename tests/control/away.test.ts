import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AwayDesk } from '../../proxy/away/away-desk.ts';
import { ProxyError } from '../../proxy/problem.ts';
import type { Action } from '../../src/domain/action.ts';
import { PowerCut } from './power-cut.ts';
import { RecoveryHouse } from './recovery-house.ts';

/**
 * What was asked for is gone on with by the helper while no page is open: a simulated Bitaxe over real sockets, the helper's
 * book in a real folder. The browser's store and locks are in memory, and the clock is the test's.
 */

let house: RecoveryHouse;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'davylamp-away-'));
});
afterEach(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

const TIMEOUT_MS = 120_000;
const clock = () => house.sim.twin.settings.frequencyMhz;
const asked = () => house.wire.taken;

/** A miner that is handed over, and a page that has asked for a raise of which the first step is done. */
async function onItsWay({ allowed = true } = {}) {
  house = await RecoveryHouse.open('single', 'Desk Gamma');
  const helper = house.helper(folder);
  const tab = house.tab(new PowerCut(), helper);
  await house.live(60, tab);
  if (allowed) await tab.control.allowAway(house.minerId, true);
  await tab.control.changeMiner(house.minerId, { kind: 'tuning', frequencyMhz: 480 });
  await house.live(6, tab);
  await tab.control.changeMiner(house.minerId, { kind: 'tuning', frequencyMhz: 570 }, { ifBad: 'put-back' });
  await tab.away.tell();
  expect([clock(), asked()]).toEqual([528, 2]);
  return { helper, tab };
}

/** No page is open for so long; the helper looks each minute. */
async function alone(helper: AwayDesk, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await house.live(1);
    await helper.look();
  }
}

async function latest(): Promise<Action | undefined> {
  return (await house.entities.actions.all())[0];
}

describe('while no page is open', { timeout: TIMEOUT_MS }, () => {
  test('the helper does the next step, and the page that opens knows of it', async () => {
    const { helper } = await onItsWay();
    await alone(helper, 8);
    expect([clock(), asked()]).toEqual([570, 3]);
    const tab = house.tab(new PowerCut(), helper);
    await house.live(1, tab);
    expect(await latest()).toMatchObject({ status: 'done', step: 'watching' });
    expect((await house.journal())[0]).toMatchObject({ outcome: 'done', change: { frequencyMhz: 570 } });
    expect(asked()).toBe(3);
  });

  test('it puts back what does badly', async () => {
    const { helper } = await onItsWay();
    await alone(helper, 8);
    house.fault({ kind: 'domain-stalled' });
    await alone(helper, 70);
    expect([clock(), asked()]).toEqual([480, 4]);
    const tab = house.tab(new PowerCut(), helper);
    await house.live(1, tab);
    expect(await latest()).toMatchObject({ status: 'rolled-back', reason: { code: 'hashrate-fell' } });
  });

  test('it does nothing for a miner whose owner did not say so', async () => {
    const { helper } = await onItsWay({ allowed: false });
    await alone(helper, 30);
    expect([clock(), asked()]).toEqual([528, 2]);
  });

  test('it does nothing any more once the consent was taken back', async () => {
    const { helper, tab } = await onItsWay();
    await tab.control.allowAway(house.minerId, false);
    await alone(helper, 30);
    expect([clock(), asked()]).toEqual([528, 2]);
    expect(helper.report()).toMatchObject({ actions: [], changes: [] });
  });

  test('it does nothing any more once the owner only watches the miner', async () => {
    const { helper, tab } = await onItsWay();
    await tab.control.allowControl(house.minerId, false);
    await tab.away.tell();
    await alone(helper, 30);
    expect([clock(), asked()]).toEqual([528, 2]);
  });

  test('it forgets everything where its clock and that of the page are apart', async () => {
    const { helper, tab } = await onItsWay();
    const nowMs = house.nowMs + 61_000;
    expect(() => helper.tell({ nowMs, miners: [], actions: [], changes: [] })).toThrow(ProxyError);
    await alone(helper, 30);
    expect([clock(), asked()]).toEqual([528, 2]);
    expect(tab.away.isHelperActing).toBe(false);
  });
});

describe('while a page is open', { timeout: TIMEOUT_MS }, () => {
  test('the helper leaves everything to it', async () => {
    const { helper, tab } = await onItsWay();
    for (let minute = 0; minute < 10; minute += 1) {
      await helper.look();
      await house.live(1, tab);
    }
    expect([clock(), asked()]).toEqual([570, 3]);
    expect(
      helper
        .report()
        .changes.map(({ id }) => id)
        .sort(),
    ).toEqual((await house.journal()).map(({ id }) => id).sort());
  });

  test('nothing is gone on with here before the helper has answered', async () => {
    const { helper } = await onItsWay();
    house.pass(10);
    const tab = house.tab(new PowerCut(), helper);
    await tab.keeper.look();
    expect(asked()).toBe(2);
    await tab.away.tell();
    await tab.keeper.look();
    expect([clock(), asked()]).toEqual([570, 3]);
  });
});

describe('a helper that is started anew', { timeout: TIMEOUT_MS }, () => {
  test('goes on where it was', async () => {
    await onItsWay();
    await alone(house.helper(folder), 8);
    expect([clock(), asked()]).toEqual([570, 3]);
    await alone(house.helper(folder), 8);
    expect(asked()).toBe(3);
  });

  test('keeps no password that can be read in its book', async () => {
    const { helper } = await onItsWay();
    const { miners } = { miners: [{ id: 'x', password: 'a secret of mine' }] };
    helper.tell({
      nowMs: house.nowMs,
      miners: miners.map(({ id, password }) => ({
        id,
        name: 'Attic',
        address: { host: '192.168.1.9', port: 80 },
        identity: { family: 'vnish', algorithm: 'sha256' },
        credentials: { password },
      })),
      actions: [],
      changes: [],
    });
    expect(readFileSync(join(folder, 'away.json'), 'utf8')).not.toContain('a secret of mine');
    expect(house.helper(folder).report().nowMs).toBe(house.nowMs);
  });
});
