import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timesSlower } from '../../../tests/support/machine-pace.ts';
import type { QualityFinding, QualityReport } from '../../domain/data-quality.ts';
import { repairedColumns } from '../../domain/data-repair.ts';
import type { SeriesName } from '../../domain/series.ts';
import { Random } from '../../numerics/random.ts';
import { qualityReport } from './quality-report.ts';
import type { QualityRows } from './quality-rows.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const BEGIN_MS = Date.UTC(2026, 9, 1);

type Columns = Partial<Record<SeriesName, Float64Array>> & {
  readonly hashrateHs: Float64Array;
  powerW: Float64Array;
  readonly tempChipMaxC: Float64Array;
  readonly sharesAccepted: Float64Array;
  readonly uptimeS: Float64Array;
};

/** Minutes of a sound S19: everything that is measured is noisy, what is set stands still, what is counted rises. */
function soundMinutes(minutes: number, seed = 1) {
  const random = new Random(seed);
  const make = (value: (row: number) => number) =>
    Float64Array.from({ length: minutes }, (_, row) => Math.fround(value(row)));
  let shares = 0;
  const values: Columns = {
    hashrateHs: make(() => 9.5e13 * (1 + 0.02 * random.normal())),
    powerW: make(() => 3250 + 5 * random.normal()),
    // A coarse sensor: whole degrees that follow the day.
    tempChipMaxC: make((row) => Math.round(62 + 3 * Math.sin(row / 230) + 0.6 * random.normal())),
    frequencyMhz: make(() => 525),
    fanRpm: make(() => 60 * Math.round(80 + random.normal())),
    sharesAccepted: Float64Array.from({ length: minutes }, () => (shares += random.poisson(4))),
    uptimeS: Float64Array.from({ length: minutes }, (_, row) => 86_400 + row * 60),
  };
  const atMs = Float64Array.from({ length: minutes }, (_, row) => BEGIN_MS + row * MINUTE_MS);
  return { atMs, values };
}

function rowsOf(columns: QualityRows['columns'], over: Partial<QualityRows> = {}): QualityRows {
  const toMs = BEGIN_MS + columns.atMs.length * MINUTE_MS;
  return {
    columns,
    fromMs: BEGIN_MS,
    toMs,
    nowMs: toMs,
    stepMs: MINUTE_MS,
    toldBefore: new Set(),
    facts: {},
    zone: 'Europe/Berlin',
    ...over,
  };
}

const seriesOf = (report: QualityReport, name: SeriesName) => {
  const found = report.series.find((each) => each.name === name);
  if (!found) throw new Error(`${name} is not in the report`);
  return found;
};
const all = (report: QualityReport): readonly QualityFinding[] => [
  ...report.ofRows,
  ...report.series.flatMap(({ findings }) => findings),
];

/** Of whole rows, but for those that are not there. */
const ofTold = (report: QualityReport) => report.ofRows.filter(({ kind }) => kind !== 'missing');

describe('the checks of stored data', () => {
  test('find nothing in the minutes of a sound miner, whatever its noise, and score every series 1', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 300, max: 4_000 }), (seed, minutes) => {
        const report = qualityReport(rowsOf(soundMinutes(minutes, seed)));
        expect(all(report)).toEqual([]);
        expect(report.series.map(({ score }) => score)).toEqual(report.series.map(() => 1));
      }),
      { numRuns: 40 },
    );
  });

  test('call a series that the device never tells not told, not missing', () => {
    const report = qualityReport(rowsOf(soundMinutes(300)));
    expect(report.notTold).toContain('voltageInV');
    expect(report.series.map(({ name }) => name)).not.toContain('voltageInV');
  });

  test('count missing values by hand: 90 of 900 minutes give a score of 0.9', () => {
    const { atMs, values } = soundMinutes(900);
    values.powerW.fill(Number.NaN, 100, 160).fill(Number.NaN, 400, 430);
    const power = seriesOf(qualityReport(rowsOf({ atMs, values })), 'powerW');
    expect(power).toMatchObject({ expected: 900, present: 810, doubted: 0, score: 0.9 });
    expect(power.findings).toMatchObject([
      { kind: 'missing', values: 90, stretchCount: 2, seen: HOUR_MS, severity: 'watch' },
    ]);
    expect(power.findings[0]?.stretches[0]).toEqual({
      fromMs: BEGIN_MS + 100 * MINUTE_MS,
      toMs: BEGIN_MS + 160 * MINUTE_MS,
    });
  });

  test('count a series from its first value on, unless it was told before the window', () => {
    const { atMs, values } = soundMinutes(600);
    values.powerW.fill(Number.NaN, 0, 300);
    const late = seriesOf(qualityReport(rowsOf({ atMs, values })), 'powerW');
    expect(late).toMatchObject({ expected: 300, score: 1 });
    const known = rowsOf({ atMs, values }, { toldBefore: new Set<SeriesName>(['powerW']) });
    expect(seriesOf(qualityReport(known), 'powerW')).toMatchObject({ expected: 600, score: 0.5 });
  });

  test('find values that cannot be, narrower where the catalogue knows the machine, and offer to leave them out', () => {
    const { atMs, values } = soundMinutes(600);
    values.tempChipMaxC[50] = 255;
    values.hashrateHs[70] = 4e14;
    const source = { title: 'Bitmain', url: 'https://example.org' };
    const rows = rowsOf({ atMs, values }, { facts: { ratedHashrateHs: { value: 9.5e13, source } } });
    const report = qualityReport(rows);
    const [hot] = seriesOf(report, 'tempChipMaxC').findings;
    expect(hot).toMatchObject({ kind: 'range', values: 1, seen: 255, low: -20, high: 130 });
    expect(seriesOf(report, 'hashrateHs').findings).toMatchObject([{ kind: 'range', high: 2.85e14 }]);
    const repaired = repairedColumns(rows.columns, hot?.repair ? [hot.repair] : []);
    expect(repaired.values.tempChipMaxC?.[50]).toBeNaN();
    expect(rows.columns.values.tempChipMaxC?.[50]).toBe(255);
  });

  test('find a power of 0 while the miner hashes', () => {
    const { atMs, values } = soundMinutes(600);
    values.powerW.fill(0, 200, 260);
    expect(seriesOf(qualityReport(rowsOf({ atMs, values })), 'powerW').findings).toMatchObject([
      { reason: 'no-power-while-hashing', values: 60 },
    ]);
    values.hashrateHs.fill(0, 200, 260);
    expect(seriesOf(qualityReport(rowsOf({ atMs, values })), 'powerW').findings).toEqual([]);
  });

  test('find a gauge that froze, and neither a coarse one nor one that is set', () => {
    const { atMs, values } = soundMinutes(3_000);
    values.powerW.fill(3250, 1_000, 1_120);
    values.tempChipMaxC.fill(62, 2_000, 2_600);
    const report = qualityReport(rowsOf({ atMs, values }));
    expect(seriesOf(report, 'powerW').findings).toMatchObject([
      { kind: 'flat-line', values: 119, seen: 3250 },
    ]);
    expect(seriesOf(report, 'tempChipMaxC').findings).toMatchObject([{ kind: 'flat-line' }]);
    expect(seriesOf(report, 'frequencyMhz').findings).toEqual([]);
  });

  test.each([
    ['hashrateHs', 1e-3, 'GH/s for TH/s'],
    ['powerW', 1e-3, 'kW for W'],
    ['hashrateHs', 60, 'a minute’s for a second’s'],
    ['hashrateHs', 1 / 1024, 'binary thousands'],
  ] as const)(
    'find that %s was told times %d (%s), say which factor fits, and put it right',
    (name, by, _why) => {
      const { atMs, values } = soundMinutes(2_000);
      const before = values[name].slice();
      for (let row = 700; row < 1_100; row++) values[name][row] = Math.fround((before[row] ?? 0) * by);
      const rows = rowsOf({ atMs, values });
      const finding = seriesOf(qualityReport(rows), name).findings.find(({ kind }) => kind === 'unit');
      expect(finding).toMatchObject({ values: 400, stretchCount: 1 });
      expect(finding?.factor).toBeCloseTo(1 / by, 12);
      const repaired = repairedColumns(rows.columns, finding?.repair ? [finding.repair] : []);
      expect((repaired.values[name]?.[900] ?? 0) / (before[900] ?? 1)).toBeCloseTo(1, 5);
      expect(all(qualityReport({ ...rows, columns: repaired }))).toEqual([]);
    },
  );

  test('quote the level that values of another unit stand at, not what the rest would be in that unit', () => {
    const { atMs, values } = soundMinutes(2_000);
    for (let row = 700; row < 820; row++) values.hashrateHs[row] = 1.12 * 9.5e10 * (1 + 0.0001 * (row % 7));
    const finding = seriesOf(qualityReport(rowsOf({ atMs, values })), 'hashrateHs').findings.find(
      ({ kind }) => kind === 'unit',
    );
    expect(finding).toMatchObject({ values: 120, factor: 1000 });
    expect((finding?.seen ?? 0) / 9.5e10).toBeCloseTo(1.12, 2);
  });

  test('find degrees Fahrenheit among degrees Celsius', () => {
    const { atMs, values } = soundMinutes(2_000);
    for (let row = 700; row < 1_100; row++)
      values.tempChipMaxC[row] = Math.round(1.8 * (values.tempChipMaxC[row] ?? 0) + 32);
    const rows = rowsOf({ atMs, values });
    const finding = seriesOf(qualityReport(rows), 'tempChipMaxC').findings.find(
      ({ kind }) => kind === 'unit',
    );
    expect(finding).toMatchObject({ reason: 'fahrenheit', values: 400 });
    const repaired = repairedColumns(rows.columns, finding?.repair ? [finding.repair] : []);
    expect(repaired.values.tempChipMaxC?.[800]).toBeGreaterThan(50);
    expect(repaired.values.tempChipMaxC?.[800]).toBeLessThan(75);
  });

  test('take idle power for idle, not for kilowatts', () => {
    const { atMs, values } = soundMinutes(2_000);
    values.powerW.fill(3.2, 500, 800);
    values.hashrateHs.fill(0, 500, 800);
    expect(all(qualityReport(rowsOf({ atMs, values })))).toEqual([]);
  });

  test('explain a counter’s new beginning by a restart, or say that none was', () => {
    const { atMs, values } = soundMinutes(600);
    for (let row = 300; row < 600; row++) values.sharesAccepted[row] = (row - 300) * 4;
    expect(all(qualityReport(rowsOf({ atMs, values })))).toMatchObject([
      { reason: 'reset-without-restart', series: 'sharesAccepted', values: 1 },
    ]);
    for (let row = 300; row < 600; row++) values.uptimeS[row] = (row - 300) * 60;
    expect(all(qualityReport(rowsOf({ atMs, values })))).toEqual([]);
    const { uptimeS: _, ...untold } = values;
    expect(all(qualityReport(rowsOf({ atMs, values: untold })))).toMatchObject([
      { reason: 'reset-unexplained', values: 1 },
    ]);
  });
});

describe('the clock', () => {
  test('rows in the future, out of order, and told twice are found', () => {
    const { atMs, values } = soundMinutes(400);
    const moments = atMs.slice();
    moments[399] = (moments[399] ?? 0) + 3 * HOUR_MS;
    moments[200] = moments[199] ?? 0;
    moments[300] = (moments[298] ?? 0) - 30_000;
    const { uptimeS: _, ...untold } = values;
    const report = qualityReport(rowsOf({ atMs: moments, values: untold }));
    const reasons = ofTold(report).map(({ reason }) => reason);
    expect(reasons).toEqual(['future', 'out-of-order', 'told-twice']);
  });

  test('an imported stretch that is an hour late is found by the miner’s own seconds, and moved back', () => {
    const { atMs, values } = soundMinutes(2_000);
    // As it lies in the store: the hour before is empty, and its own last hour met rows that were there.
    const kept = Array.from(atMs.keys()).filter(
      (row) => row < 500 || (row >= 560 && row < 900) || row >= 900,
    );
    const shifted = (row: number) => (row >= 560 && row < 900 ? row - 60 : row);
    const columns = {
      atMs: Float64Array.from(kept, (row) => atMs[row] ?? Number.NaN),
      values: Object.fromEntries(
        Object.entries(values).map(([name, column]) => [
          name,
          Float64Array.from(kept, (row) => column?.[shifted(row)] ?? Number.NaN),
        ]),
      ),
    };
    const toMs = BEGIN_MS + 2_000 * MINUTE_MS;
    const rows = rowsOf(columns, { toMs, nowMs: toMs });
    const found = ofTold(qualityReport(rows));
    expect(found).toMatchObject([{ reason: 'hour-shift', factor: HOUR_MS, values: 340 }]);
    const repaired = repairedColumns(columns, found[0]?.repair ? [found[0].repair] : []);
    expect(ofTold(qualityReport({ ...rows, columns: repaired }))).toEqual([]);
    expect(repaired.atMs[500]).toBe(BEGIN_MS + 500 * MINUTE_MS);
  });

  test('a restart is no clock that was set, however long the miner was away', () => {
    const { atMs, values } = soundMinutes(2_000);
    for (let row = 1_000; row < 2_000; row++) values.uptimeS[row] = (row - 1_000) * 60;
    for (let row = 970; row < 1_000; row++)
      for (const column of Object.values(values)) if (column) column[row] = Number.NaN;
    expect(ofTold(qualityReport(rowsOf({ atMs, values })))).toEqual([]);
  });

  test('the hour that summer time leaves out is found where clocks are put on, and only there', () => {
    const { atMs, values } = soundMinutes(2_000);
    const from = Date.UTC(2027, 2, 27, 12);
    const put = (gapRow: number) =>
      Float64Array.from(atMs, (_, row) => from + row * MINUTE_MS + (row >= gapRow ? HOUR_MS : 0));
    const { uptimeS: _, ...untold } = values;
    const over = { fromMs: from, toMs: from + 3_000 * MINUTE_MS, nowMs: from + 3_000 * MINUTE_MS };
    const gapAt = (row: number, zone: string) =>
      ofTold(qualityReport(rowsOf({ atMs: put(row), values: untold }, { ...over, zone })));
    // 02:00 local, Sunday 28 March, in a file whose wall-clock times were read as UTC.
    expect(gapAt(14 * 60, 'Europe/Berlin')).toMatchObject([{ reason: 'hour-left-out' }]);
    expect(gapAt(14 * 60, 'UTC')).toEqual([]);
    expect(gapAt(30, 'Europe/Berlin')).toEqual([]);
  });

  test('whole rows that repeat are found', () => {
    const { atMs, values } = soundMinutes(600);
    for (const column of Object.values(values)) column?.fill(column[300] ?? Number.NaN, 301, 340);
    const found = qualityReport(rowsOf({ atMs, values })).ofRows;
    expect(found.find(({ reason }) => reason === 'repeated-rows')).toMatchObject({ values: 39 });
  });

  test('polls at a far slower pace than was set are told', () => {
    const minutes = soundMinutes(300);
    const polls = { inRow: new Float64Array(300).fill(1), expected: 6 };
    expect(qualityReport(rowsOf(minutes, { polls })).ofRows).toMatchObject([{ reason: 'off-beat', seen: 1 }]);
    polls.inRow.fill(5);
    expect(qualityReport(rowsOf(minutes, { polls })).ofRows).toEqual([]);
  });
});

const stretchOfRows = fc.record({
  from: fc.nat(1_100),
  length: fc.integer({ min: 1, max: 90 }),
  name: fc.constantFrom('all', 'powerW', 'hashrateHs'),
});

describe('what is missing', () => {
  test('of all series at once is told once, of whole rows, and counts in every score', () => {
    const { atMs, values } = soundMinutes(2_000);
    for (const column of Object.values(values)) column?.fill(Number.NaN, 700, 800);
    // Its temperature was away before, too, and came back later.
    values.tempChipMaxC.fill(Number.NaN, 680, 830);
    const report = qualityReport(rowsOf({ atMs, values }));
    expect(report.ofRows).toMatchObject([
      { kind: 'missing', reason: 'outage', severity: 'watch', values: 100, seen: 100 * MINUTE_MS },
    ]);
    expect(seriesOf(report, 'powerW')).toMatchObject({ findings: [], present: 1_900, score: 0.95 });
    expect(seriesOf(report, 'tempChipMaxC').findings).toMatchObject([
      {
        kind: 'missing',
        reason: 'gaps',
        severity: 'watch',
        values: 50,
        stretchCount: 2,
        seen: 30 * MINUTE_MS,
      },
    ]);
  });

  test('is told once: with whole rows, or beside its series', () => {
    fc.assert(
      fc.property(fc.array(stretchOfRows, { maxLength: 8 }), (stretches) => {
        const { atMs, values } = soundMinutes(1_200);
        const lost = (column: Float64Array | undefined, { from, length }: { from: number; length: number }) =>
          column?.fill(Number.NaN, from, from + length);
        for (const stretch of stretches)
          for (const [name, column] of Object.entries(values))
            if (stretch.name === 'all' || stretch.name === name) lost(column, stretch);
        const toldBefore = new Set(Object.keys(values) as SeriesName[]);
        const report = qualityReport(rowsOf({ atMs, values }, { toldBefore }));
        const missing = (findings: readonly QualityFinding[]) =>
          findings.reduce((sum, { kind, values: count }) => sum + (kind === 'missing' ? count : 0), 0);
        for (const { name, findings, expected, present } of report.series)
          expect([name, missing(findings) + missing(report.ofRows)]).toEqual([name, expected - present]);
      }),
      { numRuns: 40 },
    );
  });

  test('lists the longest gap first, also of more gaps than are listed', () => {
    const { atMs, values } = soundMinutes(2_000);
    for (let row = 5; row < 1_205; row += 8) values.powerW[row] = Number.NaN;
    values.powerW.fill(Number.NaN, 1_500, 1_620);
    const [gaps] = seriesOf(qualityReport(rowsOf({ atMs, values })), 'powerW').findings;
    expect(gaps?.stretchCount).toBe(151);
    expect(gaps?.stretches).toHaveLength(100);
    const [longest, next] = gaps?.stretches ?? [];
    expect(longest).toEqual({ fromMs: BEGIN_MS + 1_500 * MINUTE_MS, toMs: BEGIN_MS + 1_620 * MINUTE_MS });
    expect(next?.fromMs).toBe(BEGIN_MS + 5 * MINUTE_MS);
  });

  test('however much it is asks for nothing to be done, and nor does anything else without a repair', () => {
    const { atMs, values } = soundMinutes(2_000);
    values.powerW.fill(Number.NaN, 100, 1_900);
    values.uptimeS[50] = 1e12;
    for (let row = 20; row < 2_000; row += 20)
      for (let next = row; next < row + 6; next++)
        values.hashrateHs[next] = (values.hashrateHs[next] ?? 0) / 1000;
    const moments = atMs.slice();
    moments[1_999] = (moments[1_999] ?? 0) + 3 * HOUR_MS;
    const found = all(qualityReport(rowsOf({ atMs: moments, values })));
    expect(found.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['gaps', 'future', 'factor', 'out-of-range']),
    );
    expect(found.filter(({ severity, repair }) => severity === 'act' && !repair)).toEqual([]);
    expect(found.find(({ reason }) => reason === 'gaps')?.severity).toBe('watch');
  });
});

/** A defect of a stretch of rows: a value that is lost, impossible or told in another unit. */
const defect = fc.record({
  from: fc.nat(1_100),
  length: fc.integer({ min: 1, max: 90 }),
  kind: fc.constantFrom('lost', 'impossible', 'unit'),
});

describe('the score', () => {
  test('is within 0..1, and no defect that comes to others raises it', () => {
    fc.assert(
      fc.property(fc.array(defect, { minLength: 1, maxLength: 6 }), (defects) => {
        const { atMs, values } = soundMinutes(1_200);
        let before = 1;
        for (const { from, length, kind } of defects) {
          const spoilt = { lost: Number.NaN, impossible: 1e9, unit: 3.25 }[kind];
          const power = values.powerW.slice().fill(spoilt, from, from + length);
          // What was lost or impossible stays so: another defect over it would be another history.
          values.powerW.forEach((value, row) => {
            if (!(value > 3_000 && value < 3_500)) power[row] = value;
          });
          values.powerW = power;
          const rows = rowsOf({ atMs, values }, { toldBefore: new Set<SeriesName>(['powerW']) });
          const { score } = seriesOf(qualityReport(rows), 'powerW');
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(before + 1e-12);
          before = score;
        }
      }),
      { numRuns: 40 },
    );
  });

  test('of the miner moves with each value that a repair heals', () => {
    const { atMs, values } = soundMinutes(2_000);
    for (let row = 700; row < 820; row++) values.powerW[row] = (values.powerW[row] ?? 0) / 1000;
    const rows = rowsOf({ atMs, values });
    const before = qualityReport(rows);
    const expected = 2_000 * Object.keys(values).length;
    expect(before).toMatchObject({ expected, present: expected, doubted: 120, score: 1 - 120 / expected });
    const repair = seriesOf(before, 'powerW').findings[0]?.repair;
    const after = qualityReport({ ...rows, columns: repairedColumns(rows.columns, repair ? [repair] : []) });
    expect(after).toMatchObject({ expected, present: expected, doubted: 0, score: 1 });
  });

  test('of the miner weighs a short series by what it has', () => {
    const { atMs, values } = soundMinutes(2_000);
    values.powerW.fill(Number.NaN, 0, 1_990).fill(0, 1_990);
    const report = qualityReport(rowsOf({ atMs, values }));
    const others = 2_000 * (Object.keys(values).length - 1);
    expect(seriesOf(report, 'powerW').score).toBe(0);
    expect(report.score).toBe(others / (others + 10));
  });

  test('of 30 days of minutes of 40 series comes in well under 100 ms', () => {
    const { atMs, values } = soundMinutes(43_200);
    const names: readonly SeriesName[] = ['tempBoardMaxC', 'tempVrC', 'voltageInV', 'currentA', 'tempInletC'];
    const many: Partial<Record<SeriesName, Float64Array>> = { ...values };
    for (const name of names) many[name] = values.powerW.map((watt) => watt / 55);
    for (const name of ['board1Hs', 'board2Hs', 'board3Hs', 'hashrateAvgHs', 'expectedHashrateHs'] as const)
      many[name] = values.hashrateHs;
    const rows = rowsOf({ atMs, values: many });
    // The least of several: others may be using the processor.
    const times = Array.from({ length: 6 }, () => {
      const began = performance.now();
      qualityReport(rows);
      return performance.now() - began;
    });
    const perSeriesMs = Math.min(...times) / Object.keys(many).length;
    console.info(`30 days of 40 series would take ${(40 * perSeriesMs).toFixed(0)} ms`);
    // Some 95 ms where nobody else is; browsers that are tested beside take thrice as much out of it.
    expect((perSeriesMs * 40) / timesSlower()).toBeLessThan(400);
  });
});
