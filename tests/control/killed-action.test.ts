import { afterEach, describe, expect, test } from 'vitest';
import { isOver } from '../../src/domain/action.ts';
import type { DeviceChange } from '../../src/domain/control.ts';
import type { FleetName } from '../../src/twin/fleets.ts';
import { PowerCut } from './power-cut.ts';
import { RecoveryHouse } from './recovery-house.ts';

/**
 * The computer loses power in the middle of a change: at each single step that it asks of its store or of the network, one
 * after the other, over real sockets. Whoever starts anew must find a known state: as before or as wanted, nothing in between,
 * nothing sent a second time, and a journal that tells what became of it.
 */

let house: RecoveryHouse;
afterEach(() => house.close());

const TIMEOUT_MS = 240_000;
/** More steps than any change takes: beyond, the test would not have reached its end. */
const MOST_STEPS = 120;

interface Case {
  readonly fleet: FleetName;
  readonly name: string;
  readonly change: DeviceChange;
  /** What the device itself is set to, as a text. */
  readonly stands: () => string;
}

const CASES: readonly Case[] = [
  {
    fleet: 'single',
    name: 'Desk Gamma',
    change: { kind: 'tuning', frequencyMhz: 500, coreVoltageMv: 1_100 },
    stands: () => {
      const { frequencyMhz, coreVoltageMv } = house.sim.twin.settings;
      return `${frequencyMhz} MHz, ${coreVoltageMv} mV`;
    },
  },
  {
    fleet: 'single',
    name: 'Desk Gamma',
    change: { kind: 'pause' },
    stands: () => `${house.hashes ? 'hashes' : 'paused'}`,
  },
];

/** Loses power at one step of a change, and starts anew. False when the change had ended before. */
async function cutAt(step: number, { fleet, name, change, stands }: Case): Promise<boolean> {
  house = await RecoveryHouse.open(fleet, name);
  const cut = new PowerCut(step);
  const before = stands();
  const dying = house.tab(cut);
  const done = dying.control.changeMiner(house.minerId, change).then(() => true);
  const isDone = await Promise.race([done, cut.moment.then(() => false)]);
  // What was on its way when the power went still arrives.
  await new Promise((resolve) => setTimeout(resolve, 30));
  const tab = house.tab();
  await house.live(3, tab);

  const actions = await house.entities.actions.all();
  const journal = await house.journal();
  const told = JSON.stringify({ step, actions, journal }, undefined, 1);
  expect(house.wire.taken, told).toBeLessThanOrEqual(1);
  expect(
    actions.filter((action) => !isOver(action) && action.step !== 'watching'),
    told,
  ).toEqual([]);
  // Nothing is left that nobody followed, and what is told of it is true.
  expect(journal.filter(({ reason }) => reason?.code === 'not-followed').length, told).toBe(0);
  const isDoneNow = journal.some(({ outcome }) => outcome === 'done');
  if (house.wire.taken === 0) expect([isDoneNow, stands()], told).toEqual([false, before]);
  else expect(isDoneNow, told).toBe(true);
  const known = isDoneNow ? 'done' : journal.length > 0 ? 'failed' : 'rejected';
  if (actions[0]) expect(actions[0].status, told).toBe(known);
  if (!isDone && !isDoneNow && actions[0]) expect(actions[0].reason?.code, told).toBe('interrupted');
  return !isDone;
}

/** The steps between what the journal says of a way back and its command: so many may there be. */
const notSent: number[] = [];
const FEW_STEPS = 5;

/** The same while a miner that does badly is put back. */
async function cutWhilePuttingBack(step: number): Promise<boolean> {
  house = await RecoveryHouse.open('single', 'Desk Gamma');
  const stands = () => house.sim.twin.settings.frequencyMhz;
  const before = stands();
  const asking = house.tab();
  await house.live(60, asking);
  const change: DeviceChange = { kind: 'tuning', frequencyMhz: before - 50 };
  await asking.control.changeMiner(house.minerId, change, { ifBad: 'put-back' });
  house.fault({ kind: 'flatline' });
  await house.live(16);
  const cut = new PowerCut(step);
  const dying = house.tab(cut);
  const isDone = await Promise.race([dying.keeper.look().then(() => true), cut.moment.then(() => false)]);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(stands()).toBe(house.wire.taken === 2 ? before : before - 50);
  const tab = house.tab();
  await house.live(3, tab);

  const [action] = await house.entities.actions.all();
  const told = JSON.stringify({ step, action, journal: await house.journal() }, undefined, 1);
  expect(action?.step, told).toBe('ended');
  if (house.wire.taken === 2) {
    expect([stands(), action?.status, action?.reason?.code], told).toEqual([
      before,
      'rolled-back',
      'no-shares',
    ]);
  } else {
    // It stood in the journal as about to leave, and did not: what may have been sent is not sent again, and that is told.
    expect([stands(), action?.status, action?.reason?.code], told).toEqual([
      before - 50,
      'failed',
      'interrupted',
    ]);
    notSent.push(step);
  }
  return !isDone;
}

describe('a computer that loses power while it changes a miner', () => {
  for (const each of CASES) {
    test(
      `leaves a known state at every step of a ${each.change.kind}`,
      async () => {
        let step = 1;
        while (step < MOST_STEPS && (await cutAt(step, each))) {
          await house.close();
          step += 1;
        }
        // It went through to its end, and not without a step.
        expect(step).toBeLessThan(MOST_STEPS);
        expect(step).toBeGreaterThan(10);
        expect(house.wire.taken).toBe(1);
      },
      TIMEOUT_MS,
    );
  }

  test(
    'puts back what does badly all the same, once, unless it died with that command on its lips',
    async () => {
      let step = 1;
      while (step < MOST_STEPS && (await cutWhilePuttingBack(step))) {
        await house.close();
        step += 1;
      }
      expect(step).toBeLessThan(MOST_STEPS);
      expect(step).toBeGreaterThan(10);
      expect(notSent.length, `${notSent}`).toBeLessThanOrEqual(FEW_STEPS);
    },
    TIMEOUT_MS,
  );
});
