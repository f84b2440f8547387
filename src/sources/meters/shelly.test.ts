import { describe, expect, test } from 'vitest';
import { shellyGen1 } from './shelly-gen1.ts';
import { shellyGen2 } from './shelly-gen2.ts';

const gen1 = (told: unknown) => shellyGen1.readingOf({ status: 200, text: JSON.stringify(told) }, 0);
const gen2 = (told: unknown) => shellyGen2.readingOf({ status: 200, text: JSON.stringify(told) }, 0);

describe('a Shelly of the first generation', () => {
  test('counts watt-minutes at its plugs and watt-hours at its clamps', () => {
    const { parts } = gen1({
      relays: [{ ison: true }],
      emeters: [{ power: -412.5, voltage: 231.2, current: 1.9, total: 1_200, total_returned: 88 }],
    });
    expect(parts).toEqual([
      { id: 'relay:0', offers: ['switch'], on: true },
      {
        id: 'emeter:0',
        offers: ['power', 'energy', 'voltage', 'current'],
        powerW: -412.5,
        voltageV: 231.2,
        currentA: 1.9,
        energyWh: 1_200,
        energyReturnedWh: 88,
      },
    ]);
    expect(gen1({ meters: [{ power: 60, total: 600 }] }).parts[0]?.energyWh).toBeCloseTo(10);
  });

  test('measures nothing, rather than 0, while its meter is not valid', () => {
    const { parts } = gen1({ relays: [{ ison: true }], meters: [{ power: 0, total: 0, is_valid: false }] });
    expect(parts).toEqual([{ id: 'relay:0', offers: ['power', 'energy', 'switch'], on: true }]);
  });

  test('keeps two plugs of one device apart, and probes in the room from its own heat', () => {
    const { parts, ownTempC } = gen1({
      relays: [{ ison: true }, { ison: false }],
      meters: [{ power: 140 }, { power: 0 }],
      temperature: 51.2,
      ext_temperature: { 0: { tC: 21.5, tF: 70.7 } },
    });
    expect(parts.map(({ id, powerW, on, tempC }) => [id, powerW, on, tempC])).toEqual([
      ['relay:0', 140, true, undefined],
      ['relay:1', 0, false, undefined],
      ['ext_temperature:0', undefined, undefined, 21.5],
    ]);
    expect(ownTempC).toBe(51.2);
  });

  test('has no clock before it has asked for the time', () => {
    expect(gen1({ unixtime: 0 }).deviceAtMs).toBeUndefined();
  });
});

describe('a Shelly since the second generation', () => {
  test('says the same through a bridge that asks by POST', () => {
    const status = { 'switch:0': { output: true, apower: 140 } };
    expect(gen2({ id: 1, src: 'shellyplus1pm-1', result: status })).toEqual(gen2(status));
  });

  test('measures what is behind a dimmer or a shutter, which nobody switches a miner by', () => {
    const { parts } = gen2({
      'cover:0': { apower: 31.5, aenergy: { total: 7 } },
      'light:0': { output: true },
    });
    expect(parts).toMatchObject([{ id: 'cover:0', powerW: 31.5, energyWh: 7 }]);
    expect(parts[0]?.offers).not.toContain('switch');
  });

  test('may switch without measuring', () => {
    expect(gen2({ 'switch:0': { id: 0, output: false } }).parts).toEqual([
      { id: 'switch:0', offers: ['switch'], on: false },
    ]);
  });

  test('tells a room by a probe of its add-on, and by a thermometer, not by the heat of its case', () => {
    const probe = gen2({ 'temperature:0': { tC: 46.6 }, 'temperature:100': { tC: 22.1 } });
    expect(probe.parts).toEqual([{ id: 'temperature:100', offers: ['temperature'], tempC: 22.1 }]);
    expect(probe.ownTempC).toBe(46.6);
    const thermometer = gen2({ 'temperature:0': { tC: 19.4 }, 'humidity:0': { rh: 55 } });
    expect(thermometer.parts.map(({ tempC, humidityPct }) => [tempC, humidityPct])).toEqual([
      [19.4, undefined],
      [undefined, 55],
    ]);
    expect(thermometer.ownTempC).toBeUndefined();
  });

  test('has no phases where one of them is not told', () => {
    const [meter] = gen2({ 'em:0': { a_act_power: 1, b_act_power: null, total_act_power: 3 } }).parts;
    expect(meter?.phasesW).toBeUndefined();
    expect(meter?.powerW).toBe(3);
  });
});
