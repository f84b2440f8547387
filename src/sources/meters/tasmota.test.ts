import { describe, expect, test } from 'vitest';
import { MeterError } from '../../domain/meter.ts';
import { tasmota } from './tasmota.ts';

const read = (told: unknown) => tasmota.readingOf({ status: 200, text: JSON.stringify(told) }, 0);

describe('a Tasmota', () => {
  test('tells power in W, energy in kWh, and whether its relay is on', () => {
    const { parts } = read({
      StatusSNS: { ENERGY: { Total: 3.185, Today: 0.127, Power: 140, Voltage: 229, Current: 0.61 } },
      StatusSTS: { POWER: 'ON' },
    });
    expect(parts).toEqual([
      {
        id: 'power:1',
        offers: ['power', 'energy', 'voltage', 'current', 'switch'],
        on: true,
        powerW: 140,
        energyWh: 3_185,
        energyTodayWh: 127,
        voltageV: 229,
        currentA: 0.61,
      },
    ]);
  });

  test('keeps channels apart, and gives none of them what is told of all together', () => {
    const { parts } = read({
      StatusSNS: { ENERGY: { Total: 7.5, Power: [0, 43], Voltage: 225, Current: [0, 0.189] } },
      StatusSTS: { POWER1: 'OFF', POWER2: 'ON' },
    });
    expect(
      parts.map(({ id, on, powerW, energyWh, voltageV }) => [id, on, powerW, energyWh, voltageV]),
    ).toEqual([
      ['power:1', false, 0, undefined, 225],
      ['power:2', true, 43, undefined, 225],
    ]);
  });

  test('says neither on nor off in words of its owner', () => {
    const { parts } = read({ StatusSNS: {}, StatusSTS: { POWER: 'AN' } });
    expect(parts).toEqual([{ id: 'power:1', offers: ['switch'], on: undefined }]);
  });

  test('is read in the unit that it is set to, and by each of its sensors', () => {
    const { parts } = read({
      StatusSNS: {
        DHT11: { Temperature: 78.8, Humidity: 27 },
        SHT3X: { Temperature: 74.8, Humidity: null },
        TempUnit: 'F',
      },
    });
    expect(parts.map(({ id, tempC, humidityPct }) => [id, tempC?.toFixed(2), humidityPct])).toEqual([
      ['DHT11', '26.00', 27],
      ['SHT3X', '23.78', undefined],
    ]);
  });

  test('may tell the room without naming a sensor', () => {
    const { parts } = read({ StatusSNS: { Temperature: 25, Humidity: 83, TempUnit: 'C' } });
    expect(parts).toEqual([
      { id: 'Sensor', offers: ['temperature', 'humidity'], tempC: 25, humidityPct: 83 },
    ]);
  });

  test('does not take the heat of its own chip for that of the room', () => {
    const { parts, ownTempC } = read({ StatusSNS: { ESP32: { Temperature: 53.3 }, TempUnit: 'C' } });
    expect(parts).toEqual([]);
    expect(ownTempC).toBe(53.3);
  });

  test('whose sensors are missing still says whether it is on', () => {
    expect(read({ StatusSTS: { POWER: 'OFF' } }).parts).toEqual([
      { id: 'power:1', offers: ['switch'], on: false },
    ]);
  });

  test('cannot be read where its answer is that of another command', () => {
    expect(() => read({ Command: 'Unknown' })).toThrow(MeterError);
  });
});
