import { afterEach, describe, expect, test } from 'vitest';
import type { TuningSession } from '../../src/domain/tuning.ts';
import { RecoveryHouse, type Tab } from './recovery-house.ts';

/**
 * Tuning a simulated miner as the product does: polled, measured, decided and sent over real sockets, through the helper,
 * detection and adapter. Only the browser's store and locks are in memory, and the clock is the test's.
 */

let house: RecoveryHouse;
afterEach(() => house.close());

/** Each setting is followed for seconds of real time; a busy machine takes several times as long. */
const TIMEOUT_MS = 240_000;
const POLL_MS = 10_000;
const WISH = { objective: { kind: 'efficiency' } } as const;

async function begun(): Promise<Tab> {
  house = await RecoveryHouse.open('single', 'Desk Gamma', POLL_MS);
  const tab = house.tab();
  await house.live(5, tab);
  await tab.tuning.startTuning(house.minerId, WISH);
  return tab;
}

async function session(): Promise<TuningSession> {
  const [newest] = await house.tunings.all();
  if (!newest) throw new Error('nothing is kept');
  return newest.session;
}

/** Lives on until something is tried, and is being measured. */
async function trying(tab: Tab): Promise<TuningSession> {
  for (let minute = 0; minute < 12; minute++) {
    await house.live(1, tab);
    const now = await session();
    if (now.trials.length >= 1 && now.phase === 'measuring') return now;
  }
  throw new Error('nothing was tried');
}

async function toTheEnd(...tabs: readonly Tab[]): Promise<TuningSession> {
  for (let minute = 0; minute < 90; minute++) {
    await house.live(1, ...tabs);
    const now = await session();
    if (now.phase === 'ended') return now;
  }
  throw new Error('it does not end');
}

function stands(): { frequencyMhz: number; coreVoltageMv: number } {
  const { frequencyMhz, coreVoltageMv } = house.sim.twin.settings;
  return { frequencyMhz, coreVoltageMv };
}

describe('a Bitaxe that is tuned', () => {
  test(
    'ends at a better point than it began at, and every step stands in the journal',
    async () => {
      const tab = await begun();
      const ended = await toTheEnd(tab);
      expect(['no-more-to-gain', 'trials-used']).toContain(ended.end);
      expect(stands()).toEqual(ended.lastGood);
      const jPerTh = ended.trials.map(({ powerW, hashrateHs }) => powerW.mean / hashrateHs.mean);
      expect(Math.min(...jPerTh)).toBeLessThan(0.97 * (jPerTh[0] ?? 0));
      const journal = await house.journal();
      expect(journal.every(({ by, outcome }) => by === 'tuner' && outcome === 'done')).toBe(true);
      expect(journal.length).toBe(house.wire.taken);
      const { picture } = await tab.tuning.tuningOf(house.minerId);
      expect(picture?.picks.map(({ kind }) => kind)).toEqual(['quiet', 'cheap', 'fast']);
      expect(picture?.frontier.length).toBeGreaterThan(5);
    },
    TIMEOUT_MS,
  );

  test(
    'goes back to the best point so far when its owner stops it',
    async () => {
      const tab = await begun();
      await trying(tab);
      await tab.tuning.stopTuning(house.minerId);
      const ended = await session();
      expect(ended.end).toBe('stopped');
      expect(stands()).toEqual(ended.lastGood);
      await house.live(2, tab);
      expect(stands()).toEqual(ended.lastGood);
    },
    TIMEOUT_MS,
  );

  test(
    'is tuned on by another tab when the first is closed, without sending anything twice',
    async () => {
      const first = await begun();
      const before = await trying(first);
      const second = house.tab();
      const ended = await toTheEnd(second);
      expect(ended.trials.length).toBeGreaterThan(before.trials.length);
      expect(ended.trials[0]).toEqual(before.trials[0]);
      expect(stands()).toEqual(ended.lastGood);
    },
    TIMEOUT_MS,
  );

  test(
    'is brought back when it answers again after it was away',
    async () => {
      const tab = await begun();
      const before = await trying(tab);
      expect(before.point).not.toEqual(before.lastGood);
      await house.kill();
      await house.live(3, tab);
      await house.revive();
      await house.live(3, tab);
      const ended = await session();
      expect(ended.end).toBe('lost-link');
      expect(stands()).toEqual(ended.lastGood);
    },
    TIMEOUT_MS,
  );

  test(
    'is left as it is by a tuner whose settings it does not take, and asked for each only once',
    async () => {
      const tab = await begun();
      const home = stands();
      house.fault({ kind: 'writes-ignored' });
      const ended = await toTheEnd(tab);
      expect(ended.end).toBe('not-applied');
      expect(stands()).toEqual(home);
      expect(house.wire.taken).toBeLessThanOrEqual(2);
    },
    TIMEOUT_MS,
  );

  test(
    'that takes settings and never says so is not asked twice, and ends as it was left',
    async () => {
      const tab = await begun();
      house.fault({ kind: 'writes-unanswered' });
      const ended = await toTheEnd(tab);
      expect(stands()).toEqual(ended.lastGood);
      const sent = house.wire.left.map((line, place) => `${line} ${place}`);
      expect(sent.length).toBe(house.wire.taken);
    },
    TIMEOUT_MS,
  );

  test(
    'is left alone when it overheats in the middle, as its own protection set it, or goes back to its last good point',
    async () => {
      const tab = await begun();
      const home = stands();
      await trying(tab);
      house.fault({ kind: 'overheat', severity: 1, rampS: 120 });
      const ended = await toTheEnd(tab);
      expect(['breach', 'alarm', 'changed-by-others']).toContain(ended.end);
      expect(stands().frequencyMhz).toBeLessThanOrEqual(home.frequencyMhz);
      expect(stands().coreVoltageMv).toBeLessThanOrEqual(home.coreVoltageMv);
    },
    TIMEOUT_MS,
  );

  test(
    'ends where its owner has set it meanwhile',
    async () => {
      const tab = await begun();
      await trying(tab);
      house.fault({ kind: 'settings-changed' });
      await house.live(2, tab);
      const ended = await session();
      expect(ended.end).toBe('changed-by-others');
      const set = stands();
      await house.live(5, tab);
      expect(stands()).toEqual(set);
    },
    TIMEOUT_MS,
  );

  test(
    'is tuned on after it has started anew',
    async () => {
      const tab = await begun();
      await trying(tab);
      house.fault({ kind: 'reboot' });
      const ended = await toTheEnd(tab);
      expect(stands()).toEqual(ended.lastGood);
    },
    TIMEOUT_MS,
  );
});

describe('a miner that is only watched', () => {
  test(
    'is not tuned, and it says why',
    async () => {
      house = await RecoveryHouse.open('single', 'Desk Gamma', POLL_MS);
      const tab = house.tab();
      await house.live(2, tab);
      await tab.control.allowControl(house.minerId, false);
      expect((await tab.tuning.tuningOf(house.minerId)).cannot).toBe('watch-only');
      await expect(tab.tuning.startTuning(house.minerId, WISH)).rejects.toThrow('watch-only');
      expect(house.wire.taken).toBe(0);
    },
    TIMEOUT_MS,
  );
});
