import { describe, expect, it } from 'vitest';
import { luckCoverage, twoMeterReport } from './two-meter.backtest.ts';

describe('the two-meter backtest', () => {
  // Some miner-years and some hundred losses; `npm run backtest -- --suite two-meter` does the whole.
  const { figures } = twoMeterReport({ years: 0.5, losses: 60 });

  it('finds a tenth in time on a small sample', () => {
    expect(figures['miner-years simulated']).toBeCloseTo(0.5 * 6 + (0.5 / 8) * 7, 12);
    // Of 60 losses a mean delay is off by 8 %, of the lives' 15 by twice as much.
    for (const [figure, value] of Object.entries(figures))
      if (figure.endsWith('mean delay / shortest')) expect(value).toBeLessThan(1.6);
    for (const [figure, value] of Object.entries(figures))
      expect([figure, Number.isFinite(value)]).toEqual([figure, true]);
  });

  it('makes few false alarms', () => {
    // With one a miner-year allowed, eleven in three and a half years come once in a thousand samples.
    expect(3.4375 * (figures['false alarms a miner-year, all'] ?? Number.NaN)).toBeLessThan(11);
    // Each life's pauses, restarts and steps would call some hundred times a year if they were counted.
    for (const [figure, value] of Object.entries(figures))
      if (figure.endsWith('false alarms a miner-year')) expect([figure, value < 35]).toEqual([figure, true]);
  });

  it('has luck intervals that hold 95 % ± 1', () => {
    expect(Math.abs(luckCoverage() - 0.95)).toBeLessThan(0.01);
  });
});
