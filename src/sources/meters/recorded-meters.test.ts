import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { MeterPart, MeterReading, MeterSource } from '../../domain/meter.ts';
import { esphome } from './esphome.ts';
import { homeAssistant } from './home-assistant.ts';
import { kasa } from './kasa.ts';
import { kasaSmart } from './kasa-smart.ts';
import { shellyGen1 } from './shelly-gen1.ts';
import { shellyGen2 } from './shelly-gen2.ts';
import { tasmota } from './tasmota.ts';

const RECORDED = '../shared/fixtures/external/devices';
const here = existsSync(RECORDED);
if (!here) console.log(`no recorded meters at ${RECORDED}: nothing to compare with`);

const AT_MS = 1_700_000_000_000;

type Figures = Readonly<Record<string, unknown>>;

/** What is expected, in the words of the recordings, from a reading in ours. */
function figuresOf(reading: MeterReading, part: MeterPart | undefined = reading.parts[0]): Figures {
  return {
    power_w: part?.powerW,
    phases_w: part?.phasesW,
    energy_wh: part?.energyWh,
    energy_returned_wh: part?.energyReturnedWh,
    energy_today_wh: part?.energyTodayWh,
    energy_month_wh: part?.energyMonthWh,
    voltage_v: part?.voltageV,
    current_a: part?.currentA,
    on: part?.on,
    percent: part?.percent,
    temp_c: part?.tempC ?? reading.ownTempC,
    rh_pct: part?.humidityPct,
    time_ms: reading.deviceAtMs,
    channels: reading.parts.length,
  };
}

function close(wanted: unknown): unknown {
  if (Array.isArray(wanted)) return wanted.map(close);
  return typeof wanted === 'number' ? expect.closeTo(wanted, 6) : wanted;
}

function compare(found: Figures, wanted: Figures) {
  expect(found).toMatchObject(
    Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, close(value)])),
  );
}

const body = (folder: string, file: string) => ({
  status: 200,
  text: readFileSync(`${RECORDED}/${folder}/${file}.json`, 'utf8'),
});
const expected = (folder: string): Readonly<Record<string, Figures>> =>
  here ? JSON.parse(readFileSync(`${RECORDED}/${folder}/expected.json`, 'utf8')) : {};

describe.runIf(here)('a recorded meter reads as it was', () => {
  const readings: readonly (readonly [string, RegExp, MeterSource])[] = [
    ['shelly', /^gen1_status/, shellyGen1],
    ['shelly', /^gen2_rpc/, shellyGen2],
    ['tasmota', /./, tasmota],
    ['tplink-kasa', /^iot_/, kasa],
    ['tplink-kasa', /^smart_/, kasaSmart],
    ['esphome', /./, esphome],
  ];
  for (const [folder, files, source] of readings)
    for (const [file, wanted] of Object.entries(expected(folder)).filter(([file]) => files.test(file)))
      test(`${folder} ${file}`, () => {
        const reading = source.readingOf(body(folder, file), AT_MS);
        const figures = figuresOf(reading);
        if ('value' in wanted) compare({ value: figures.temp_c, unit: '°C' }, wanted);
        else compare(figures, wanted);
        expect(reading.atMs).toBe(AT_MS);
      });

  for (const [file, wanted] of Object.entries(expected('shelly')).filter(([, { generation }]) => generation))
    test(`shelly ${file}`, () => {
      const reply = body('shelly', file);
      const identity = shellyGen1.identityOf?.(reply) ?? shellyGen2.identityOf?.(reply);
      expect(identity).toMatchObject({
        kind: `shelly-gen${wanted.generation}`,
        model: wanted.model,
        locked: wanted.auth,
        mac: 'AA:BB:CC:DD:EE:FF',
      });
    });

  for (const [id, wanted] of Object.entries(expected('home-assistant').api_states ?? {}))
    test(`home-assistant ${id}`, () => {
      const reading = homeAssistant.readingOf(body('home-assistant', 'api_states'), AT_MS);
      const part = reading.parts.find((one) => one.id === id);
      expect(part).toBeDefined();
      if (wanted) compare(figuresOf(reading, part), { ...wanted });
      else expect(part).toEqual({ id, name: undefined, offers: ['temperature'] });
    });

  test('no recording of these providers is left out', () => {
    const unread = ['shelly', 'tasmota', 'tplink-kasa', 'esphome', 'home-assistant'].flatMap((folder) =>
      readdirSync(`${RECORDED}/${folder}`)
        .map((name) => name.replace('.json', ''))
        .filter((name) => name !== 'expected' && !(name in expected(folder))),
    );
    expect(unread).toEqual([]);
  });
});
