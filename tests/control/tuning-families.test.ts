import { afterEach, describe, expect, test } from 'vitest';
import type { TuningPoint, TuningSession, TuningWay } from '../../src/domain/tuning.ts';
import type { FleetName } from '../../src/twin/fleets.ts';
import { isSameSetting, settingOf } from '../../src/workers/tuning-tellings.ts';
import { RecoveryHouse, type Tab } from './recovery-house.ts';

/**
 * Tuning one machine under each firmware as the product does: polled, measured, decided and sent over real sockets, through
 * the helper, detection, login and adapter. However it goes, it ends at the last good setting, and the journal says how.
 */

let house: RecoveryHouse;
afterEach(() => house.close());

interface Firmware {
  readonly name: string;
  readonly fleet: FleetName;
  readonly way: TuningWay;
}

const FIRMWARES: readonly Firmware[] = [
  { name: 'VNish S19j', fleet: 'firmwares', way: 'preset' },
  { name: 'LuxOS S19j', fleet: 'firmwares', way: 'preset' },
  { name: 'Braiins S19j', fleet: 'firmwares', way: 'power-limit' },
  { name: 'Shed M30S', fleet: 'firmwares', way: 'work-mode' },
  { name: 'Living Room Nano', fleet: 'demo', way: 'work-mode' },
  { name: 'Desk Gamma', fleet: 'single', way: 'clock' },
  { name: 'Desk Gamma', fleet: 'single', way: 'target-temp' },
];

/** Each setting is followed for seconds of real time; a busy machine takes several times as long. */
const TIMEOUT_MS = 240_000;
const POLL_MS = 15_000;

async function begun({ name, fleet, way }: Firmware): Promise<Tab> {
  house = await RecoveryHouse.open(fleet, name, POLL_MS);
  const tab = house.tab();
  await house.live(3, tab);
  // A fan has nothing to do with energy: what it is tuned for is quiet.
  const quiet = { kind: 'quiet', leastHashrateHs: 0.9 * house.sim.twin.state.hashrateHs } as const;
  const objective = way === 'target-temp' ? quiet : ({ kind: 'efficiency' } as const);
  const { session } = await tab.tuning.startTuning(house.minerId, { objective, way });
  expect(session?.phase).toBe('measuring');
  return tab;
}

async function kept(): Promise<TuningSession> {
  const [newest] = await house.tunings.all();
  if (!newest) throw new Error('nothing is kept');
  return newest.session;
}

/** Lives on until something is tried, and is being measured. */
async function trying(tab: Tab): Promise<TuningSession> {
  for (let minute = 0; minute < 30; minute++) {
    await house.live(1, tab);
    const now = await kept();
    if (now.trials.length >= 1 && now.phase === 'measuring') return now;
    if (now.phase === 'ended') throw new Error(`it ended: ${now.end}`);
  }
  throw new Error('nothing was tried');
}

async function toTheEnd(tab: Tab): Promise<TuningSession> {
  for (let minute = 0; minute < 150; minute++) {
    await house.live(1, tab);
    const now = await kept();
    if (now.phase === 'ended') return now;
  }
  throw new Error('it does not end');
}

/** What the machine itself says that it is set to. */
async function stands(tab: Tab, way: TuningWay): Promise<TuningPoint | undefined> {
  return settingOf(way, (await tab.control.controlOf(house.minerId)).settings);
}

async function expectAtLastGood(tab: Tab, { way }: Firmware, { lastGood }: TuningSession): Promise<void> {
  const at = await stands(tab, way);
  expect(at && isSameSetting(at, lastGood), `${JSON.stringify(at)} for ${JSON.stringify(lastGood)}`).toBe(
    true,
  );
}

/** Each command that the machine took stands in the journal with how it ended, and none is left open. */
async function expectWholeJournal(): Promise<void> {
  const journal = await house.journal();
  expect(journal.every(({ by }) => by === 'tuner')).toBe(true);
  expect(journal.filter(({ reason }) => reason?.code === 'not-followed')).toEqual([]);
  const sent = journal.filter(({ outcome }) => outcome !== 'refused' && outcome !== 'scheduled');
  expect(sent.length).toBeGreaterThanOrEqual(house.wire.taken > 0 ? 1 : 0);
  const steps = (await house.entities.actions.ofMiner(house.minerId, 0)).map(({ step }) => step);
  expect(steps.every((step) => step === 'ended')).toBe(true);
}

describe.each(FIRMWARES)('$name tuned by $way', (firmware) => {
  test(
    'ends at a setting that is no worse than where it began, and the journal tells each step',
    async () => {
      const tab = await begun(firmware);
      const ended = await toTheEnd(tab);
      expect(['no-more-to-gain', 'trials-used']).toContain(ended.end);
      await expectAtLastGood(tab, firmware, ended);
      await expectWholeJournal();
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
    TIMEOUT_MS,
  );

  test(
    'goes back when its owner stops it in the middle of a trial',
    async () => {
      const tab = await begun(firmware);
      await trying(tab);
      await tab.tuning.stopTuning(house.minerId);
      const ended = await kept();
      expect(ended).toMatchObject({ phase: 'ended', end: 'stopped' });
      await expectAtLastGood(tab, firmware, ended);
      await expectWholeJournal();
    },
    TIMEOUT_MS,
  );

  test(
    'waits at its last good setting while it is paused, and ends well after it',
    async () => {
      const tab = await begun(firmware);
      await trying(tab);
      await tab.tuning.pauseTuning(house.minerId, true);
      const paused = await kept();
      expect(paused.phase).toBe('paused');
      await expectAtLastGood(tab, firmware, paused);
      await house.live(10, tab);
      const second = house.tab();
      await house.live(2, second);
      expect((await kept()).trials.length).toBe(paused.trials.length);
      await second.tuning.pauseTuning(house.minerId, false);
      const ended = await toTheEnd(second);
      expect(['no-more-to-gain', 'trials-used']).toContain(ended.end);
      await expectAtLastGood(second, firmware, ended);
      await expectWholeJournal();
    },
    TIMEOUT_MS,
  );

  test(
    'is measured anew after it has started anew, and ends well',
    async () => {
      const tab = await begun(firmware);
      await trying(tab);
      house.fault({ kind: 'reboot' });
      const ended = await toTheEnd(tab);
      expect(ended.end).not.toBe('breach');
      await expectAtLastGood(tab, firmware, ended);
      await expectWholeJournal();
    },
    TIMEOUT_MS,
  );

  test(
    'that takes commands and changes nothing is found out, and asked for nothing twice',
    async () => {
      const tab = await begun(firmware);
      const home = await stands(tab, firmware.way);
      house.fault({ kind: 'writes-ignored' });
      const ended = await toTheEnd(tab);
      expect(ended.end).toBe('not-applied');
      expect(await stands(tab, firmware.way)).toEqual(home);
      // The trial that it did not take, and the way back where that is not where it stands anyway.
      expect((await house.journal()).length).toBeLessThanOrEqual(2);
      await expectWholeJournal();
    },
    TIMEOUT_MS,
  );

  test(
    'that overheats in the middle of a trial goes back, or has been set by its own protection',
    async () => {
      const tab = await begun(firmware);
      await trying(tab);
      const hottestW = house.sim.twin.state.inputW;
      house.fault({ kind: 'overheat', severity: 1 });
      const ended = await toTheEnd(tab);
      expect(['breach', 'alarm', 'changed-by-others']).toContain(ended.end);
      if (ended.end === 'breach') await expectAtLastGood(tab, firmware, ended);
      // Its fans may run faster than before; its chips do not.
      const { state, model } = house.sim.twin;
      expect(state.inputW).toBeLessThanOrEqual(1.05 * hottestW + model.fanCount * model.fan.maxPowerW);
      await expectWholeJournal();
    },
    TIMEOUT_MS,
  );

  test(
    'is brought back when it answers again after it was away',
    async () => {
      const tab = await begun(firmware);
      await trying(tab);
      await house.kill();
      await house.live(3, tab);
      await house.revive();
      await house.live(4, tab);
      const ended = await kept();
      expect(ended).toMatchObject({ phase: 'ended', end: 'lost-link' });
      await expectAtLastGood(tab, firmware, ended);
      await expectWholeJournal();
    },
    TIMEOUT_MS,
  );
});
