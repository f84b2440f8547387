import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { taken } from '../../../tests/support/taken-file.ts';
import { textFile } from '../../../tests/support/text-file.ts';
import { openImportFile } from './open-import-file.ts';

const open = async (text: string, zone = 'UTC') => taken(await openImportFile(textFile(text), zone));

describe('a table that a logger wrote', () => {
  const log = [
    'local_time,unit,asic_temp_c,hashrate_ghs,power_w,vin_mv',
    '2025-07-01T18:54:00,A,68.5,1356.79,24.44,5039.06',
    '2025-07-01T18:54:00,B,64.9,oops,20.7,',
    '2025-07-01T18:5',
    '2025-07-01T18:54:23,A,999,1493.47,24.44,5039.06',
    '',
  ].join('\n');

  test('is taken over with its units, miner by miner, on the clock of its owner', async () => {
    const { values } = await open(log, 'Europe/Berlin');
    expect(values.slice(0, 4)).toEqual([
      'A 2025-07-01T16:54:00.000Z tempChipMaxC 68.5',
      'A 2025-07-01T16:54:00.000Z hashrateHs 1356790000000',
      'A 2025-07-01T16:54:00.000Z powerW 24.44',
      'A 2025-07-01T16:54:00.000Z voltageInV 5.03906',
    ]);
  });

  test('one bad line, and one bad cell, cost themselves alone and are told with their line', async () => {
    const { values, problems } = await open(log);
    expect(problems).toEqual(['3 no-number oops', '4 too-few-cells 2025-07-01T18:5', '5 out-of-range 999']);
    expect(values).toHaveLength(4 + 2 + 3);
  });

  test('asks whose clock it is only where its dates leave that open', async () => {
    const naive = await openImportFile(textFile(log), 'UTC');
    const offset = await openImportFile(textFile('time,power\n2025-07-01T18:54:00+02:00,12\n'), 'UTC');
    expect([naive.survey.asksZone, offset.survey.asksZone]).toEqual([true, false]);
  });

  test('the hour that comes twice is told apart by the order of its lines', async () => {
    const times = ['02:10', '02:50', '02:10', '02:50', '03:10'].map((clock) => `2025-10-26 ${clock}:00,1\n`);
    const { values, mapped } = await open(`time,power_w\n${times.join('')}`, 'Europe/Berlin');
    expect(values.map((value) => value.slice(16, 21))).toEqual(['00:10', '00:50', '01:10', '01:50', '02:10']);
    expect(mapped.ambiguous).toBe(4);
  });

  test('the hour that is left out in spring is no time at all', async () => {
    expect((await open('time,power_w\n2025-03-30 02:30,1\n', 'Europe/Berlin')).problems).toEqual([
      '2 no-such-time 2025-03-30 02:30',
    ]);
  });

  test('semicolons, decimal commas and a mark at the beginning are a spreadsheet of Europe', async () => {
    const { values } = await open('\uFEFFsep=;\r\nDatum;time;Power (W)\r\nx;21.11.2026 08:00;12,5\r\n');
    expect(values).toEqual(['only 2026-11-21T08:00:00.000Z powerW 12.5']);
  });

  test('a quotation mark that is never closed costs its own line', async () => {
    const { values, problems } = await open('time,name,power\n1763000000,"A,1\n1763000060,A,2\n');
    expect(values).toEqual(['A 2025-11-13T02:14:20.000Z powerW 2']);
    expect(problems).toEqual(['2 unclosed-quote 1763000000,"A,1']);
  });

  test('the zeros of a miner that did not answer are no measurements', async () => {
    const { values, problems } = await open(
      'timestamp,miner_name,status,hashrate_gh\n1763000000,G,OFFLINE,0\n1763000060,G,ONLINE,5\n',
    );
    expect(values).toEqual(['G 2025-11-13T02:14:20.000Z hashrateHs 5000000000']);
    expect(problems).toEqual(['2 said-offline 1763000000,G,OFFLINE,0']);
  });

  test('comes to the same in whatever pieces it is read', async () => {
    const whole = await open(log);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 300 }), async (signs) => {
        const cut = await taken(await openImportFile(textFile(log, signs), 'UTC'));
        expect([cut.values, cut.problems]).toEqual([whole.values, whole.problems]);
      }),
      { numRuns: 40 },
    );
  });

  test('without a head line, or without times, it says so', async () => {
    await expect(open('2025-07-01,1,2\n2025-07-02,1,2\n')).rejects.toMatchObject({ kind: 'no-header' });
    await expect(open('power\n1\n')).rejects.toMatchObject({ kind: 'no-time-column' });
    await expect(open('')).rejects.toMatchObject({ kind: 'empty' });
  });

  const recorded = '../shared/data/miners/bitaxe_gamma_fleet_log.csv';
  test.runIf(existsSync(recorded))('the log of a real fleet is read whole', async () => {
    const { values, problems } = await open(readFileSync(recorded, 'utf8'), 'Europe/Madrid');
    const lines = readFileSync(recorded, 'utf8').trim().split('\n').length - 1;
    const rates = values.filter((value) => value.includes(' hashrateHs '));
    expect(rates.length + problems.length).toBeGreaterThanOrEqual(lines);
    expect(problems.length).toBeLessThan(lines / 100);
  });
  if (!existsSync(recorded)) console.info(`passed over: ${recorded} is not here`);
});

describe('an export of Home Assistant', () => {
  test('the History page: entities become series of the devices they are named after', async () => {
    const { values, problems } = await open(
      [
        'entity_id,state,last_changed',
        'sensor.kitchen_gamma_hashrate,1210.5,2026-04-24T10:00:00.000Z',
        'sensor.kitchen_gamma_hashrate,unavailable,2026-04-24T10:10:00.000Z',
        'sensor.kitchen_gamma_vr_temperature,61.2,2026-04-24T10:00:02.000Z',
        'sensor.kitchen_gamma_power,17.3',
      ].join('\n'),
    );
    expect(values).toEqual([
      'kitchen_gamma 2026-04-24T10:00:00.000Z hashrateHs 1210500000000',
      'kitchen_gamma 2026-04-24T10:00:02.000Z tempVrC 61.2',
    ]);
    expect(problems).toEqual(['5 too-few-cells sensor.kitchen_gamma_power,17.3']);
  });

  test('the REST API: a unit that it names counts', async () => {
    const { values } = await open(
      JSON.stringify([
        [
          {
            entity_id: 'sensor.attic_power',
            state: '3.31',
            last_changed: '2026-04-24T10:00:00+00:00',
            attributes: { unit_of_measurement: 'kW' },
          },
          { state: '3.4', last_changed: '2026-04-24T12:00:00+02:00' },
        ],
      ]),
    );
    expect(values).toEqual([
      'attic 2026-04-24T10:00:00.000Z powerW 3310',
      'attic 2026-04-24T10:00:00.000Z powerW 3400',
    ]);
  });

  test('the WebSocket API: short names and seconds', async () => {
    const { values } = await open(
      JSON.stringify({
        'sensor.attic_chip_temp': [
          { s: '60', a: {}, lu: 1763000000.5 },
          { s: '61', lu: 1763000010 },
        ],
      }),
    );
    expect(values).toEqual([
      'attic 2025-11-13T02:13:20.500Z tempChipMaxC 60',
      'attic 2025-11-13T02:13:30.000Z tempChipMaxC 61',
    ]);
  });
});

describe('an export of Prometheus', () => {
  test('a range query: labels say which miner', async () => {
    const { values, problems } = await open(
      JSON.stringify({
        status: 'success',
        data: {
          resultType: 'matrix',
          result: [
            {
              metric: { __name__: 'bitaxe_power_watts', instance: '10.0.0.7:9100', job: 'bitaxe' },
              values: [[1763000000, '17.25'], [1763000060, 'NaN'], 'x'],
            },
            {
              metric: { __name__: 'bitaxe_temperature_celsius', instance: '10.0.0.7:9100', sensor: 'asic' },
              values: [[1763000000, '58']],
            },
          ],
        },
      }),
    );
    expect(values).toEqual([
      '10.0.0.7:9100 2025-11-13T02:13:20.000Z powerW 17.25',
      '10.0.0.7:9100 2025-11-13T02:13:20.000Z tempChipMaxC 58',
    ]);
    expect(problems).toEqual(['3 unreadable-line "x"']);
  });

  test('a text exposition: OpenMetrics in seconds and the older format in milliseconds mean the same', async () => {
    const head = '# HELP bitaxe_hashrate Current hashrate\n# TYPE bitaxe_hashrate gauge\n';
    const metric = 'bitaxe_hashrate{hostname="attic \\"A\\"",mac="AA:BB"} 1210';
    const open1 = await open(`${head}${metric} 1763000000.000\n# EOF\n`);
    const older = await open(`${head}${metric} 1763000000000\n`);
    expect(open1.values).toEqual(['AA:BB 2025-11-13T02:13:20.000Z hashrateHs 1210000000000']);
    expect(older.values).toEqual(open1.values);
  });

  test('a line without a time says nothing of when', async () => {
    const { problems } = await open(
      '# TYPE a gauge\nbitaxe_power_watts{host="a"} 12 1763000000\nbitaxe_power_watts 17\n',
    );
    expect(problems).toEqual(['3 no-time bitaxe_power_watts 17']);
  });
});

describe('any text at all', () => {
  test('is read, or refused in words, and never breaks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc
            .array(
              fc.array(fc.string(), { minLength: 1 }).map((cells) => cells.join(',')),
              { minLength: 1 },
            )
            .map((lines) => `time,power\n${lines.join('\n')}`),
        ),
        async (text) => {
          const file = await openImportFile(textFile(text), 'UTC').catch((error: unknown) => {
            expect(error).toMatchObject({ name: 'ImportFileError' });
            return undefined;
          });
          if (file) await taken(file);
        },
      ),
      { numRuns: 300 },
    );
  });
});
