import { afterEach, describe, expect, test } from 'vitest';
import type { TuningPoint } from '../../src/domain/tuning.ts';
import { isSameSetting } from '../../src/workers/tuning-tellings.ts';
import type { RecoveryHouse, Tab } from './recovery-house.ts';
import {
  begin,
  expectAtLastGood,
  expectWholeJournal,
  FIRMWARES,
  type Firmware,
  kept,
  openHouse,
  stands,
  TUNING_TIMEOUT_MS,
  toTheEnd,
  trying,
} from './tuned-firmware.ts';

/**
 * Tuning one machine under each firmware as the product does: polled, measured, decided and sent over real sockets, through
 * the helper, detection, login and adapter. However it goes, it ends at the last good setting, and the journal says how.
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
    'ends at a setting that is no worse than where it began, and the journal tells each step',
    async () => {
      const tab = await begun(firmware);
      const ended = await toTheEnd(house, tab);
      expect(['no-more-to-gain', 'trials-used']).toContain(ended.end);
      await expectAtLastGood(house, tab, firmware, ended);
      await expectWholeJournal(house);
      expect((await house.journal()).every(({ outcome }) => outcome === 'done')).toBe(true);
      expect(ended.trials.length).toBeGreaterThanOrEqual(2);
      const jPerTh = (point: TuningPoint) => {
        const at = ended.trials.find((trial) => isSameSetting(trial.point, point));
        return (at?.powerW.mean ?? Number.NaN) / (at?.hashrateHs.mean ?? Number.NaN);
      };
      const first = ended.trials[0]?.point ?? ended.lastGood;
      if (firmware.way !== 'target-temp')
        expect(jPerTh(ended.lastGood)).toBeLessThanOrEqual(1.005 * jPerTh(first));
    },
    TUNING_TIMEOUT_MS,
  );

  test(
    'goes back when its owner stops it in the middle of a trial',
    async () => {
      const tab = await begun(firmware);
      await trying(house, tab);
      await tab.tuning.stopTuning(house.minerId);
      const ended = await kept(house);
      expect(ended).toMatchObject({ phase: 'ended', end: 'stopped' });
      await expectAtLastGood(house, tab, firmware, ended);
      await expectWholeJournal(house);
    },
    TUNING_TIMEOUT_MS,
  );

  test(
    'waits at its last good setting while it is paused, and ends well after it',
    async () => {
      const tab = await begun(firmware);
      await trying(house, tab);
      await tab.tuning.pauseTuning(house.minerId, true);
      const paused = await kept(house);
      expect(paused.phase).toBe('paused');
      await expectAtLastGood(house, tab, firmware, paused);
      await house.live(10, tab);
      const second = house.tab();
      await house.live(2, second);
      expect((await kept(house)).trials.length).toBe(paused.trials.length);
      await second.tuning.pauseTuning(house.minerId, false);
      const ended = await toTheEnd(house, second);
      expect(['no-more-to-gain', 'trials-used']).toContain(ended.end);
      await expectAtLastGood(house, second, firmware, ended);
      await expectWholeJournal(house);
    },
    TUNING_TIMEOUT_MS,
  );

  test(
    'is measured anew after it has started anew, and ends well',
    async () => {
      const tab = await begun(firmware);
      await trying(house, tab);
      house.fault({ kind: 'reboot' });
      const ended = await toTheEnd(house, tab);
      expect(ended.end).not.toBe('breach');
      await expectAtLastGood(house, tab, firmware, ended);
      await expectWholeJournal(house);
    },
    TUNING_TIMEOUT_MS,
  );

  test(
    'that takes commands and changes nothing is found out, and asked for nothing twice',
    async () => {
      const tab = await begun(firmware);
      const home = await stands(house, tab, firmware.way);
      house.fault({ kind: 'writes-ignored' });
      const ended = await toTheEnd(house, tab);
      expect(ended.end).toBe('not-applied');
      expect(await stands(house, tab, firmware.way)).toEqual(home);
      // The trial that it did not take, and the way back where that is not where it stands anyway.
      expect((await house.journal()).length).toBeLessThanOrEqual(2);
      await expectWholeJournal(house);
    },
    TUNING_TIMEOUT_MS,
  );

  test(
    'that overheats in the middle of a trial goes back, or has been set by its own protection',
    async () => {
      const tab = await begun(firmware);
      await trying(house, tab);
      const hottestW = house.sim.twin.state.inputW;
      house.fault({ kind: 'overheat', severity: 1 });
      const ended = await toTheEnd(house, tab);
      expect(['breach', 'alarm', 'changed-by-others']).toContain(ended.end);
      if (ended.end === 'breach') await expectAtLastGood(house, tab, firmware, ended);
      // Its fans may run faster than before; its chips do not.
      const { state, model } = house.sim.twin;
      expect(state.inputW).toBeLessThanOrEqual(1.05 * hottestW + model.fanCount * model.fan.maxPowerW);
      await expectWholeJournal(house);
    },
    TUNING_TIMEOUT_MS,
  );

  test(
    'is brought back when it answers again after it was away',
    async () => {
      const tab = await begun(firmware);
      await trying(house, tab);
      await house.kill();
      await house.live(3, tab);
      await house.revive();
      await house.live(4, tab);
      const ended = await kept(house);
      expect(ended).toMatchObject({ phase: 'ended', end: 'lost-link' });
      await expectAtLastGood(house, tab, firmware, ended);
      await expectWholeJournal(house);
    },
    TUNING_TIMEOUT_MS,
  );
});
