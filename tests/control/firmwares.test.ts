import { describe, expect, test } from 'vitest';
import type { DeviceChange } from '../../src/domain/control.ts';
import { openControlHouse } from './control-house.ts';

/** Changing the same machine under three firmwares, each behind a login of its own. */

const { changed, minerNamed, read, sim } = openControlHouse('firmwares');
const WRONG = { username: 'root', password: 'not the password' };
const POOLS = [
  { url: 'stratum+tcp://pool.example:3333', user: 'home.s19j' },
  { url: 'stratum+tcp://spare.example:4444', user: 'home.s19j' },
];

describe.each([
  ['stock firmware', 'Stock S19j', 'antminer', { kind: 'fan', fanPercent: 80 }],
  ['VNish', 'VNish S19j', 'vnish', { kind: 'preset', preset: '1900' }],
  ['Braiins OS', 'Braiins S19j', 'braiins', { kind: 'power-limit', powerLimitW: 1_800 }],
] as const satisfies readonly (readonly [string, string, string, DeviceChange])[])(
  '%s',
  (_, name, family, change) => {
    test('is read with its login without anything odd', async () => {
      const { identity, reading } = await read(name);
      expect(identity).toMatchObject({ family, make: 'Antminer', model: 'Antminer S19j Pro' });
      expect(identity.mac).toBe(minerNamed(name).mac);
      expect(reading.oddities).toEqual([]);
      expect(reading).toMatchObject({ mining: true, paused: false });
      expect((reading.hashrateHs ?? 0) / 100e12).toBeCloseTo(1, 0);
      expect(reading.boards).toHaveLength(3);
    });

    test('does as it is told, and is put back', async () => {
      const record = await changed(name, change);
      expect(record).toMatchObject({ outcome: 'done' });
      if (!record.undo) throw new Error('there is no way back');
      expect(await changed(name, record.undo)).toMatchObject({ outcome: 'done' });
    });

    test('is paused and resumed, and hashes accordingly', async () => {
      const { twin } = minerNamed(name);
      expect(await changed(name, { kind: 'pause' })).toMatchObject({ outcome: 'done' });
      expect(twin.settings.paused).toBe(true);
      expect((await read(name)).reading).toMatchObject({ paused: true, mining: false });
      expect(await changed(name, { kind: 'resume' })).toMatchObject({ outcome: 'done' });
      expect(twin.settings.paused).toBe(false);
    });

    test('gets other pools, and its own back', async () => {
      const { twin } = minerNamed(name);
      const record = await changed(name, { kind: 'pools', pools: POOLS });
      expect(record).toMatchObject({ outcome: 'done' });
      expect(twin.settings.pools.map(({ host }) => host)).toEqual(['pool.example', 'spare.example']);
      if (!record.undo) throw new Error('there is no way back');
      expect(await changed(name, record.undo)).toMatchObject({ outcome: 'done' });
      expect(twin.settings.pools.map(({ host }) => host)).toEqual(['public-pool.io', 'solo.ckpool.org']);
    });

    test('shows itself, and stops when asked again', async () => {
      const { twin } = minerNamed(name);
      expect(await changed(name, { kind: 'identify' })).toMatchObject({ outcome: 'done' });
      expect(twin.settings.blinking).toBe(true);
      await changed(name, { kind: 'identify' });
      expect(twin.settings.blinking).toBe(false);
    });

    test('takes nothing from whom it does not let in, and says so without the password', async () => {
      const { twin } = minerNamed(name);
      const before = { ...twin.settings };
      const record = await changed(name, change, { credentials: WRONG });
      expect(record).toMatchObject({ outcome: 'failed', reason: { code: 'device-refused' } });
      expect(record.reason?.detail).toMatch(/password/);
      expect(JSON.stringify(record)).not.toContain(WRONG.password);
      expect(twin.settings).toEqual(before);
    });

    test('that accepts and does not apply is found out', async () => {
      const { twin } = minerNamed(name);
      const before = { ...twin.settings };
      expect(await changed(name, change, { fault: 'writes-ignored' })).toMatchObject({
        outcome: 'not-applied',
      });
      expect(twin.settings).toEqual(before);
    });

    test('whose answer is lost is asked how it is, not told again', async () => {
      const record = await changed(name, { kind: 'pause' }, { fault: 'writes-unanswered' });
      expect(record).toMatchObject({ outcome: 'done' });
      minerNamed(name).twin.settings.paused = false;
    });

    test('that is lost between the command and the look at it is looked for until it is back', async () => {
      const gone = { kind: 'router-down', forS: 12 } as const;
      expect(await changed(name, { kind: 'pause' }, { afterwards: gone })).toMatchObject({ outcome: 'done' });
      minerNamed(name).twin.settings.paused = false;
    });

    test('that is lost then for good leaves the owner with the truth, that nobody knows', async () => {
      const { twin } = minerNamed(name);
      const before = { ...twin.settings };
      const record = await changed(name, change, { afterwards: { kind: 'router-down' } });
      expect(record).toMatchObject({ outcome: 'unconfirmed' });
      expect(record.undo).toBeDefined();
      Object.assign(twin.settings, before);
    });

    test('that starts anew in the middle is waited for', async () => {
      const record = await changed(name, { kind: 'pause' }, { fault: 'reboot-on-write' });
      expect(record).toMatchObject({ outcome: 'done' });
      minerNamed(name).twin.settings.paused = false;
    });

    test('restarts', async () => {
      expect(await changed(name, { kind: 'restart' })).toMatchObject({ outcome: 'done' });
      expect(minerNamed(name).twin.uptimeS).toBeLessThan(600);
    });

    test('that is gone gets nothing', async () => {
      await sim().kill(name);
      try {
        expect(await changed(name, change)).toMatchObject({
          outcome: 'failed',
          reason: { code: 'unreachable' },
        });
      } finally {
        await sim().revive(name);
      }
    });
  },
);

test('a preset that a machine was never tuned to, and is above all that it was, is not offered', async () => {
  expect(await changed('VNish S19j', { kind: 'preset', preset: '3250' })).toMatchObject({
    outcome: 'refused',
    reason: { code: 'unknown-preset' },
  });
});

test('a power beyond the limits that the miner itself tells is never sent', async () => {
  expect(await changed('Braiins S19j', { kind: 'power-limit', powerLimitW: 3_301 })).toMatchObject({
    outcome: 'refused',
    reason: { code: 'above-limit' },
  });
});

test('a lower preset and a lower power target cool the machine and cost it hashrate', async () => {
  for (const [name, change] of [
    ['VNish S19j', { kind: 'preset', preset: '1500' }],
    ['Braiins S19j', { kind: 'power-limit', powerLimitW: 1_500 }],
  ] as const satisfies readonly (readonly [string, DeviceChange])[]) {
    await changed(name, change);
    const { twin } = minerNamed(name);
    twin.advanceTo(twin.state.atMs + 1_800_000);
    const { reading } = await read(name);
    expect((reading.powerW ?? 0) / 1_500).toBeCloseTo(1, 0.8);
    expect(reading.hashrateHs).toBeLessThan(75e12);
  }
});
