import { afterEach, describe, expect, test } from 'vitest';
import { PowerCut } from './power-cut.ts';
import type { RecoveryHouse, Tab } from './recovery-house.ts';
import { limitBreaches, settledAt, trueJPerTh, trueLeastJPerTh } from './true-best.ts';
import {
  begin,
  expectAtLastGood,
  expectWholeJournal,
  FIRMWARES,
  type Firmware,
  kept,
  openHouse,
  TUNING_TIMEOUT_MS,
  toTheEnd,
  trying,
} from './tuned-firmware.ts';

/**
 * A session whose page, whose helper or whose miner's senses break off in the middle of a trial, under each firmware and over
 * real sockets: whoever comes after it ends it at its last good setting, and sends no command again that may have been taken.
 */

let house: RecoveryHouse;
afterEach(() => house.close());

async function begun(firmware: Firmware): Promise<Tab> {
  house = await openHouse(firmware);
  const tab = house.tab();
  await begin(house, firmware, tab);
  return tab;
}

describe.each(FIRMWARES)('$name tuned by $way', (firmware) => {
  test(
    'goes on in another tab when its own is closed in the middle of a trial, and what was measured counts',
    async () => {
      const first = await begun(firmware);
      const before = await trying(house, first);
      // Nobody looks after it for a while: the miner stays at what is tried.
      await house.live(2);
      const second = house.tab();
      const ended = await toTheEnd(house, second);
      expect(ended.startedMs).toBe(before.startedMs);
      expect(ended.trials.slice(0, before.trials.length)).toEqual(before.trials);
      await expectAtLastGood(house, second, firmware, ended);
      await expectWholeJournal(house);
    },
    TUNING_TIMEOUT_MS,
  );

  test(
    'ends well in another tab when its own died with a command on its lips',
    async () => {
      house = await openHouse(firmware);
      const cut = new PowerCut(Number.MAX_SAFE_INTEGER);
      const first = house.tab(cut);
      await begin(house, firmware, first);
      const set: string[] = [];
      house.onTaken = () => {
        set.push(JSON.stringify(house.sim.twin.settings));
        cut.now();
      };
      await Promise.race([toTheEnd(house, first), cut.moment]);
      expect((await kept(house)).phase).not.toBe('ended');
      const second = house.tab();
      const ended = await toTheEnd(house, second);
      // What may have been taken is looked up, not sent again.
      expect(set.length).toBeGreaterThan(0);
      expect(set[1]).not.toBe(set[0]);
      await expectAtLastGood(house, second, firmware, ended);
      await expectWholeJournal(house);
    },
    TUNING_TIMEOUT_MS,
  );

  test(
    'ends at its last good setting when the helper is killed in the middle of a trial, and started anew',
    async () => {
      const tab = await begun(firmware);
      await trying(house, tab);
      await house.killHelper();
      await house.live(3, tab);
      await house.startHelperAnew();
      await house.live(4, tab);
      const ended = await kept(house);
      expect(ended).toMatchObject({ phase: 'ended', end: 'lost-link' });
      await expectAtLastGood(house, tab, firmware, ended);
      await expectWholeJournal(house);
    },
    TUNING_TIMEOUT_MS,
  );

  test(
    'whose sensors freeze is not believed: the session ends, and says so',
    async () => {
      const tab = await begun(firmware);
      await house.live(1, tab);
      house.fault({ kind: 'sensors-frozen' });
      const ended = await toTheEnd(house, tab);
      expect(ended.end).toBe('frozen-sensor');
      await expectAtLastGood(house, tab, firmware, ended);
      await expectWholeJournal(house);
    },
    TUNING_TIMEOUT_MS,
  );

  test(
    'in a room that warms by six degrees meanwhile ends within 2 % of the true best there, and breaks no limit on its way',
    async () => {
      const tab = await begun(firmware);
      const beganC = house.sim.twin.state.airC;
      house.fault({ kind: 'hot-room', severity: 0.3, rampS: 900 });
      const breaches: string[] = [];
      const ended = await toTheEnd(house, tab, ({ task }) =>
        breaches.push(...limitBreaches(house.sim.twin, task.envelope)),
      );
      expect(breaches).toEqual([]);
      expect(['no-more-to-gain', 'trials-used']).toContain(ended.end);
      await expectAtLastGood(house, tab, firmware, ended);
      await expectWholeJournal(house);
      house.pass(15);
      const { twin } = house.sim;
      expect(twin.state.airC - beganC).toBeGreaterThan(5);
      // A fan has nothing to do with energy.
      if (firmware.way === 'target-temp') return;
      expect(trueJPerTh(settledAt(twin, ended.lastGood))).toBeLessThanOrEqual(
        1.02 * trueLeastJPerTh(twin, ended),
      );
    },
    TUNING_TIMEOUT_MS,
  );
});
