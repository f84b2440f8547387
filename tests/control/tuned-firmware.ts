import { expect } from 'vitest';
import type { TuningPoint, TuningSession, TuningWay } from '../../src/domain/tuning.ts';
import type { FleetName } from '../../src/twin/fleets.ts';
import { isSameSetting, settingOf } from '../../src/workers/tuning-tellings.ts';
import { RecoveryHouse, type Tab } from './recovery-house.ts';
import { trulyStands } from './true-best.ts';

/** One machine under a firmware, and what of it is tuned. */
export interface Firmware {
  readonly name: string;
  readonly fleet: FleetName;
  readonly way: TuningWay;
}

export const FIRMWARES: readonly Firmware[] = [
  { name: 'VNish S19j', fleet: 'firmwares', way: 'preset' },
  { name: 'LuxOS S19j', fleet: 'firmwares', way: 'preset' },
  { name: 'Braiins S19j', fleet: 'firmwares', way: 'power-limit' },
  { name: 'Shed M30S', fleet: 'firmwares', way: 'work-mode' },
  { name: 'Living Room Nano', fleet: 'demo', way: 'work-mode' },
  { name: 'Desk Gamma', fleet: 'single', way: 'clock' },
  { name: 'Desk Gamma', fleet: 'single', way: 'target-temp' },
];

/** Each setting is followed for seconds of real time; a busy machine takes several times as long. */
export const TUNING_TIMEOUT_MS = 240_000;
const POLL_MS = 15_000;

/** A house with it alone, where nothing is tuned yet. */
export function openHouse({ name, fleet }: Firmware): Promise<RecoveryHouse> {
  return RecoveryHouse.open(fleet, name, POLL_MS);
}

/** Tuning begins in a tab. */
export async function begin(house: RecoveryHouse, { way }: Firmware, tab: Tab): Promise<void> {
  await house.live(3, tab);
  // A fan has nothing to do with energy: what it is tuned for is quiet.
  const quiet = { kind: 'quiet', leastHashrateHs: 0.9 * house.sim.twin.state.hashrateHs } as const;
  const objective = way === 'target-temp' ? quiet : ({ kind: 'efficiency' } as const);
  const { session } = await tab.tuning.startTuning(house.minerId, { objective, way });
  expect(session?.phase).toBe('measuring');
}

/** Its newest session, as it is kept. */
export async function kept(house: RecoveryHouse): Promise<TuningSession> {
  const [newest] = await house.tunings.all();
  if (!newest) throw new Error('nothing is kept');
  return newest.session;
}

/** Lives on until something is tried, and is being measured. */
export async function trying(house: RecoveryHouse, tab: Tab): Promise<TuningSession> {
  for (let minute = 0; minute < 30; minute++) {
    await house.live(1, tab);
    const now = await kept(house);
    if (now.trials.length >= 1 && now.phase === 'measuring') return now;
    if (now.phase === 'ended') throw new Error(`it ended: ${now.end}`);
  }
  throw new Error('nothing was tried');
}

/** @param eachMinute what else is looked at meanwhile */
export async function toTheEnd(
  house: RecoveryHouse,
  tab: Tab,
  eachMinute: (session: TuningSession) => void = () => {},
): Promise<TuningSession> {
  for (let minute = 0; minute < 150; minute++) {
    await house.live(1, tab);
    const now = await kept(house);
    eachMinute(now);
    if (now.phase === 'ended') return now;
  }
  throw new Error('it does not end');
}

/** What the machine itself says that it is set to. */
export async function stands(
  house: RecoveryHouse,
  tab: Tab,
  way: TuningWay,
): Promise<TuningPoint | undefined> {
  return settingOf(way, (await tab.control.controlOf(house.minerId)).settings);
}

export async function expectAtLastGood(
  house: RecoveryHouse,
  tab: Tab,
  { way }: Firmware,
  { lastGood }: TuningSession,
): Promise<void> {
  const at = await stands(house, tab, way);
  expect(at && isSameSetting(at, lastGood), `${JSON.stringify(at)} for ${JSON.stringify(lastGood)}`).toBe(
    true,
  );
  const truly = trulyStands(house.sim.twin, lastGood);
  expect(isSameSetting(truly, lastGood), `${JSON.stringify(truly)} for ${JSON.stringify(lastGood)}`).toBe(
    true,
  );
}

/** Each command that the machine took stands in the journal with how it ended, and none is left open. */
export async function expectWholeJournal(house: RecoveryHouse): Promise<void> {
  const journal = await house.journal();
  expect(journal.every(({ by }) => by === 'tuner')).toBe(true);
  expect(journal.filter(({ reason }) => reason?.code === 'not-followed')).toEqual([]);
  expect(journal.filter(({ isUnderWay }) => isUnderWay)).toEqual([]);
  const ends = journal.map(({ outcome }) => outcome);
  const taken = journal.filter(({ outcome }) => outcome === 'done' || outcome === 'not-applied');
  expect(taken.length, `${house.wire.taken} were taken, and told is: ${ends}`).toBe(house.wire.taken);
  // What never reached it says why.
  const others = journal.filter((record) => !taken.includes(record));
  expect(others.filter(({ reason }) => reason === undefined)).toEqual([]);
  const steps = (await house.entities.actions.ofMiner(house.minerId, 0)).map(({ step }) => step);
  expect(steps.every((step) => step === 'ended')).toBe(true);
}
