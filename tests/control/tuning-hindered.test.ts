import { afterEach, describe, expect, test } from 'vitest';
import type { TuningSession } from '../../src/domain/tuning.ts';
import { RecoveryHouse, type Tab } from './recovery-house.ts';

/**
 * What happens to a session while one of its raises waits for its moment, five minutes after the last: nothing more may be
 * sent then for whoever does not want it any more. Over real sockets, on the test's clock.
 */

let house: RecoveryHouse;
afterEach(() => house.close());

const TIMEOUT_MS = 240_000;
/** How often a raise that waits asks whether it may go on; a command that is read back is followed more often. */
const ASK_EVERY_MS = 5_000;

/** To hash the most it must go up again and again, from a point where it answers well. */
async function climbing(): Promise<Tab> {
  house = await RecoveryHouse.open('single', 'Desk Gamma', 10_000);
  Object.assign(house.sim.twin.settings, { frequencyMhz: 525, coreVoltageMv: 1_150 });
  const tab = house.tab();
  await house.live(10, tab);
  await tab.tuning.startTuning(house.minerId, { objective: { kind: 'hashrate' } });
  return tab;
}

/** Lives on until a raise waits, and does this then; resolves with how many commands had been taken. */
async function whileRaiseWaits(tab: Tab, doing: () => Promise<void> | void): Promise<number> {
  let taken: number | undefined;
  house.onWaiting = async (ms) => {
    if (ms !== ASK_EVERY_MS || taken !== undefined) return;
    taken = house.wire.taken;
    await doing();
    taken = house.wire.taken;
  };
  for (let minute = 0; minute < 60 && taken === undefined; minute += 1) await house.live(1, tab);
  if (taken === undefined) throw new Error('no raise had to wait');
  await house.live(8, tab);
  return taken;
}

async function session(): Promise<TuningSession> {
  const [newest] = await house.tunings.all();
  if (!newest) throw new Error('nothing is kept');
  return newest.session;
}

const stands = () => {
  const { frequencyMhz, coreVoltageMv } = house.sim.twin.settings;
  return { frequencyMhz, coreVoltageMv };
};

describe('a raise of the tuner that waits for its moment', { timeout: TIMEOUT_MS }, () => {
  test('is not made once its owner stops the session: it goes back to its last good point, and no further', async () => {
    const tab = await climbing();
    let highestMhz = 0;
    const taken = await whileRaiseWaits(tab, () => {
      highestMhz = stands().frequencyMhz;
      house.onTaken = () => {
        highestMhz = Math.max(highestMhz, stands().frequencyMhz);
      };
      void tab.tuning.stopTuning(house.minerId);
    });
    const ended = await session();
    expect(ended).toMatchObject({ phase: 'ended', end: 'stopped' });
    expect(stands()).toEqual(ended.lastGood);
    expect(house.wire.taken - taken).toBeLessThanOrEqual(1);
    expect(stands().frequencyMhz).toBeLessThanOrEqual(highestMhz);
  });

  test('is not made once its owner takes the consent back, nor is anything else', async () => {
    const tab = await climbing();
    let left = stands();
    const taken = await whileRaiseWaits(tab, async () => {
      left = stands();
      await tab.control.allowControl(house.minerId, false);
    });
    expect(await session()).toMatchObject({ phase: 'ended', end: 'consent-withdrawn' });
    expect(house.wire.taken).toBe(taken);
    expect(stands()).toEqual(left);
  });

  test('is not made once somebody else sets the miner: that stands', async () => {
    const tab = await climbing();
    const taken = await whileRaiseWaits(tab, async () => {
      await tab.control.changeMiner(house.minerId, { kind: 'tuning', frequencyMhz: 400 });
    });
    expect(await session()).toMatchObject({ phase: 'ended', end: 'changed-by-others' });
    expect(house.wire.taken).toBe(taken);
    expect(stands().frequencyMhz).toBe(400);
  });

  test('is made where nobody is against it, and measured for as long as if it had not waited', async () => {
    const tab = await climbing();
    const taken = await whileRaiseWaits(tab, () => {});
    expect(house.wire.taken).toBeGreaterThan(taken);
    const { trials } = await session();
    const [raised, ...others] = trials
      .toSorted((a, b) => b.hashrateHs.mean - a.hashrateHs.mean)
      .map(({ fromMs, untilMs, ended }) => ({ lastedMs: untilMs - fromMs, ended }));
    expect(others.length).toBeGreaterThan(1);
    expect(raised?.ended).toBe('measured');
    expect(raised?.lastedMs).toBeGreaterThanOrEqual(
      0.8 * Math.max(...others.map(({ lastedMs }) => lastedMs)),
    );
  });
});

describe('a session that measures', { timeout: TIMEOUT_MS }, () => {
  test('ends when its owner takes the consent back, and nothing more is sent', async () => {
    const tab = await climbing();
    await house.live(2, tab);
    const { taken } = house.wire;
    await tab.control.allowControl(house.minerId, false);
    await house.live(1, tab);
    expect(await session()).toMatchObject({ phase: 'ended', end: 'consent-withdrawn' });
    expect(house.wire.taken).toBe(taken);
  });
});
