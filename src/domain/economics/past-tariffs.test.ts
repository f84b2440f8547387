import { describe, expect, it } from 'vitest';
import { pastTariffsAfter, tariffSpans } from './past-tariffs.ts';
import type { Tariff } from './tariff.ts';

const DAY_MS = 86_400_000;
const flat = (pricePerKwh: number): Tariff => ({ kind: 'flat', pricePerKwh });
const NOW = { currency: 'EUR', tariff: flat(0.25), tariffIsExample: false, pastTariffs: [] };

describe('a tariff that is replaced', () => {
  it('was in force until then', () => {
    expect(pastTariffsAfter(NOW, { tariff: flat(0.3) }, 5 * DAY_MS)).toEqual([
      { tariff: flat(0.25), untilMs: 5 * DAY_MS },
    ]);
  });

  it('was none while it was an example, or while nothing but its neighbours changes', () => {
    expect(pastTariffsAfter({ ...NOW, tariffIsExample: true }, { tariff: flat(0.3) }, 1)).toEqual([]);
    expect(pastTariffsAfter(NOW, {}, 1)).toEqual([]);
    expect(pastTariffsAfter(NOW, { tariff: flat(0.25) }, 1)).toEqual([]);
  });

  it('was none while it was typed, and never ended where it is taken back within the day', () => {
    const pastTariffs = [{ tariff: flat(0.25), untilMs: 5 * DAY_MS }];
    const typing = { ...NOW, tariff: flat(3), pastTariffs };
    expect(pastTariffsAfter(typing, { tariff: flat(0.3) }, 5.1 * DAY_MS)).toBe(pastTariffs);
    expect(pastTariffsAfter(typing, { tariff: flat(0.25) }, 5.1 * DAY_MS)).toEqual([]);
    expect(pastTariffsAfter(typing, { tariff: flat(0.3) }, 9 * DAY_MS)).toHaveLength(2);
  });

  it('is forgotten with its currency', () => {
    const pastTariffs = [{ tariff: flat(0.25), untilMs: 5 * DAY_MS }];
    expect(pastTariffsAfter({ ...NOW, pastTariffs }, { currency: 'USD' }, 1)).toEqual([]);
  });
});

it('a time is cut where one tariff gave way to another', () => {
  const pastTariffs = [
    { tariff: flat(0.2), untilMs: 10 },
    { tariff: flat(0.22), untilMs: 20 },
  ];
  const spans = (fromMs: number, toMs: number) =>
    tariffSpans({ tariff: flat(0.3), pastTariffs }, { fromMs, toMs }).map((span) => [
      span.fromMs,
      span.toMs,
      span.tariff.kind === 'flat' && span.tariff.pricePerKwh,
    ]);
  expect(spans(5, 30)).toEqual([
    [5, 10, 0.2],
    [10, 20, 0.22],
    [20, 30, 0.3],
  ]);
  expect(spans(12, 15)).toEqual([[12, 15, 0.22]]);
  expect(spans(25, 30)).toEqual([[25, 30, 0.3]]);
});
