import type { Miner, MinerIdentity } from '../domain/miner.ts';
import type { DeviceAdapter, DeviceSnapshot, ReadOptions } from './adapter.ts';
import { firstPauseMs, pauseMs, steadyPauseMs } from './schedule.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

/** What needs to be known of a miner in order to ask it. */
export interface PolledMiner extends Pick<Miner, 'id' | 'address'> {
  readonly identity: Pick<MinerIdentity, 'family' | 'mac'>;
}

/** What the poller needs of the world around it. */
export interface PollerPorts<Polled extends PolledMiner = Miner> {
  readonly nowMs: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly transportFor: (miner: Polled) => DeviceTransport;
  readonly adapterFor: (miner: Polled) => DeviceAdapter | Promise<DeviceAdapter>;
  /** What is needed to log in to it. */
  readonly accessTo?: (miner: Polled) => Promise<Pick<ReadOptions, 'credentials' | 'session'>>;
  /** A Reading that the device pushed a moment ago; then nothing needs to be asked. */
  readonly pushed?: (miner: Polled) => DeviceSnapshot | undefined;
  readonly onSnapshot: (miner: Polled, snapshot: DeviceSnapshot, feed: 'poll' | 'live') => void;
  readonly onFailure: (miner: Polled, error: DeviceError) => void;
  /** Further questions to the device after a good answer, before the next poll is planned (back-fill). */
  readonly afterSnapshot?: (miner: Polled, signal: AbortSignal) => Promise<void>;
  /** Keep the beat: see {@link steadyPauseMs}. */
  readonly steady?: boolean;
}

export interface Poller<Polled extends PolledMiner = Miner> {
  /** The miners to poll from now on, and their period. A miner that stays keeps its place in time. */
  setFleet(miners: readonly Polled[], pollMs: number): void;
  stop(): void;
}

interface Round<Polled> {
  miner: Polled;
  failures: number;
  timer: ReturnType<typeof setTimeout> | undefined;
  readonly cancel: AbortController;
}

/** Whoever has just opened a page sees every miner within this time, ms. */
const SOON_MS = 2_000;
/** Who keeps the beat begins two polls so far apart, for so they stay, ms. */
const APART_MS = 50;

/**
 * Asks each miner in turn, for ever. One round a miner: the next poll is planned only after the last has ended, so
 * two requests are never in flight to one device. A device that fails is asked ever more rarely (see schedule.ts).
 */
export function createPoller<Polled extends PolledMiner = Miner>(ports: PollerPorts<Polled>): Poller<Polled> {
  const rounds = new Map<string, Round<Polled>>();
  let pollMs = 10_000;

  function plan(round: Round<Polled>, afterMs: number): void {
    if (round.cancel.signal.aborted) return;
    round.timer = setTimeout(() => void turn(round), afterMs);
  }

  async function turn(round: Round<Polled>): Promise<void> {
    const { miner } = round;
    const startedMs = ports.nowMs();
    try {
      const pushed = ports.pushed?.(miner);
      const snapshot = ofMiner(miner, pushed ?? (await ask(ports, miner, round.cancel.signal)));
      round.failures = 0;
      if (!round.cancel.signal.aborted) {
        ports.onSnapshot(miner, snapshot, pushed ? 'live' : 'poll');
        await ports.afterSnapshot?.(miner, round.cancel.signal);
      }
    } catch (error) {
      const failure = asDeviceError(error);
      // While the helper is away no miner is spared anything by asking it more rarely, and it is missed when it is back.
      round.failures = failure.kind === 'no-proxy' || failure.kind === 'not-paired' ? 1 : round.failures + 1;
      if (!round.cancel.signal.aborted) ports.onFailure(miner, failure);
    }
    const pace = { pollMs, failures: round.failures };
    plan(round, ports.steady ? steadyPauseMs(pace, ports.nowMs() - startedMs) : pauseMs(pace, ports.random));
  }

  function end(round: Round<Polled>): void {
    round.cancel.abort();
    clearTimeout(round.timer);
  }

  return {
    setFleet(miners, nextPollMs) {
      const periodChanged = nextPollMs !== pollMs;
      pollMs = nextPollMs;
      const spread = Math.min(pollMs, ports.steady ? miners.length * APART_MS : SOON_MS);
      const wanted = new Set(miners.map((miner) => miner.id));
      for (const [id, round] of rounds) {
        if (wanted.has(id)) continue;
        end(round);
        rounds.delete(id);
      }
      miners.forEach((miner, index) => {
        const known = rounds.get(miner.id);
        if (known && !periodChanged && sameAddress(known.miner, miner)) {
          known.miner = miner;
          return;
        }
        if (known) end(known);
        const round: Round<Polled> = { miner, failures: 0, timer: undefined, cancel: new AbortController() };
        rounds.set(miner.id, round);
        plan(round, firstPauseMs(index, miners.length, spread));
      });
    },
    stop() {
      for (const round of rounds.values()) end(round);
      rounds.clear();
    },
  };
}

async function ask<Polled extends PolledMiner>(
  ports: PollerPorts<Polled>,
  miner: Polled,
  signal: AbortSignal,
): Promise<DeviceSnapshot> {
  const access = await ports.accessTo?.(miner);
  const adapter = await ports.adapterFor(miner);
  return adapter.read(ports.transportFor(miner), { nowMs: ports.nowMs, signal, ...access });
}

/**
 * The snapshot, if it is this miner's.
 * @throws DeviceError `not-a-miner`
 */
function ofMiner(miner: PolledMiner, snapshot: DeviceSnapshot): DeviceSnapshot {
  const expected = miner.identity.mac;
  const found = snapshot.identity.mac;
  // After a router restart another device may hold this address: its readings must never enter this history.
  if (expected && found && expected !== found) {
    throw new DeviceError('not-a-miner', `another device (${found}) answers at this address now`);
  }
  return snapshot;
}

/** A defect in an adapter must not stop the round of its miner; it is shown like an unreadable reply. */
function asDeviceError(error: unknown): DeviceError {
  if (error instanceof DeviceError) return error;
  return new DeviceError('unreadable-reply', error instanceof Error ? error.message : String(error), {
    cause: error,
  });
}

function sameAddress(a: PolledMiner, b: PolledMiner): boolean {
  return (
    a.address.host === b.address.host &&
    a.address.port === b.address.port &&
    a.identity.family === b.identity.family
  );
}
