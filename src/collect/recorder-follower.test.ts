import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DeviceError } from '../devices/transport.ts';
import type { LiveReading } from '../domain/live-reading.ts';
import type { Miner } from '../domain/miner.ts';
import type { Reading } from '../domain/reading.ts';
import type { RecorderFleet } from '../domain/recorder-fleet.ts';
import type { RecorderReport } from '../domain/recorder-report.ts';
import { RecorderFollower } from './recorder-follower.ts';

const START = 1_700_000_000_000;
const MAC = '02:00:00:00:00:0A';

const miner = (id: string, mac?: string): Miner => ({
  id,
  identity: { family: 'axeos', algorithm: 'sha256', mac },
  address: { host: '192.168.1.9', port: 80 },
  name: id,
  addedAtMs: 0,
});
const reading = (atMs: number): Reading => ({
  atMs,
  fans: [],
  shares: {},
  boards: [],
  pools: [],
  faults: [],
  oddities: [],
});
const answer = (minerId: string, atMs: number, mac = MAC): LiveReading => ({
  kind: 'answer',
  minerId,
  address: { host: '192.168.1.9', port: 80 },
  identity: { family: 'axeos', algorithm: 'sha256', mac },
  reading: reading(atMs),
});
const failure = (minerId: string, kind: 'refused' | 'timeout', atMs: number): LiveReading => ({
  kind: 'failure',
  minerId,
  failure: kind,
  detail: 'x',
  atMs,
});

/** A recorder of which a test says what it says. */
class FakeRecorder {
  recording = true;
  reachable = true;
  clockAheadMs = 0;
  readonly fleets: RecorderFleet[] = [];
  readonly drained: (string | undefined)[] = [];
  streams = 0;
  #tell: ((event: LiveReading | 'end' | 'break') => void) | undefined;

  say(event: LiveReading | 'end' | 'break'): void {
    this.#tell?.(event);
  }

  async report(): Promise<RecorderReport> {
    if (!this.reachable) throw new DeviceError('no-proxy', 'away');
    if (!this.recording) return { recording: false };
    const limits = { folder: '/x', bytes: 1, maxBytes: 2, keepDays: 14 };
    const nowMs = Date.now() + this.clockAheadMs;
    return { recording: true, nowMs, ...limits, asked: 1, miners: [], damaged: 0, lostRows: 0 };
  }

  async tell(fleet: RecorderFleet): Promise<void> {
    this.fleets.push(fleet);
  }

  async *live(signal: AbortSignal): AsyncGenerator<LiveReading> {
    const waiting: (LiveReading | 'end' | 'break')[] = [
      { kind: 'beat', nowMs: Date.now() + this.clockAheadMs },
    ];
    let wake: () => void = () => {};
    this.#tell = (event) => {
      waiting.push(event);
      wake();
    };
    signal.addEventListener('abort', () => this.#tell?.('break'));
    this.streams += 1;
    for (;;) {
      const next = waiting.shift();
      if (next === 'end') return;
      if (next === 'break') throw new DeviceError('no-proxy', 'the helper stopped answering');
      if (next) yield next;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  }

  async *recorded({ cursor }: { cursor?: string | undefined }) {
    this.drained.push(cursor);
    yield { rows: [], mark: { cursor: 'end', remainingBytes: 0, nowMs: Date.now() + this.clockAheadMs } };
  }
}

let recorder: FakeRecorder;
let miners: Miner[];
let falseAlarmsPerMonth: number;
const onAnswer = vi.fn();
const onFailure = vi.fn();
const onChange = vi.fn();
let followers: RecorderFollower[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  vi.clearAllMocks();
  recorder = new FakeRecorder();
  miners = [miner('a', MAC), miner('b')];
  falseAlarmsPerMonth = 1;
});
afterEach(() => {
  for (const each of followers) each.stop();
  followers = [];
  vi.useRealTimers();
});

async function begun(): Promise<RecorderFollower> {
  const follower = new RecorderFollower({
    nowMs: Date.now,
    client: recorder,
    telemetry: {
      append: async () => {},
      compact: async () => {},
      columns: async () => ({ atMs: new Float64Array(), values: {} }),
    },
    load: async () => ({ browserId: 'browser-one', minerIds: [], clockOffsetMs: 0 }),
    save: async () => {},
    fleet: () => ({ miners, pollMs: 10_000, falseAlarmsPerMonth }),
    onAnswer,
    onFailure,
    onChange,
    onStoreError: (error) => {
      throw error;
    },
  });
  followers.push(follower);
  const known = follower.begin();
  await vi.advanceTimersByTimeAsync(2_000);
  await known;
  return follower;
}
const settle = () => vi.advanceTimersByTimeAsync(1);

test('while the recorder is heard, nobody is asked by this browser, and it is told the fleet once', async () => {
  const follower = await begun();
  expect([follower.mustAsk('a'), follower.mustAsk('b')]).toEqual([false, false]);
  expect(recorder.fleets).toEqual([
    {
      browserId: 'browser-one',
      pollMs: 10_000,
      falseAlarmsPerMonth: 1,
      miners: [
        {
          id: 'a',
          address: { host: '192.168.1.9', port: 80 },
          identity: { family: 'axeos', mac: MAC },
          name: 'a',
        },
        { id: 'b', address: { host: '192.168.1.9', port: 80 }, identity: { family: 'axeos' }, name: 'b' },
      ],
    },
  ]);
  follower.fleetChanged();
  await settle();
  expect(recorder.fleets).toHaveLength(1);
  miners = [miner('a', MAC)];
  follower.fleetChanged();
  await settle();
  expect(recorder.fleets.at(-1)?.miners).toHaveLength(1);
});

test('the recorder is told how many false alarms its owner allows, and again when that changes', async () => {
  const follower = await begun();
  expect(recorder.fleets.map((fleet) => fleet.falseAlarmsPerMonth)).toEqual([1]);
  falseAlarmsPerMonth = 0.2;
  follower.fleetChanged();
  await settle();
  expect(recorder.fleets.map((fleet) => fleet.falseAlarmsPerMonth)).toEqual([1, 0.2]);
});

test('what it hears is taken as an answer, once, by our own clock', async () => {
  recorder.clockAheadMs = 3_600_000;
  await begun();
  const atMs = Date.now() + recorder.clockAheadMs - 40;
  recorder.say(answer('a', atMs));
  recorder.say(answer('a', atMs));
  recorder.say(answer('stranger', atMs));
  await settle();
  expect(onAnswer).toHaveBeenCalledTimes(1);
  expect(onAnswer.mock.calls[0]?.[1].reading.atMs).toBe(atMs - 3_600_000);
});

test('a miner that wants a password is asked by whoever has it, the others are not', async () => {
  const follower = await begun();
  recorder.say(failure('b', 'refused', 1));
  await settle();
  expect([follower.mustAsk('a'), follower.mustAsk('b')]).toEqual([false, true]);
  expect(onFailure).not.toHaveBeenCalled();
  recorder.say(failure('a', 'timeout', 2));
  await settle();
  expect(onFailure.mock.calls[0]?.[1]).toMatchObject({ kind: 'timeout' });
  recorder.say(answer('b', 3));
  await settle();
  expect(follower.mustAsk('b')).toBe(false);
});

test('an answer of another device than ours is none of ours', async () => {
  await begun();
  recorder.say(answer('a', 5, '02:00:00:00:00:FF'));
  await settle();
  expect(onAnswer).not.toHaveBeenCalled();
  expect(onFailure.mock.calls[0]?.[1]).toMatchObject({ kind: 'not-a-miner' });
});

test('when the stream breaks all miners are asked again at once, until it is back', async () => {
  const follower = await begun();
  recorder.say('break');
  await settle();
  expect(follower.mustAsk('a')).toBe(true);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(recorder.streams).toBe(2);
  expect(follower.mustAsk('a')).toBe(false);
  expect(follower.shown).toEqual({ taken: undefined, clockOffsetMs: 0 });
});

test('a recorder that says nothing any more is given up', async () => {
  const follower = await begun();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(follower.mustAsk('a')).toBe(false);
  recorder.reachable = false;
  await vi.advanceTimersByTimeAsync(6_000);
  expect(follower.mustAsk('a')).toBe(true);
});

test('a helper that does not record leaves all as it was, and is looked at again after a minute', async () => {
  recorder.recording = false;
  const follower = await begun();
  expect(follower.mustAsk('a')).toBe(true);
  expect(follower.shown).toBeUndefined();
  recorder.recording = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(follower.mustAsk('a')).toBe(false);
});

test('what was recorded is taken over when it is found, and looked through again now and then', async () => {
  const follower = await begun();
  expect(follower.drained).toBe(true);
  expect(recorder.drained).toEqual([undefined]);
  for (let beat = 0; beat < 62; beat += 1) {
    await vi.advanceTimersByTimeAsync(10_000);
    recorder.say({ kind: 'beat', nowMs: Date.now() });
  }
  expect(recorder.drained).toEqual([undefined, 'end']);
});

test('a page that is closed follows nobody any more', async () => {
  const follower = await begun();
  follower.stop();
  await settle();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(recorder.streams).toBe(1);
});
