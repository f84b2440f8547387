import { describe, expect, test } from 'vitest';
import { MeterError } from '../../domain/meter.ts';
import { kasaSmart } from './kasa-smart.ts';

const read = (body: object) => kasaSmart.readingOf({ status: 200, text: JSON.stringify(body) }, 0).parts;
const usage = { current_power: 1_250_500, today_energy: 4_100, month_energy: 61_000 };

describe('a TP-Link plug of newer firmware', () => {
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

  test('sends several answers at once, of which one that failed costs itself alone', () => {
    const responses = [
      { method: 'get_device_info', error_code: 0, result: { device_on: false } },
      { method: 'get_energy_usage', error_code: -1001 },
    ];
    expect(read({ error_code: 0, result: { responses } })).toEqual([
      { id: 'plug', offers: ['switch'], on: false },
    ]);
  });

  test('is called as its owner calls it, in Base64, or by its model', () => {
    const named = (nickname: string) =>
      read({ get_device_info: { device_on: true, model: 'P110', nickname } })[0]?.name;
    expect([named(btoa('Rig 3')), named('rig_'), named('')]).toEqual(['Rig 3', 'rig_', 'P110']);
  });

  test('that tells of neither state nor meter is none', () => {
    expect(() => read({ get_device_info: { model: 'H100' }, get_energy_usage: null })).toThrow(MeterError);
    expect(() => read({ error_code: -1501 })).toThrow(MeterError);
  });

  test('is spoken to with an account that stands in no address and no body', () => {
    const access = { username: 'anna@example.org', password: 's3cret' };
    for (const request of [
      kasaSmart.read({ access }),
      kasaSmart.switchTo({ access, partId: 'plug', on: true }),
    ]) {
      expect(request.klap).toEqual(access);
      expect(`${request.path} ${request.body}`).not.toMatch(/anna|s3cret/);
    }
    expect(kasaSmart.read({}).klap).toEqual({ username: '', password: '' });
    expect(() => kasaSmart.switchTo({ partId: 'child:1', on: true })).toThrow('no-such-part');
  });
});
