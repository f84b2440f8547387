import { describe, expect, test } from 'vitest';
import { MeterError } from '../../domain/meter.ts';
import { kasa } from './kasa.ts';

const told = (sysinfo: object, realtime?: object) => ({
  status: 200,
  text: JSON.stringify({
    system: { get_sysinfo: sysinfo },
    ...(realtime ? { emeter: { get_realtime: realtime } } : {}),
  }),
});
const partsOf = (...words: Parameters<typeof told>) => kasa.readingOf(told(...words), 0).parts;

describe('a Kasa plug', () => {
  test('of the first hardware tells watts and kilowatt-hours, of a later one thousandths and watt-hours', () => {
    const figures = { powerW: 1_250.5, energyWh: 12_068, voltageV: 230.5, currentA: 5.4 };
    const first = { power: 1_250.5, total: 12.068, voltage: 230.5, current: 5.4, err_code: 0 };
    const later = { power_mw: 1_250_500, total_wh: 12_068, voltage_mv: 230_500, current_ma: 5_400 };
    for (const realtime of [first, later])
      expect(partsOf({ relay_state: 1 }, realtime)).toMatchObject([{ id: 'plug', on: true, ...figures }]);
  });

  test.each([
    ['tells of no meter', undefined],
    ['says that its meter is not supported', { err_code: -1, err_msg: 'module not support' }],
  ])('that %s can still be switched, and draws nobody knows what', (_, realtime) => {
    expect(partsOf({ relay_state: 0 }, realtime)).toEqual([{ id: 'plug', offers: ['switch'], on: false }]);
  });

  test('may say in text that it is on', () => {
    expect(partsOf({ relay_state: '1' })[0]?.on).toBe(true);
    expect(partsOf({ relay_state: 'on' })[0]?.on).toBeUndefined();
  });

  test('that draws nothing says so with a 0, and one that does not tell its power with nothing', () => {
    expect(partsOf({ relay_state: 1 }, { power_mw: 0 })[0]?.powerW).toBe(0);
    expect(partsOf({ relay_state: 1 }, { voltage_mv: 230_000 })[0]?.powerW).toBeUndefined();
  });

  test('of a strip is switched by its own id', () => {
    const [first, second] = partsOf({
      children: [
        { id: '8006AB00', alias: 'Rig', state: 1 },
        { id: '8006AB01', alias: 'Fan', state: 0 },
      ],
    });
    expect([first?.name, first?.on, second?.name, second?.on]).toEqual(['Rig', true, 'Fan', false]);
    const { body = '' } = kasa.switchTo({ partId: second?.id ?? '', on: true });
    expect(JSON.parse(body)).toEqual({
      context: { child_ids: ['8006AB01'] },
      system: { set_relay_state: { state: 1 } },
    });
  });

  test('that is a lamp is none, and neither is whoever answers otherwise', () => {
    const lamp = told({ model: 'LB110', light_state: { on_off: 1 } });
    expect(kasa.identityOf?.(lamp)).toBeUndefined();
    expect(() => kasa.readingOf(lamp, 0)).toThrow(MeterError);
    expect(() => kasa.readingOf({ status: 200, text: '{"system":{}}' }, 0)).toThrow(MeterError);
  });
});

describe('a plug of newer firmware, once somebody has decrypted it', () => {
  const read = (body: object) => kasa.readingOf({ status: 200, text: JSON.stringify(body) }, 0).parts;
  const usage = { current_power: 1_250_500, today_energy: 4_100, month_energy: 61_000 };

  test('tells power in thousandths, and in whole watts beside them', () => {
    expect(read({ get_energy_usage: usage, get_current_power: { current_power: 1_250 } })).toMatchObject([
      { powerW: 1_250.5, energyTodayWh: 4_100, energyMonthWh: 61_000 },
    ]);
    expect(read({ get_current_power: { current_power: 0 } })[0]?.powerW).toBe(0);
    const meter = { power_mw: 900, voltage_mv: 230_500, current_ma: 5_400, energy_wh: 7 };
    expect(read({ get_emeter_data: meter, get_energy_usage: usage })).toMatchObject([
      { powerW: 0.9, voltageV: 230.5, currentA: 5.4 },
    ]);
    expect(read({ get_emeter_data: meter })[0]).not.toHaveProperty('energyWh');
  });

  test('may send several answers at once, of which one that failed costs itself alone', () => {
    const responses = [
      { method: 'get_device_info', error_code: 0, result: { device_on: false } },
      { method: 'get_energy_usage', error_code: -1001 },
    ];
    expect(read({ error_code: 0, result: { responses } })).toEqual([
      { id: 'plug', offers: ['switch'], on: false },
    ]);
  });

  test('says who it is, its name in Base64', () => {
    const device = {
      device_on: true,
      model: 'KP125M',
      nickname: btoa('Rig 3'),
      mac: '00-11-22-33-44-55',
      fw_ver: '1.1.3 Build 1',
    };
    const identityOf = (told: object) =>
      kasa.identityOf?.({ status: 200, text: JSON.stringify({ get_device_info: told }) });
    expect(identityOf(device)).toEqual({
      kind: 'kasa',
      model: 'KP125M',
      name: 'Rig 3',
      mac: '00:11:22:33:44:55',
      firmware: '1.1.3 Build 1',
      locked: true,
    });
    expect(identityOf({ ...device, nickname: 'a name' })?.name).toBe('a name');
    expect(identityOf({ model: 'H100' })).toBeUndefined();
  });

  test('that tells of neither state nor meter is none', () => {
    expect(() => read({ get_device_info: { model: 'H100' }, get_energy_usage: null })).toThrow(MeterError);
  });
});
