import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MeterError, type MeterReply, type MeterRequest, type MeterSource } from '../../domain/meter.ts';
import { detectMeter, meterSource } from './meter-sources.ts';

const ok = (told: unknown): MeterReply => ({ status: 200, text: JSON.stringify(told) });
const NOT_FOUND: MeterReply = { status: 404, text: '<html><title>Not Found</title></html>' };
const KINDS = [
  'shelly-gen1',
  'shelly-gen2',
  'tasmota',
  'kasa',
  'kasa-smart',
  'home-assistant',
  'esphome',
] as const;
const SECRET = 'käse&$hush';
const access = { username: 'admin', password: SECRET };

/** A part that each kind can switch. */
const SWITCHES = {
  'shelly-gen1': 'relay:0',
  'shelly-gen2': 'switch:0',
  tasmota: 'power:1',
  kasa: 'plug',
  'kasa-smart': 'plug',
  'home-assistant': 'switch.miner_plug',
  esphome: 'switch/plug',
} as const;

/** Replies by path, and what was asked for. */
function device(replies: Readonly<Record<string, MeterReply>>) {
  const asked: string[] = [];
  const ask = async ({ path }: MeterRequest) => {
    asked.push(path);
    return replies[path] ?? NOT_FOUND;
  };
  return { asked, ask };
}

describe('who answers', () => {
  test('is a Shelly by its open page, asked once for both generations', async () => {
    const plus = device({ '/shelly': ok({ gen: 3, model: 'S3PL-00112EU', auth_en: true }) });
    expect(await detectMeter(plus.ask)).toMatchObject({ kind: 'shelly-gen2', locked: true });
    const plug = device({ '/shelly': ok({ type: 'SHPLG-S', auth: false }) });
    expect(await detectMeter(plug.ask)).toMatchObject({ kind: 'shelly-gen1', locked: false });
    expect(plug.asked).toEqual(['/shelly']);
  });

  test('is a Tasmota, open or locked', async () => {
    const path = '/cm?cmnd=Status%200';
    const open = device({
      [path]: ok({
        Status: { DeviceName: 'Rig plug' },
        StatusFWR: { Version: '13.4.0(tasmota)' },
        StatusNET: { Mac: 'AA:BB:CC:DD:EE:01' },
        StatusSNS: {},
      }),
    });
    expect(await detectMeter(open.ask)).toEqual({
      kind: 'tasmota',
      name: 'Rig plug',
      mac: 'AA:BB:CC:DD:EE:01',
      firmware: '13.4.0(tasmota)',
      locked: false,
    });
    const locked = device({ [path]: ok({ WARNING: 'Need user=<username>&password=<password>' }) });
    expect(await detectMeter(locked.ask)).toEqual({ kind: 'tasmota', locked: true });
  });

  test('is Home Assistant by its greeting', async () => {
    const centre = device({ '/api/': ok({ message: 'API running.' }) });
    expect(await detectMeter(centre.ask, { password: SECRET })).toEqual({ kind: 'home-assistant' });
  });

  test('is a plug behind a door of its own only where its owner says so, and nobody else is asked then', async () => {
    const plug = ok({
      system: { get_sysinfo: { model: 'KP115(EU)', relay_state: 1, mac: 'c0:06:c3:00:00:01' } },
    });
    const named = device({ '/': plug });
    expect(await detectMeter(named.ask, undefined, 'kasa')).toMatchObject({
      kind: 'kasa',
      model: 'KP115(EU)',
      mac: 'C0:06:C3:00:00:01',
    });
    expect(named.asked).toEqual(['/']);
    const unnamed = device({ '/': plug });
    expect(await detectMeter(unnamed.ask)).toBeUndefined();
    expect(unnamed.asked).not.toContain('/');
  });

  test('is nobody we know: a router, a miner', async () => {
    expect(await detectMeter(device({}).ask)).toBeUndefined();
    const bitaxe = device({ '/shelly': { status: 200, text: '<!doctype html>AxeOS' }, '/api/': ok([]) });
    expect(await detectMeter(bitaxe.ask)).toBeUndefined();
  });
});

describe('what is sent', () => {
  test('switches one part on or off in the words of its maker', () => {
    const on = (kind: (typeof KINDS)[number]) => {
      const { method, path, body } = meterSource(kind).switchTo({ partId: SWITCHES[kind], on: true });
      return [method, path, ...(body ? [body] : [])].join(' ');
    };
    expect(KINDS.map(on)).toEqual([
      'GET /relay/0?turn=on',
      'GET /rpc/Switch.Set?id=0&on=true',
      'GET /cm?cmnd=Power1%20On',
      'POST / {"system":{"set_relay_state":{"state":1}}}',
      'POST /app/request {"method":"set_device_info","params":{"device_on":true}}',
      'POST /api/services/switch/turn_on {"entity_id":"switch.miner_plug"}',
      'POST /switch/plug/turn_on',
    ]);
    expect(meterSource('tasmota').switchTo({ partId: 'power:2', on: false }).path).toBe(
      '/cm?cmnd=Power2%20Off',
    );
    expect(meterSource('shelly-gen2').switchTo({ partId: 'switch:3', on: false }).path).toBe(
      '/rpc/Switch.Set?id=3&on=false',
    );
  });

  test.each(KINDS)('has no password in its address: %s', (kind) => {
    const source = meterSource(kind);
    const partId = SWITCHES[kind];
    const requests = [
      source.read({ access, partId }),
      source.switchTo({ access, partId, on: true }),
      ...(source.identify ? [source.identify({ access })] : []),
    ];
    for (const { path } of requests) {
      expect(decodeURIComponent(path)).not.toContain(SECRET);
      expect(path).not.toContain('password');
    }
  });

  test('carries the login where each maker wants it', () => {
    expect(meterSource('shelly-gen1').read({ access }).headers).toEqual({
      authorization: `Basic ${Buffer.from(`admin:${SECRET}`).toString('base64')}`,
    });
    expect(meterSource('shelly-gen2').read({ access }).digest).toEqual(access);
    const { method, path, body = '' } = meterSource('tasmota').read({ access });
    expect([method, path]).toEqual(['POST', '/cm']);
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      user: 'admin',
      password: SECRET,
      cmnd: 'Status 0',
    });
    expect(meterSource('home-assistant').read({ access: { password: 'token' } }).headers).toEqual({
      authorization: 'Bearer token',
    });
  });

  test.each([
    ['shelly-gen1', 'relay:0?turn=off&'],
    ['shelly-gen1', 'meter:0'],
    ['shelly-gen2', 'em:0'],
    ['tasmota', 'power:1; Reset 1'],
    ['kasa', 'child:'],
    ['kasa', 'child:../00'],
    ['home-assistant', '../config'],
    ['home-assistant', 'sensor.garage_power'],
    ['esphome', 'sensor/room'],
    ['esphome', 'switch/../ota'],
  ] as const)('is nothing for a part of %s that is no switch: %s', (kind, partId) => {
    expect(() => meterSource(kind).switchTo({ partId, on: true })).toThrow(MeterError);
  });
});

describe('what comes back', () => {
  const kindOf = (source: MeterSource, reply: MeterReply) => {
    try {
      return source.readingOf(reply, 0).parts;
    } catch (error) {
      return error instanceof MeterError ? error.kind : error;
    }
  };

  test.each(KINDS)('%s: a wish for a password is told apart from nonsense', (kind) => {
    const source = meterSource(kind);
    expect(kindOf(source, { status: 401, text: '' })).toBe('refused');
    expect(kindOf(source, { status: 200, text: '<html>' })).toBe('unreadable-reply');
    expect(kindOf(source, { status: 502, text: '' })).toBe('unreadable-reply');
    expect(kindOf(source, ok('unavailable'))).toBe('unreadable-reply');
  });

  test('a Tasmota that wants a password says so with status 200', () => {
    const reply = ok({ WARNING: 'Need user=<username>&password=<password>' });
    expect(kindOf(meterSource('tasmota'), reply)).toBe('refused');
  });

  test('whatever a meter answers, it is a reading of sane figures or an error of ours', () => {
    const names = fc.constantFrom(
      ...['relays', 'meters', 'emeters', 'switch:0', 'em:0', 'emdata:0', 'pm1:0', 'temperature:100', 'sys'],
      ...['StatusSNS', 'StatusSTS', 'ENERGY', 'POWER', 'Power', 'Total', 'Temperature', 'TempUnit', 'apower'],
      ...['system', 'get_sysinfo', 'relay_state', 'children', 'emeter', 'get_realtime', 'total', 'power_mw'],
      ...['get_device_info', 'device_on', 'get_energy_usage', 'current_power', 'responses', 'nickname'],
      ...['entity_id', 'state', 'attributes', 'device_class', 'unit_of_measurement', 'id', 'value', 'power'],
    );
    const words = fc.constantFrom(
      'ON',
      'kW',
      '°F',
      'power',
      'sensor.a',
      'sensor-a',
      '1e999',
      'NaN',
      '-3',
      '',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(words, fc.double(), fc.constant(null), fc.boolean()),
        fc.dictionary(names, tie('tree'), { maxKeys: 6 }),
        fc.array(tie('tree'), { maxLength: 3 }),
      ),
    }));
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), tree, (kind, told) => {
        const parts = kindOf(meterSource(kind), ok(told));
        if (!Array.isArray(parts)) {
          expect(parts).toMatch(/^(refused|unreadable-reply)$/);
          return;
        }
        for (const part of parts)
          for (const [name, value] of Object.entries(part).filter(([, value]) => typeof value === 'number'))
            expect(Number.isFinite(value), name).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
