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
