import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WatchFinding } from '../../domain/health/watch-finding.ts';
import type { Quarter } from '../anomaly/quarter.ts';
import { daysAtRisk } from './warned-days.ts';
import { chanceOfTrip, type MachineNow, wearCourse } from './wear-course.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 5, 1);
const day: Quarter = {
  fromMs: NOW_MS - DAY_MS,
  toMs: NOW_MS,
  answers: 288,
  restarts: 0,
  steady: true,
  roomC: 22,
  chipC: 60,
  regulatorC: 70,
  inputV: 4.8,
  fanPercent: 100,
};
/** Of the time on a straight line: what simulated machines take to their trip. */
const SOONER = 0.78;
const machine: MachineNow = { lastDay: day, limits: { chipC: 75, regulatorC: 105 } };

type Found = Pick<WatchFinding, 'trouble' | 'sinceMs' | 'size' | 'evidence'>;

function found(
  trouble: Found['trouble'],
  figure: 'cooling' | 'fan-speed' | 'fan-jitter' | 'supply' | 'chip-over-sink',
  value: number,
  unit: 'part' | 'K' = 'part',
): Found {
  const sinceMs = NOW_MS - 20 * DAY_MS;
  return {
    trouble,
    sinceMs,
    size: { value, low: 0.9 * value, high: 1.1 * value, unit },
    evidence: [{ figure, nats: 20, sinceMs, charts: [] }],
  };
}

const remaining = (finding: Found, now = machine) => wearCourse(finding, now, NOW_MS)?.remainingDays.value;

describe('the course of what wears', () => {
  test('dust that resists a quarter more after 20 days trips at the chip’s limit, if it goes on so', () => {
    // At full fan 38 K may become 53 K: 1.25 · 15/38 more, at (0.25 − 0.05)/20 a day, 0.05 having been there unseen.
    expect(remaining(found('thermal-resistance', 'cooling', 0.25))).toBeCloseTo(
      (SOONER * 20 * 1.25 * (15 / 38)) / 0.2,
      9,
    );
  });

  test('a fan that has duty left has longer', () => {
    const dust = found('thermal-resistance', 'cooling', 0.25);
    const eased = { ...machine, lastDay: { ...day, fanPercent: 50 } };
    // At twice the speed the 38 K would be 38 · 2^−0.35 K.
    expect(remaining(dust, eased)).toBeCloseTo((SOONER * 20 * 1.25 * (53 / (38 * 0.5 ** 0.35) - 1)) / 0.2, 9);
  });

  test('a fan that slows down trips once cooling at its speed^0.35 is too little, else it ends below 70 %', () => {
    // (38/53)^(1/0.35) of 0.8 of its speed is 0.310; it has lost 0.2, less the 0.03 that it may, in 20 days.
    const slow = found('fan-wear', 'fan-speed', -0.2);
    expect(remaining(slow)).toBeCloseTo((SOONER * 20 * 0.8 * (1 - (38 / 53) ** (1 / 0.35))) / 0.17, 9);
    expect(remaining(slow, { lastDay: day, limits: {} })).toBeCloseTo((SOONER * 20 * (0.8 - 0.7)) / 0.17, 9);
    expect(remaining(found('fan-wear', 'fan-jitter', 2))).toBeUndefined();
  });

  test('a supply that sags ends at 91 % of its usual voltage, a regulator at its limit', () => {
    expect(remaining(found('supply-sag', 'supply', -0.04))).toBeCloseTo((SOONER * 20 * 0.05) / 0.035, 9);
    expect(remaining(found('regulator-heat', 'chip-over-sink', 11.5, 'K'))).toBeCloseTo(
      (SOONER * 20 * 35) / 10,
      9,
    );
  });

  test('nothing is said of what does not grow towards a limit, or of a machine that does not tell it', () => {
    expect(remaining(found('hot-room', 'cooling', 10, 'K'))).toBeUndefined();
    expect(
      remaining(found('regulator-heat', 'chip-over-sink', 10, 'K'), { lastDay: day, limits: {} }),
    ).toBeUndefined();
    expect(remaining(found('supply-sag', 'supply', -0.04), { limits: {} })).toBeUndefined();
  });

  test('what is past its limit has no days left', () => {
    const hot = { ...machine, lastDay: { ...day, chipC: 80 } };
    expect(remaining(found('thermal-resistance', 'cooling', 0.25), hot)).toBe(0);
  });

  test('holds its value between its ends, whatever is told', () => {
    const double = fc.double({ noNaN: false });
    fc.assert(
      fc.property(
        double,
        double,
        double,
        double,
        double,
        double,
        (value, low, high, chipC, roomC, fanPercent) => {
          const finding = {
            ...found('thermal-resistance', 'cooling', 0.2),
            size: { value, low, high, unit: 'part' as const },
          };
          const course = wearCourse(
            finding,
            { ...machine, lastDay: { ...day, chipC, roomC, fanPercent } },
            NOW_MS,
          );
          if (!course) return;
          const days = course.remainingDays;
          expect(days.low).toBeGreaterThanOrEqual(0);
          expect(days.low).toBeLessThanOrEqual(days.value);
          expect(days.value).toBeLessThanOrEqual(days.high);
          expect(days.high).toBeLessThan(Number.POSITIVE_INFINITY);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('the chance of a trip', () => {
  test('is half of going on, at the day foretold', () => {
    expect(chanceOfTrip(20, 20, 20)).toBeCloseTo(0.5 * 0.5 ** 0.16, 12);
  });

  test('rises with the days and falls with what is left', () => {
    const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        double(0, 1e4),
        double(0.25, 1e4),
        double(0, 1e4),
        double(0, 1e4),
        (left, age, days, more) => {
          const chance = chanceOfTrip(left, age, days);
          expect(chance).toBeGreaterThanOrEqual(0);
          expect(chance).toBeLessThanOrEqual(1);
          expect(chanceOfTrip(left, age, days + more)).toBeGreaterThanOrEqual(chance);
          expect(chanceOfTrip(left + more, age, days)).toBeLessThanOrEqual(chance);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('days in which a failure may begin unforetold', () => {
  const warning = { medianDays: 20, logDeviation: 0.4 };

  test('are all where nothing warns', () => {
    expect(daysAtRisk(30, undefined)).toBe(30);
    expect(daysAtRisk(0, warning)).toBe(0);
  });

  test('are the integral of the warning time’s law', () => {
    // ∫₀³⁰ Φ(ln(u/20)/0.4) du, by 10⁶ midpoints in Python.
    expect(daysAtRisk(30, warning)).toBeCloseTo(9.516767, 4);
  });
});
