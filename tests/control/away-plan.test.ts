import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AwayDesk } from '../../proxy/away/away-desk.ts';
import { type AwayStep, NO_PLAN } from '../../src/domain/away-plan.ts';
import type { PlanMode } from '../../src/domain/plan.ts';
import { PowerCut } from './power-cut.ts';
import { RecoveryHouse } from './recovery-house.ts';

/**
 * The hours of a plan are carried out by the helper while no page is open: a simulated Bitaxe over real sockets, the helper's book in
 * a real folder. The browser's store is in memory, and the clock is the test's.
 */

let house: RecoveryHouse;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'davylamp-away-plan-'));
  house = await RecoveryHouse.open('single', 'Desk Gamma');
});
afterEach(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

const MINUTE_MS = 60_000;
const resting = () => house.sim.twin.settings.paused;
const clock = () => house.sim.twin.settings.frequencyMhz;
const taken = () => house.wire.taken;

/** A miner whose modes are off, a lower clock and its present one, and a page that has handed over what is to be done, in minutes from now. */
async function handedOver(
  told: readonly (readonly [fromMin: number, toMin: number, mode: AwayStep['mode']])[],
  { allowed = true } = {},
) {
  const helper = house.helper(folder);
  const tab = house.tab(new PowerCut(), helper);
  await house.live(20, tab);
  if (allowed) await tab.control.allowAway(house.minerId, true);
  const { frequencyMhz, coreVoltageMv } = house.sim.twin.settings;
  const mode = (name: PlanMode['name'], powerW: number, changes: PlanMode['changes']): PlanMode => ({
    name,
    hashrateHs: powerW * 6e10,
    powerW,
    changes,
    known: 'measured',
  });
  const fromNowMs = (minutes: number) => house.nowMs + minutes * MINUTE_MS;
  house.planned = {
    madeAtMs: house.nowMs,
    circuits: [],
    miners: [
      {
        minerId: house.minerId,
        modes: [
          mode('off', 2, [{ kind: 'pause' }]),
          mode('eco', 12, [{ kind: 'tuning', frequencyMhz: 480, coreVoltageMv }]),
          mode('normal', 17, [{ kind: 'tuning', frequencyMhz, coreVoltageMv }]),
        ],
        steps: told.map(([fromMin, toMin, name]) => ({
          fromMs: fromNowMs(fromMin),
          toMs: fromNowMs(toMin),
          mode: name,
          why: 'too-dear',
        })),
      },
    ],
  };
  await tab.away.tell();
  return { helper, tab };
}

/** No page is open for so long; the helper looks each half minute. */
async function alone(helper: AwayDesk, minutes: number): Promise<void> {
  for (let half = 0; half < 2 * minutes; half += 1) {
    await house.live(0.5);
    await helper.look();
  }
}

describe('while no page is open, a plan', { timeout: 120_000 }, () => {
  test('is carried out hour by hour, and the page that opens reads what was done', async () => {
    const { helper } = await handedOver([
      [0, 10, 'normal'],
      [10, 40, 'off'],
      [40, 60, 'normal'],
    ]);
    await alone(helper, 9);
    expect([resting(), taken()]).toEqual([false, 0]);
    await alone(helper, 3);
    expect([resting(), taken()]).toEqual([true, 1]);
    await alone(helper, 27);
    expect([resting(), taken()]).toEqual([true, 1]);
    await alone(helper, 5);
    expect([resting(), taken()]).toEqual([false, 2]);

    expect(await house.steps.steps()).toEqual([]);
    const tab = house.tab(new PowerCut(), helper);
    await house.live(1, tab);
    const steps = await house.steps.steps();
    expect(steps.map(({ from, to, became }) => [from, to, became])).toEqual([
      ['off', 'normal', 'done'],
      ['normal', 'off', 'done'],
    ]);
    const orders = await house.entities.actions.all();
    expect(orders.map(({ by, status, change }) => [by, status, change.kind])).toEqual([
      ['planner', 'done', 'resume'],
      ['planner', 'done', 'pause'],
    ]);
    expect((await house.journal()).map(({ outcome, by }) => [outcome, by])).toEqual([
      ['done', 'planner'],
      ['done', 'planner'],
    ]);
  });

  test('sets a resting miner lower before it wakes it, each step read back', async () => {
    const { helper } = await handedOver([
      [0, 20, 'off'],
      [20, 60, 'eco'],
    ]);
    await alone(helper, 8);
    expect(resting()).toBe(true);
    await alone(helper, 20);
    expect([resting(), clock()]).toEqual([false, 480]);
    expect(taken()).toBe(3);
  });

  test('puts back what does badly', async () => {
    const { helper } = await handedOver([[0, 300, 'eco']]);
    const before = clock();
    await alone(helper, 8);
    expect(clock()).toBe(480);
    house.fault({ kind: 'domain-stalled' });
    await alone(helper, 20);
    expect(clock()).toBe(before);
    const sent = taken();
    house.heal();
    await alone(helper, 30);
    expect([clock(), taken()]).toEqual([before, sent]);
  });

  test('is void when its time is over: nothing is done any more', async () => {
    const { helper } = await handedOver([[1, 2.5, 'off']]);
    await alone(helper, 60);
    expect([resting(), taken()]).toEqual([false, 0]);
  });

  test('is not carried out for a miner whose owner did not say so, nor once the consent is taken back', async () => {
    const { helper, tab } = await handedOver([[0, 60, 'off']], { allowed: false });
    await alone(helper, 20);
    expect(taken()).toBe(0);
    await tab.control.allowAway(house.minerId, true);
    await tab.control.allowAway(house.minerId, false);
    await alone(helper, 20);
    expect(taken()).toBe(0);
  });

  test('is not carried out once its owner has it live no more', async () => {
    const { helper, tab } = await handedOver([[0, 60, 'off']]);
    house.planned = NO_PLAN;
    tab.away.rulesChanged();
    await tab.away.tell();
    await alone(helper, 20);
    expect(taken()).toBe(0);
  });

  test('leaves a miner alone that its owner has set to what is none of its modes', async () => {
    const { helper } = await handedOver([[10, 60, 'off']]);
    house.sim.twin.settings.frequencyMhz = 400;
    await alone(helper, 30);
    expect(taken()).toBe(0);
  });

  test('waits while a page of another browser is there, and goes on three minutes after it has gone', async () => {
    const { helper } = await handedOver([[0, 60, 'off']]);
    for (let minute = 0; minute < 10; minute += 1) {
      helper.pageCame();
      await alone(helper, 1);
    }
    expect(taken()).toBe(0);
    await alone(helper, 4);
    expect([resting(), taken()]).toEqual([true, 1]);
  });

  test('is gone on with by a helper that is started anew', async () => {
    await handedOver([
      [0, 10, 'off'],
      [10, 60, 'normal'],
    ]);
    await alone(house.helper(folder), 6);
    expect([resting(), taken()]).toEqual([true, 1]);
    await alone(house.helper(folder), 8);
    expect([resting(), taken()]).toEqual([false, 2]);
  });
});

test('while a page is open the helper leaves the plan to it', { timeout: 60_000 }, async () => {
  const { helper, tab } = await handedOver([[0, 60, 'off']]);
  for (let minute = 0; minute < 8; minute += 1) {
    await helper.look();
    await house.live(1, tab);
  }
  expect(taken()).toBe(0);
});
