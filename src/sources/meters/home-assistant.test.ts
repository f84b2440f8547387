import { describe, expect, test } from 'vitest';
import { MeterError, type MeterPart } from '../../domain/meter.ts';
import { esphome } from './esphome.ts';
import { homeAssistant } from './home-assistant.ts';

function entity(kind: string, state: string, unit?: string) {
  return {
    entity_id: `sensor.some_${kind}`,
    state,
    attributes: { device_class: kind, ...(unit ? { unit_of_measurement: unit } : {}) },
  };
}
const read = (told: unknown) => homeAssistant.readingOf({ status: 200, text: JSON.stringify(told) }, 0).parts;

describe('an entity of Home Assistant', () => {
  test.each<[string, string, string, Partial<MeterPart>]>([
    ['power', '1.8432', 'kW', { powerW: 1_843.2 }],
    ['power', '-250', 'W', { powerW: -250 }],
    ['energy', '0.8', 'MWh', { energyWh: 800_000 }],
    ['energy', '3.6', 'MJ', { energyWh: 1_000 }],
    ['voltage', '229000', 'mV', { voltageV: 229 }],
    ['current', '520', 'mA', { currentA: 0.52 }],
    ['temperature', '68', '°F', { tempC: 20 }],
    ['temperature', '293.15', 'K', { tempC: 20 }],
    ['humidity', '48.5', '%', { humidityPct: 48.5 }],
  ])('measures %s: %s %s', (kind, state, unit, figure) => {
    const [part] = read(entity(kind, state, unit));
    const [[name, value] = ['', 0]] = Object.entries(figure);
    expect(part?.offers).toEqual([kind]);
    expect(part?.[name as keyof MeterPart]).toBeCloseTo(Number(value), 6);
  });

  test.each([
    ['that is away', entity('power', 'unavailable', 'W')],
    ['that has not measured yet', entity('power', 'unknown', 'W')],
    ['that says nothing', entity('power', '', 'W')],
    ['without a unit', entity('power', '120')],
    ['in a unit of something else', entity('power', '120', 'kWh')],
    ['in a unit that nobody knows', entity('power', '120', 'BTU/h')],
    ['that counts backwards from nowhere', entity('power', 'Infinity', 'W')],
  ])('%s can be chosen and has no figure', (_, told) => {
    expect(read([told])).toEqual([{ id: 'sensor.some_power', offers: ['power'] }]);
  });

  test('of no use to a miner is not offered', () => {
    const others = [
      { entity_id: 'sun.sun', state: 'above_horizon', attributes: {} },
      entity('timestamp', '2026-01-01'),
      entity('battery', '80', '%'),
      { state: 'on' },
      null,
    ];
    expect(read(others)).toEqual([]);
  });

  test('is asked for by itself, and only by a name that is one', () => {
    expect(homeAssistant.read({ partId: 'sensor.garage_power' }).path).toBe(
      '/api/states/sensor.garage_power',
    );
    expect(() => homeAssistant.read({ partId: '../config' })).toThrow(MeterError);
  });
});

describe('an entity of ESPHome', () => {
  const part = (told: unknown) => esphome.readingOf({ status: 200, text: JSON.stringify(told) }, 0).parts[0];

  test('has its figure from the value and its unit from the text', () => {
    expect(part({ id: 'sensor-plug_power', value: 1.25, state: '1.3 kW' })).toEqual({
      id: 'sensor/plug_power',
      offers: ['power'],
      powerW: 1_250,
    });
  });

  test.each([null, 'NA', 'NaN'])('has none where the value is %s', (value) => {
    expect(part({ id: 'sensor-room', value, state: 'NA °C' })).toEqual({
      id: 'sensor/room',
      offers: ['temperature'],
    });
  });
});
