import { adapterOf } from '../devices/adapters.ts';
import type { DeviceTransport } from '../devices/transport.ts';
import type { MinerFamily } from '../domain/miner.ts';
import type { ClockTask, TuningSession } from '../domain/tuning.ts';
import { startSession, stepSession, type TuningEvent } from '../insight/tuning/session.ts';
import { MinerTwin } from '../twin/miner-twin.ts';
import { sampleOf } from './tuning-tellings.ts';

const POLL_S = 10;
const HOUR_MS = 3_600_000;
/** The copy was tuned on the day before, at the same hour. */
const AGO_MS = 24 * HOUR_MS;
/** It has run warm before. */
const WARM_UP_MS = 2 * HOUR_MS;
/** A session lasts an hour and a quarter at most: one that does not end by then is none. */
const MOST_MS = 2 * HOUR_MS;
/** So many answers are read without a pause: what waits in the worker goes first. */
const READ_AT_ONCE = 10;

/**
 * A session of the tuner on a copy of a simulated miner, with its chip, its supply and its room, in the copy's own time: what it tells
 * is read through its adapter, what the tuner wants is set on it, and the miner itself stays as it is.
 *
 * @param transportTo the way to the copy, in the time that it lives in
 * @returns undefined where the session did not come to an end
 */
export async function rehearsed(
  twin: MinerTwin,
  family: MinerFamily,
  task: ClockTask,
  nowMs: number,
  transportTo: (copy: MinerTwin) => DeviceTransport,
): Promise<TuningSession | undefined> {
  const startMs = nowMs - AGO_MS;
  const copy = new MinerTwin({
    ...twin.options,
    settings: { ...twin.settings },
    startMs: startMs - WARM_UP_MS,
    faults: [],
  });
  copy.advanceTo(startMs, POLL_S);
  const { frequencyMhz, coreVoltageMv } = copy.settings;
  const adapter = await adapterOf(family);
  let { session } = startSession(task, { frequencyMhz, coreVoltageMv }, startMs);
  const tell = (event: TuningEvent): void => {
    const { session: next, command } = stepSession(session, event);
    session = next;
    if (command.kind !== 'set') return;
    Object.assign(copy.settings, command.point);
    tell({ kind: 'applied', atMs: copy.state.atMs });
  };
  for (let polls = 1; session.phase !== 'ended'; polls += 1) {
    const atMs = copy.state.atMs + POLL_S * 1_000;
    if (atMs > startMs + MOST_MS) return undefined;
    copy.advanceTo(atMs, POLL_S);
    const { reading } = await adapter.read(transportTo(copy), { nowMs: () => atMs });
    tell({ kind: 'sample', sample: sampleOf({ reading }, atMs) });
    if (polls % READ_AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  return session;
}
