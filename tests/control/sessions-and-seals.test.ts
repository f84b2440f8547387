import { describe, expect, test, vi } from 'vitest';
import type { DeviceChange } from '../../src/domain/control.ts';
import { answerRpc } from '../../src/twin/answers/answers.ts';
import type { MinerTwin } from '../../src/twin/miner-twin.ts';
import { openControlHouse } from './control-house.ts';

/** LuxOS gives its changes out by session, WhatsMiners want theirs sealed: both over the port of the cgminer API. */

const { changed, minerNamed, read, sim } = openControlHouse('firmwares');

/** Of a LuxOS; empty where nobody has one. */
function sessionOf(twin: MinerTwin): unknown {
  const { SESSION } = answerRpc(twin, 'session') as { SESSION: { SessionID: string }[] };
  return SESSION[0]?.SessionID;
}

describe.each([
  ['LuxOS', 'LuxOS S19j', { kind: 'preset', preset: '425MHz' }],
  ['a WhatsMiner', 'Shed M30S', { kind: 'preset', preset: 'Low' }],
] as const satisfies readonly (readonly [string, string, DeviceChange])[])('%s', (_, name, change) => {
  test('does as it is told, and is put back', async () => {
    const { twin } = minerNamed(name);
    const before = twin.settings.frequencyMhz;
    const record = await changed(name, change);
    expect(record).toMatchObject({ outcome: 'done' });
    expect(twin.settings.frequencyMhz).toBeLessThan(before);
    expect((await read(name)).reading).toMatchObject({ workMode: change.preset, oddities: [] });
    if (!record.undo) throw new Error('there is no way back');
    expect(await changed(name, record.undo)).toMatchObject({ outcome: 'done' });
  });

  test('is paused and resumed, and hashes accordingly', async () => {
    const { twin } = minerNamed(name);
    expect(await changed(name, { kind: 'pause' })).toMatchObject({
      outcome: 'done',
      undo: { kind: 'resume' },
    });
    expect(twin.settings.paused).toBe(true);
    expect((await read(name)).reading).toMatchObject({ paused: true });
    expect(await changed(name, { kind: 'resume' })).toMatchObject({ outcome: 'done' });
    expect(twin.settings.paused).toBe(false);
  });

  test('shows itself, and stops when asked again', async () => {
    const { twin } = minerNamed(name);
    expect(await changed(name, { kind: 'identify' })).toMatchObject({ outcome: 'done' });
    expect(twin.settings.blinking).toBe(true);
    await changed(name, { kind: 'identify' });
    expect(twin.settings.blinking).toBe(false);
  });

  test('that accepts and does not apply is found out', async () => {
    expect(await changed(name, { kind: 'pause' }, { fault: 'writes-ignored' })).toMatchObject({
      outcome: 'not-applied',
      differences: [{ setting: 'paused', before: false, wanted: true, after: false }],
    });
  });

  test('whose answer is lost is asked how it is, not told again', async () => {
    expect(await changed(name, { kind: 'pause' }, { fault: 'writes-unanswered' })).toMatchObject({
      outcome: 'done',
    });
    sim().heal(name);
    expect(await changed(name, { kind: 'resume' })).toMatchObject({ outcome: 'done' });
  });

  test('that is lost between the command and the look at it is looked for until it is back', async () => {
    const gone = { kind: 'router-down', forS: 12 } as const;
    expect(await changed(name, { kind: 'pause' }, { afterwards: gone })).toMatchObject({ outcome: 'done' });
    expect(await changed(name, { kind: 'resume' })).toMatchObject({ outcome: 'done' });
  });

  test('that is lost then for good leaves the owner with the truth, that nobody knows', async () => {
    const record = await changed(name, change, { afterwards: { kind: 'router-down' } });
    expect(record).toMatchObject({ outcome: 'unconfirmed' });
    sim().heal(name);
    if (!record.undo) throw new Error('there is no way back');
    expect(await changed(name, record.undo)).toMatchObject({ outcome: 'done' });
  });

  test('that starts anew in the middle is waited for', async () => {
    const record = await changed(name, change, { fault: 'reboot-on-write' });
    expect(record).toMatchObject({ outcome: 'done' });
    sim().heal(name);
    if (record.undo) expect(await changed(name, record.undo)).toMatchObject({ outcome: 'done' });
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
});

describe('LuxOS', () => {
  test('that another program is changing is left alone, and gives its session back after each change', async () => {
    const { twin } = minerNamed('LuxOS S19j');
    expect(sessionOf(twin)).toBe('');
    answerRpc(twin, 'logon');
    const record = await changed('LuxOS S19j', { kind: 'pause' });
    expect(record).toMatchObject({ outcome: 'failed', reason: { code: 'device-refused' } });
    expect(record.reason?.detail).toContain('another program');
    expect(twin.settings.paused).toBe(false);
    // Nobody uses that session for a minute.
    await vi.waitFor(() => expect(sessionOf(twin)).toBe(''), { timeout: 5_000 });
    expect(await changed('LuxOS S19j', { kind: 'pause' })).toMatchObject({ outcome: 'done' });
    expect(sessionOf(twin)).toBe('');
    await changed('LuxOS S19j', { kind: 'resume' });
  });

  test('turns its fans as it is told, and as it thinks best again', async () => {
    const record = await changed('LuxOS S19j', { kind: 'fan', fanPercent: 85 });
    expect(record).toMatchObject({ outcome: 'done', undo: { kind: 'auto-fan' } });
    expect(await changed('LuxOS S19j', { kind: 'fan', fanPercent: 10 })).toMatchObject({
      outcome: 'refused',
      reason: { code: 'below-limit' },
    });
    expect(await changed('LuxOS S19j', { kind: 'auto-fan' })).toMatchObject({ outcome: 'done' });
  });
});

describe('a WhatsMiner', () => {
  const name = 'Shed M30S';

  test('takes nothing from whom it does not let in, and says so without the password', async () => {
    const { twin } = minerNamed(name);
    const before = { ...twin.settings };
    const record = await changed(name, { kind: 'pause' }, { credentials: { password: 'not this one' } });
    expect(record).toMatchObject({ outcome: 'failed', reason: { code: 'device-refused' } });
    expect(record.reason?.detail).toMatch(/does not take the password/);
    expect(JSON.stringify(record)).not.toContain('not this one');
    expect(twin.settings).toEqual(before);
  });

  test('that takes no commands from programs says how to allow them', async () => {
    const { twin } = minerNamed(name);
    twin.settings.takesCommands = false;
    try {
      const record = await changed(name, { kind: 'pause' });
      expect(record).toMatchObject({ outcome: 'failed', reason: { code: 'device-refused' } });
      expect(record.reason?.detail).toContain('Miner API Switch');
      expect(twin.settings.paused).toBe(false);
    } finally {
      twin.settings.takesCommands = true;
    }
  });

  test('gets other pools, and its own back', async () => {
    const { twin } = minerNamed(name);
    const record = await changed(name, {
      kind: 'pools',
      pools: [
        { url: 'stratum+tcp://pool.example:3333', user: 'home.shed', password: 'pool secret' },
        { url: 'stratum+tcp://spare.example:4444', user: 'home.shed' },
      ],
    });
    expect(record).toMatchObject({ outcome: 'done' });
    expect(JSON.stringify(record)).not.toContain('pool secret');
    expect(twin.settings.pools).toMatchObject([
      { host: 'pool.example', password: 'pool secret' },
      { host: 'spare.example', password: 'x' },
    ]);
    if (!record.undo) throw new Error('there is no way back');
    expect(await changed(name, record.undo)).toMatchObject({ outcome: 'done' });
    expect(twin.settings.pools.map(({ host }) => host)).toEqual(['public-pool.io', 'solo.ckpool.org']);
  });

  test('is sent no power limit while nobody knows how much it bears', async () => {
    expect(await changed(name, { kind: 'power-limit', powerLimitW: 2_900 })).toMatchObject({
      outcome: 'refused',
      reason: { code: 'no-limit-known' },
    });
  });
});
