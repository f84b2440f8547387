import { describe, expect, test } from 'vitest';
import type { DeviceChange, DeviceSettings } from '../domain/control.ts';
import type { MinerIdentity } from '../domain/miner.ts';
import { luxosControl } from './luxos-control.ts';
import type { DeviceSession } from './read-options.ts';
import { DeviceError, type DeviceTransport } from './transport.ts';

const identity: MinerIdentity = { family: 'luxos', model: 'Antminer S19k Pro', algorithm: 'sha256' };
const settings: DeviceSettings = { bounds: { presets: ['265MHz', '290MHz'] } };
const nowhere = () => Promise.reject(new Error('no such door'));

const ok = (more: object = {}) => ({ STATUS: [{ STATUS: 'S', Code: 1, Msg: 'done' }], ...more });
const no = (Code: number, Msg: string) => ({ STATUS: [{ STATUS: 'E', Code, Msg }] });

/** A LuxOS that answers as told, and gives out the session `s1`. */
function lux(replies: Readonly<Record<string, unknown>> = {}) {
  const asked: string[] = [];
  const answers: Readonly<Record<string, unknown>> = {
    logon: ok({ SESSION: [{ SessionID: 's1' }] }),
    logoff: ok(),
    config: ok({ CONFIG: [{ CurtailMode: 'None', Profile: '290MHz', RedLed: 'auto' }] }),
    ...replies,
  };
  const transport: DeviceTransport = {
    http: nowhere,
    message: nowhere,
    async rpc(command, { parameter } = {}) {
      asked.push(parameter === undefined ? command : `${command} ${parameter}`);
      const answer = answers[command] ?? ok();
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  const apply = (change: DeviceChange, session?: DeviceSession) =>
    luxosControl.apply(transport, change, {
      nowMs: () => 0,
      identity,
      settings,
      ...(session ? { session } : {}),
    });
  return { asked, transport, apply };
}

describe('LuxOS', () => {
  test.each<[DeviceChange, string]>([
    [{ kind: 'preset', preset: '265MHz' }, 'profileset s1,265MHz'],
    [{ kind: 'pause' }, 'curtail s1,sleep'],
    [{ kind: 'resume' }, 'curtail s1,wakeup'],
    [{ kind: 'fan', fanPercent: 55 }, 'fanset s1,speed=55'],
    [{ kind: 'auto-fan' }, 'fanset s1,speed=-1'],
  ])('is asked for %j once, between logging on and off', async (change, command) => {
    const { asked, apply } = lux();
    await apply(change);
    expect(asked).toEqual(['logon', command, 'logoff s1']);
  });

  test('takes its session with it when it restarts', async () => {
    const { asked, apply } = lux();
    await apply({ kind: 'restart' });
    expect(asked).toEqual(['logon', 'rebootdevice s1']);
  });

  test('blinks until it is asked a second time', async () => {
    const first = lux();
    await first.apply({ kind: 'identify' });
    expect(first.asked).toContain('ledset s1,red,blink');
    const second = lux({ config: ok({ CONFIG: [{ RedLed: 'blink' }] }) });
    await second.apply({ kind: 'identify' });
    expect(second.asked).toContain('ledset s1,red,auto');
  });

  test('is logged off from where it refuses, in its own words', async () => {
    const { asked, apply } = lux({ curtail: no(336, 'Miner is already asleep') });
    await expect(apply({ kind: 'pause' })).rejects.toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('Miner is already asleep'),
    });
    expect(asked.at(-1)).toBe('logoff s1');
  });

  test('is logged off from where nobody knows whether it heard', async () => {
    const { asked, apply } = lux({ curtail: new DeviceError('timeout', 'no answer in 10 s') });
    await expect(apply({ kind: 'pause' })).rejects.toMatchObject({ kind: 'timeout' });
    expect(asked).toEqual(['logon', 'curtail s1,sleep', 'logoff s1']);
  });

  test('that another program is changing is left alone', async () => {
    const { asked, apply } = lux({
      logon: no(402, 'Another session is active'),
      session: ok({ SESSION: [{ SessionID: 'theirs' }] }),
    });
    await expect(apply({ kind: 'pause' })).rejects.toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('another program'),
    });
    expect(asked).toEqual(['logon', 'session']);
  });

  test('whose session could not be given back is changed in that one, and it is given back then', async () => {
    const session: DeviceSession = {};
    const gone = lux({ logoff: new DeviceError('unreachable', 'refused') });
    await gone.apply({ kind: 'pause' }, session);
    const back = lux({
      logon: no(402, 'Another session is active'),
      session: ok({ SESSION: [{ SessionID: 's1' }] }),
    });
    await back.apply({ kind: 'resume' }, session);
    expect(back.asked).toEqual(['logon', 'session', 'curtail s1,wakeup', 'logoff s1']);
    expect(session.token).toBeUndefined();
  });

  test.each([
    ['the answer does not come', new DeviceError('timeout', 'no answer in 10 s'), 'unreachable'],
    ['it is busy starting', no(14, 'Invalid command'), 'refused'],
    ['the session is no name', ok({ SESSION: [{ SessionID: 's1,0' }] }), 'refused'],
  ])('gets no command where, asked for a session, %s', async (_, logon, kind) => {
    const { asked, apply } = lux({ logon });
    await expect(apply({ kind: 'pause' })).rejects.toMatchObject({ kind });
    expect(asked).toEqual(['logon']);
  });

  test.each(['1', '+1', '60THs', '1200W', '290MHz,0', ''])(
    'is never sent the profile "%s", which it would take for something else',
    async (preset) => {
      const { asked, apply } = lux();
      await expect(apply({ kind: 'preset', preset })).rejects.toMatchObject({ kind: 'refused' });
      expect(asked).toEqual([]);
    },
  );
});

describe('how LuxOS is set', () => {
  const read = (replies: Readonly<Record<string, unknown>>) =>
    luxosControl.settings(lux(replies).transport, { nowMs: () => 0 });
  const profiles = ok({ PROFILES: [{ 'Profile Name': '265MHz' }, { 'Profile Name': '2' }, { Watts: 5 }] });

  test('is its profile of those that it lists, and whether it sleeps', async () => {
    const config = ok({ CONFIG: [{ CurtailMode: 'Sleep', Profile: '265MHz' }] });
    await expect(read({ config, profiles })).resolves.toMatchObject({
      paused: true,
      preset: '265MHz',
      bounds: { presets: ['265MHz'] },
    });
  });

  test('says of each profile what it does, where it tells both', async () => {
    const config = ok({ CONFIG: [{ Profile: '265MHz' }] });
    const told = ok({
      PROFILES: [
        { 'Profile Name': '265MHz', Hashrate: 62.5, Watts: 1412 },
        { 'Profile Name': '290MHz', Hashrate: 68.4 },
      ],
    });
    const settings = await read({ config, profiles: told });
    expect(settings.presetPoints).toEqual([{ preset: '265MHz', hashrateHs: 62.5e12, powerW: 1412 }]);
    expect((await read({ config, profiles })).presetPoints).toBeUndefined();
  });

  test('has a fan speed only while its owner rules the fans', async () => {
    const fans = ok({ FANS: [{ Speed: 44 }], FANCTRL: [{ MinFans: 1, FanMinSpeed: 30 }] });
    const automatic = await read({ fans, tempctrl: ok({ TEMPCTRL: [{ Mode: 'Automatic' }] }) });
    expect(automatic).toMatchObject({ autoFan: true, bounds: { fanPercent: { min: 30, max: 100 } } });
    expect(automatic.fanPercent).toBeUndefined();
    const manual = await read({ fans, tempctrl: ok({ TEMPCTRL: [{ Mode: 'Manual' }] }) });
    expect(manual).toMatchObject({ autoFan: false, fanPercent: 44 });
  });

  test('offers no fan speed where it has no fans, or does not tell who rules them', async () => {
    const mode = ok({ TEMPCTRL: [{ Mode: 'Automatic' }] });
    expect((await read({ fans: no(14, 'no fans'), tempctrl: mode })).bounds.fanPercent).toBeUndefined();
    expect((await read({ fans: ok({ FANS: [{ Speed: 44 }] }) })).bounds.fanPercent).toBeUndefined();
  });
});
