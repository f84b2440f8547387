import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeviceAdapter } from '../devices/adapter.ts';
import type { DeviceControl } from '../devices/control.ts';
import { DeviceError, type DeviceErrorKind, type DeviceTransport } from '../devices/transport.ts';
import type { Bound, DeviceChange, DeviceSettings } from '../domain/control.ts';
import type { Miner, MinerIdentity } from '../domain/miner.ts';
import { type CarryOutPorts, carryOut } from './carry-out.ts';

const MAC = 'AA:BB:CC:DD:EE:01';
const identity: MinerIdentity = { family: 'axeos', mac: MAC, algorithm: 'sha256', firmware: 'v2.14.0' };
const miner: Miner = {
  id: 'aabbccddee01',
  identity,
  address: { host: '192.168.1.20', port: 80 },
  name: 'Kitchen',
  addedAtMs: 0,
  control: 'by-hand',
};
const bound = (min: number, max: number): Bound => ({ min, max, source: 'the test' });
const START: DeviceSettings = {
  paused: false,
  frequencyMhz: 500,
  coreVoltageMv: 1_150,
  autoFan: true,
  targetTempC: 60,
  pools: [{ url: 'stratum+tcp://solo.ckpool.org:3333', user: 'bc1q.old' }],
  uptimeS: 9_000,
  bounds: { frequencyMhz: bound(400, 625), coreVoltageMv: bound(1_000, 1_250), fanPercent: bound(20, 100) },
};
const nowhere = () => Promise.reject(new Error('the adapter of the test asks nobody'));
const transport: DeviceTransport = { http: nowhere, rpc: nowhere, message: nowhere };

interface Behaviour {
  /** What the device makes of a change; by default it does as it is told. */
  readonly on?: (change: DeviceChange, settings: DeviceSettings) => DeviceSettings | DeviceError;
  /** Throws after having done it, as when the reply is lost. */
  readonly replyLost?: DeviceErrorKind;
  readonly silentReads?: (readNumber: number) => boolean;
  /** Whose MAC address it tells, by the number of the look at it. */
  readonly answersAs?: string | ((lookNumber: number) => string | undefined);
  readonly offers?: readonly DeviceChange['kind'][];
}

/** A device of the test's own, and what was written to it. */
function device({ on = applied, replyLost, silentReads, answersAs = MAC, offers }: Behaviour = {}) {
  let settings = START;
  let reads = 0;
  let looks = 0;
  let clockMs = 1_000_000;
  const written: DeviceChange[] = [];
  const control: DeviceControl = {
    offers: () => offers ?? ['restart', 'pause', 'resume', 'identify', 'tuning', 'fan', 'auto-fan', 'pools'],
    async settings() {
      reads += 1;
      if (silentReads?.(reads)) throw new DeviceError('unreachable', 'nobody answers');
      return settings;
    },
    async apply(_, change) {
      written.push(change);
      const made = on(change, settings);
      if (made instanceof DeviceError) throw made;
      settings = made;
      if (replyLost && written.length === 1) throw new DeviceError(replyLost, 'no reply');
    },
  };
  const reading = { atMs: 0, fans: [], shares: {}, boards: [], pools: [], faults: [], oddities: [] };
  const adapter: DeviceAdapter = {
    async read() {
      looks += 1;
      const mac = typeof answersAs === 'string' ? answersAs : answersAs(looks);
      return { identity: { ...identity, mac }, reading };
    },
    control,
  };
  return {
    written,
    settings: () => settings,
    /** Its owner sets it at the device itself. */
    set(changed: Partial<DeviceSettings>) {
      settings = { ...settings, ...changed };
    },
    run: (change: DeviceChange, whose: Miner = miner, more: Partial<CarryOutPorts> = {}) =>
      carryOut(change, whose, {
        ...more,
        nowMs: () => clockMs,
        wait: async (ms) => {
          clockMs += ms;
        },
        newId: () => 'change-1',
        transport,
        adapter,
        limitsOf: () => ({}),
      }),
  };
}

function applied(change: DeviceChange, settings: DeviceSettings): DeviceSettings {
  switch (change.kind) {
    case 'tuning':
      return {
        ...settings,
        frequencyMhz: change.frequencyMhz ?? settings.frequencyMhz,
        coreVoltageMv: change.coreVoltageMv ?? settings.coreVoltageMv,
      };
    case 'pause':
    case 'resume':
      return { ...settings, paused: change.kind === 'pause' };
    case 'pools':
      return { ...settings, pools: change.pools.map(({ url, user }) => ({ url, user })) };
    case 'restart':
      return { ...settings, uptimeS: 3 };
    default:
      return settings;
  }
}

const FASTER: DeviceChange = { kind: 'tuning', frequencyMhz: 525, coreVoltageMv: 1_170 };

describe('a change that goes well', () => {
  test('is read back, and can be taken back', async () => {
    const one = device();
    const record = await one.run(FASTER);
    expect(record).toMatchObject({
      outcome: 'done',
      differences: [
        { setting: 'frequencyMhz', before: 500, wanted: 525, after: 525 },
        { setting: 'coreVoltageMv', before: 1_150, wanted: 1_170, after: 1_170 },
      ],
      undo: { kind: 'tuning', frequencyMhz: 500, coreVoltageMv: 1_150 },
    });
    expect(one.written).toEqual([FASTER]);
  });

  test('a restart is told by the clock that began again, and has no undo', async () => {
    const record = await device({ silentReads: (read) => read > 1 && read < 8 }).run({ kind: 'restart' });
    expect(record).toMatchObject({ outcome: 'done' });
    expect(record.undo).toBeUndefined();
  });

  test('a restart that is not carried out is found out where the clock tells whole minutes, just after a start', async () => {
    let upS = 5;
    const one = device({
      on: (_, settings) => settings,
      silentReads() {
        one.set({ uptimeS: Math.floor(upS / 60) * 60 });
        upS += 2;
        return false;
      },
    });
    expect(await one.run({ kind: 'restart' })).toMatchObject({ outcome: 'not-applied' });
  });

  test('a restart is told by whole minutes too, just after another, for the miner was away', async () => {
    const one = device({
      on: (_, settings) => ({ ...settings, uptimeS: 0 }),
      silentReads: (read) => read > 1 && read < 5,
    });
    one.set({ uptimeS: 0 });
    expect(await one.run({ kind: 'restart' })).toMatchObject({ outcome: 'done' });
  });

  test('the password of a pool goes to the device and into no record', async () => {
    const one = device();
    const change: DeviceChange = {
      kind: 'pools',
      pools: [{ url: 'stratum+tcp://pool.example:3333', user: 'me', password: 'hunter2' }],
    };
    const record = await one.run(change);
    expect(one.written).toEqual([change]);
    expect(record.outcome).toBe('done');
    expect(JSON.stringify(record)).not.toContain('hunter2');
  });
});

describe('nothing is sent', () => {
  test.each<[string, DeviceChange, Partial<Miner>, Behaviour, string]>([
    ['to a miner that is only watched', FASTER, { control: undefined }, {}, 'watch-only'],
    ['to another device at its address', FASTER, {}, { answersAs: 'AA:BB:CC:DD:EE:99' }, 'another-device'],
    ['to whoever hides a MAC that was known', FASTER, {}, { answersAs: () => undefined }, 'unproven-device'],
    ['that its firmware does not know', { kind: 'pause' }, {}, { offers: ['restart'] }, 'not-supported'],
    ['above the limit', { kind: 'tuning', frequencyMhz: 626 }, {}, {}, 'above-limit'],
    ['below the limit', { kind: 'fan', fanPercent: 0 }, {}, {}, 'below-limit'],
    [
      'without a known limit',
      { kind: 'power-limit', powerLimitW: 900 },
      {},
      { offers: ['power-limit'] },
      'no-limit-known',
    ],
    ['in too large a step', { kind: 'tuning', coreVoltageMv: 1_201 }, {}, {}, 'step-too-large'],
    ['that is no number', { kind: 'tuning', frequencyMhz: Number.NaN }, {}, {}, 'below-limit'],
    ['that is no pool', { kind: 'pools', pools: [{ url: 'pool.example', user: '' }] }, {}, {}, 'bad-pool'],
  ])('%s', async (_, change, whose, behaviour, code) => {
    const one = device(behaviour);
    const record = await one.run(change, { ...miner, ...whose });
    expect(record).toMatchObject({ outcome: 'refused', reason: { code } });
    expect(one.written).toEqual([]);
  });
});

describe('a change that goes wrong', () => {
  test('accepted but not applied is told, and nothing more is written', async () => {
    const one = device({ on: (_, settings) => settings });
    expect(await one.run(FASTER)).toMatchObject({
      outcome: 'not-applied',
      differences: [{ wanted: 525, after: 500 }, { after: 1_150 }],
    });
    expect(one.written).toHaveLength(1);
  });

  test('applied in part is put back', async () => {
    const half = (change: DeviceChange, settings: DeviceSettings) =>
      change.kind === 'tuning' ? { ...settings, frequencyMhz: change.frequencyMhz } : settings;
    const one = device({ on: half });
    expect(await one.run(FASTER)).toMatchObject({ outcome: 'rolled-back' });
    expect(one.settings().frequencyMhz).toBe(500);
    expect(one.written).toHaveLength(2);
  });

  test('refused by the device is told in its words', async () => {
    const one = device({ on: () => new DeviceError('refused', 'the miner answers 400: Wrong API input') });
    expect(await one.run(FASTER)).toMatchObject({
      outcome: 'failed',
      reason: { code: 'device-refused', detail: expect.stringContaining('Wrong API input') },
    });
  });

  test.each<DeviceErrorKind>(['timeout', 'unreadable-reply', 'no-proxy'])(
    'a reply that is lost (%s) is never sent for again; what became of it is read',
    async (replyLost) => {
      const heard = device({ replyLost });
      expect(await heard.run(FASTER)).toMatchObject({ outcome: 'done' });
      expect(heard.written).toHaveLength(1);
      const unheard = device({ replyLost, on: (_, settings) => settings });
      expect(await unheard.run(FASTER)).toMatchObject({ outcome: 'unconfirmed' });
      expect(unheard.written).toHaveLength(1);
      const inPart = device({ replyLost, on: (_, settings) => ({ ...settings, frequencyMhz: 525 }) });
      expect(await inPart.run(FASTER)).toMatchObject({
        outcome: 'unconfirmed',
        undo: { frequencyMhz: 500 },
      });
      expect(inPart.written).toHaveLength(1);
    },
  );

  test('a device that is gone after the command leaves the outcome open', async () => {
    const one = device({ silentReads: (read) => read > 1 });
    expect(await one.run(FASTER)).toMatchObject({ outcome: 'unconfirmed', reason: { code: 'unreachable' } });
    expect(one.written).toHaveLength(1);
  });

  test('a device that cannot be reached at first gets nothing', async () => {
    const one = device({ silentReads: () => true });
    expect(await one.run(FASTER)).toMatchObject({ outcome: 'failed', reason: { code: 'unreachable' } });
    expect(one.written).toEqual([]);
  });
});

describe('a miner that another took the address of while it was away', () => {
  const OTHER = 'AA:BB:CC:DD:EE:99';
  const half = (change: DeviceChange, settings: DeviceSettings) =>
    change.kind === 'tuning' ? { ...settings, frequencyMhz: change.frequencyMhz } : settings;

  test('is not put back there', async () => {
    const one = device({ on: half, answersAs: (look) => (look === 1 ? MAC : OTHER) });
    expect(await one.run(FASTER)).toMatchObject({
      outcome: 'not-applied',
      reason: { code: 'another-device' },
    });
    expect(one.written).toEqual([FASTER]);
  });

  test('is not said to be changed because the other is set so', async () => {
    const away = (read: number) => read === 2;
    const one = device({ silentReads: away, answersAs: (look) => (look === 1 ? MAC : OTHER) });
    expect(await one.run(FASTER)).toMatchObject({
      outcome: 'unconfirmed',
      reason: { code: 'another-device' },
    });
    expect(one.written).toEqual([FASTER]);
  });
});

describe('the way back', () => {
  test('out of the limits, to where its owner had driven it, is not taken by itself', async () => {
    const half = (change: DeviceChange, settings: DeviceSettings) =>
      change.kind === 'tuning' ? { ...settings, frequencyMhz: change.frequencyMhz } : settings;
    const one = device({ on: half });
    one.set({ frequencyMhz: 700 });
    const down: DeviceChange = { kind: 'tuning', frequencyMhz: 600, coreVoltageMv: 1_100 };
    expect(await one.run(down)).toMatchObject({ outcome: 'not-applied', reason: { code: 'above-limit' } });
    expect(one.written).toEqual([down]);
  });

  test('up to what it bore a moment ago is no step too large', async () => {
    const one = device();
    const down = await one.run({ kind: 'tuning', frequencyMhz: 400, coreVoltageMv: 1_010 });
    if (!down.undo) throw new Error('there is no way back');
    expect(await one.run(down.undo)).toMatchObject({
      outcome: 'refused',
      reason: { code: 'step-too-large' },
    });
    expect(await one.run(down.undo, miner, { takesBack: down.differences })).toMatchObject({
      outcome: 'done',
      differences: [{ after: 500 }, { after: 1_150 }],
    });
  });

  test('is not taken where somebody set it otherwise in between', async () => {
    const one = device();
    const made = await one.run(FASTER);
    one.set({ frequencyMhz: 550, uptimeS: 12 });
    if (!made.undo) throw new Error('there is no way back');
    expect(await one.run(made.undo, miner, { takesBack: made.differences })).toMatchObject({
      outcome: 'refused',
      reason: { code: 'changed-since', detail: 'now 550 MHz' },
    });
    expect(one.written).toEqual([FASTER]);
  });

  test('is not taken twice', async () => {
    const one = device();
    const made = await one.run(FASTER);
    if (!made.undo) throw new Error('there is no way back');
    await one.run(made.undo, miner, { takesBack: made.differences });
    expect(await one.run(made.undo, miner, { takesBack: made.differences })).toMatchObject({
      outcome: 'refused',
      reason: { code: 'nothing-to-change' },
    });
    expect(one.written).toHaveLength(2);
  });

  test('from what nobody saw the end of is open, wherever it then stands', async () => {
    const one = device({ replyLost: 'timeout', on: (_, settings) => ({ ...settings, frequencyMhz: 512 }) });
    const made = await one.run(FASTER);
    expect(made).toMatchObject({ outcome: 'unconfirmed', differences: [{ after: 512 }, { after: 1_150 }] });
    if (!made.undo) throw new Error('there is no way back');
    await one.run(made.undo, miner, { takesBack: made.differences });
    expect(one.written).toEqual([FASTER, made.undo]);
  });
});

describe('before a command is sent', () => {
  test('what takes back another says so, and what it was before', async () => {
    const one = device();
    const made = await one.run(FASTER, miner);
    expect(made.isUndo).toBeUndefined();
    if (!made.undo) throw new Error('it cannot be taken back');
    expect(await one.run(made.undo, miner, { takesBack: made.differences })).toMatchObject({
      outcome: 'done',
      isUndo: true,
      differences: [
        { setting: 'frequencyMhz', before: 525, wanted: 500 },
        { setting: 'coreVoltageMv', before: 1_170, wanted: 1_150 },
      ],
    });
  });

  test('pools whose users a device did not tell are not given back: nobody would be paid', async () => {
    const one = device();
    one.set({ pools: [{ url: 'stratum+tcp://old.example:3333', user: '' }] });
    const pools = [{ url: 'stratum+tcp://new.example:3333', user: 'bc1q.me' }];
    const made = await one.run({ kind: 'pools', pools }, miner);
    expect(made.outcome).toBe('done');
    expect(made.undo).toBeUndefined();
  });

  test('it is noted, for whoever closes the page in the middle', async () => {
    const one = device();
    const notes: unknown[] = [];
    const record = await one.run(FASTER, miner, {
      noted: async (begun) => void notes.push({ ...begun, written: one.written.length }),
    });
    expect(notes).toMatchObject([
      {
        id: record.id,
        outcome: 'unconfirmed',
        reason: { code: 'not-followed' },
        undo: { kind: 'tuning', frequencyMhz: 500 },
        written: 0,
      },
    ]);
  });

  test('that cannot be noted is not sent', async () => {
    const one = device();
    const noted = () => Promise.reject(new Error('the disk is full'));
    await expect(one.run(FASTER, miner, { noted })).rejects.toThrow('the disk is full');
    expect(one.written).toEqual([]);
  });

  test('nothing is noted of what is refused', async () => {
    const noted = () => Promise.reject(new Error('nothing is to be noted'));
    expect(await device().run({ kind: 'fan', fanPercent: 5 }, miner, { noted })).toMatchObject({
      outcome: 'refused',
    });
  });
});

test('whatever is asked and however the device answers, at most one command and one way back are written, all inside the limits', async () => {
  const change = fc.oneof(
    fc.record({
      kind: fc.constant('tuning' as const),
      frequencyMhz: fc.option(fc.double({ min: 0, max: 2_000 }), { nil: undefined }),
      coreVoltageMv: fc.option(fc.double({ min: 0, max: 3_000 }), { nil: undefined }),
    }),
    fc.record({ kind: fc.constant('fan' as const), fanPercent: fc.double({ min: -10, max: 200 }) }),
  );
  const behaviour = fc.record(
    {
      replyLost: fc.constantFrom<DeviceErrorKind>('timeout', 'refused', 'unreachable', 'unreadable-reply'),
      on: fc.constantFrom<NonNullable<Behaviour['on']>>(
        applied,
        (_, settings) => settings,
        (_, settings) => ({ ...settings, frequencyMhz: 433 }),
      ),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(change, behaviour, async (asked, how) => {
      const one = device(how);
      await one.run(asked);
      expect(one.written.length).toBeLessThanOrEqual(2);
      for (const each of one.written) {
        if (each.kind === 'fan') expect(each.fanPercent).toBeGreaterThanOrEqual(20);
        if (each.kind !== 'tuning') continue;
        if (each.frequencyMhz !== undefined) expect(each.frequencyMhz).toBeLessThanOrEqual(600);
        if (each.coreVoltageMv !== undefined) expect(each.coreVoltageMv).toBeLessThanOrEqual(1_200);
      }
    }),
  );
});
