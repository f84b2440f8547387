import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnknown, purchaseProblem, warrantyEndMs } from './purchase.ts';

const nowMs = Date.UTC(2026, 10, 22);
const local = (year: number, month: number, day: number) => new Date(year, month - 1, day).getTime();

describe('purchase', () => {
  it('may be known in part, or not at all', () => {
    expect(purchaseProblem({}, nowMs)).toBeUndefined();
    expect(isUnknown({})).toBe(true);
    expect(isUnknown({ price: 0 })).toBe(false);
    expect(isUnknown({ circuit: 'B3' })).toBe(false);
    expect(purchaseProblem({ price: 3_000, currency: 'EUR' }, nowMs)).toBeUndefined();
  });

  it.each([
    ['before there were such machines', { boughtAtMs: Date.UTC(2009, 0, 3) }, 'too-early'],
    ['after tomorrow', { boughtAtMs: nowMs + 3 * 86_400_000 }, 'in-future'],
    ['at no moment', { boughtAtMs: Number.NaN }, 'too-early'],
    ['for less than nothing', { price: -1 }, 'price'],
    ['for no number', { price: Number.NaN }, 'price'],
    ['with half a month of warranty', { warrantyMonths: 0.5 }, 'warranty'],
    ['with a warranty for life', { warrantyMonths: 1_200 }, 'warranty'],
    ['on a circuit with a novel for a name', { circuit: 'a'.repeat(41) }, 'circuit'],
  ] as const)('was not made %s', (_, purchase, problem) => {
    expect(purchaseProblem(purchase, nowMs)).toBe(problem);
  });

  it('is answered for to the same day of a later month, or to the last that it has', () => {
    expect(warrantyEndMs({ boughtAtMs: local(2026, 1, 15), warrantyMonths: 12 })).toBe(local(2027, 1, 15));
    expect(warrantyEndMs({ boughtAtMs: local(2026, 8, 31), warrantyMonths: 6 })).toBe(local(2027, 2, 28));
    expect(warrantyEndMs({ boughtAtMs: local(2026, 8, 31) })).toBeUndefined();
    expect(warrantyEndMs({ warrantyMonths: 6 })).toBeUndefined();
  });

  it('is never answered for until before it was made, and longer for more months', () => {
    const bought = fc.integer({ min: local(2013, 1, 1), max: local(2040, 1, 1) });
    fc.assert(
      fc.property(bought, fc.nat(119), (boughtAtMs, warrantyMonths) => {
        const end = warrantyEndMs({ boughtAtMs, warrantyMonths }) ?? Number.NaN;
        const later = warrantyEndMs({ boughtAtMs, warrantyMonths: warrantyMonths + 1 }) ?? Number.NaN;
        expect(end).toBeGreaterThanOrEqual(boughtAtMs);
        expect(later).toBeGreaterThan(end);
      }),
    );
  });
});
