import { describe, expect, it } from 'vitest';
import { luckCoverage, twoMeterReport } from './two-meter.backtest.ts';

describe('the two-meter backtest', () => {
  // Two miner-years and a hundred losses; `npm run backtest -- --suite two-meter` does the whole.
  const { figures, failures } = twoMeterReport({ years: 0.5, losses: 60 });

  it('finds a tenth in time on a small sample', () => {
    expect(failures.filter((failure) => !failure.includes('false alarms'))).toEqual([]);
    expect(figures['miner-years simulated']).toBe(2);
    for (const [figure, value] of Object.entries(figures))
      expect([figure, Number.isFinite(value)]).toEqual([figure, true]);
  });

  it('makes few false alarms', () => {
    // With one a miner-year allowed, eight in two years come once in a thousand samples.
    expect(2 * (figures['false alarms a miner-year, all'] ?? Number.NaN)).toBeLessThan(8);
  });

  it('has luck intervals that hold 95 % ± 1', () => {
    expect(Math.abs(luckCoverage() - 0.95)).toBeLessThan(0.01);
  });
});
