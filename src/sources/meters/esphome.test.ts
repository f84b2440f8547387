import { expect, test } from 'vitest';
import { esphome } from './esphome.ts';

const read = (told: object) => esphome.readingOf({ status: 200, text: JSON.stringify(told) }, 0).parts[0];

test('a figure of ESPHome has its unit in its text, or beside it', () => {
  expect(read({ id: 'sensor-plug_energy', value: 12.5, state: '12.5 kWh' })).toMatchObject({
    id: 'sensor/plug_energy',
    energyWh: 12_500,
  });
  expect(read({ id: 'sensor/Plug Power', value: 140, uom: 'W' })?.powerW).toBe(140);
});

test('one that is not known now is absent', () => {
  expect(read({ id: 'sensor-room', value: null, state: 'NA' })).toEqual({ id: 'sensor/room', offers: [] });
});

test('a percentage is humidity only where it is called so', () => {
  expect(read({ id: 'sensor-room_humidity', value: 55, state: '55 %' })?.humidityPct).toBe(55);
  expect(read({ id: 'sensor-wifi_signal', value: 55, state: '55 %' })?.humidityPct).toBeUndefined();
});

test('a fan is switched as a switch is', () => {
  expect(read({ id: 'fan-exhaust', value: true, state: 'ON', speed_level: 2 })).toEqual({
    id: 'fan/exhaust',
    offers: ['switch'],
    on: true,
  });
  expect(esphome.switchTo({ partId: 'fan/exhaust', on: false }).path).toBe('/fan/exhaust/turn_off');
});
