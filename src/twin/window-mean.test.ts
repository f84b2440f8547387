import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WindowMean } from './window-mean.ts';

describe('a running mean', () => {
  it('is over what there is until its window is full', () => {
    const mean = new WindowMean(60);
    expect(mean.mean).toBeNaN();
    expect(mean.push(10, 5)).toBe(10);
    expect(mean.push(20, 15)).toBeCloseTo(17.5, 12);
  });

  it('forgets exactly what left the window', () => {
    const mean = new WindowMean(10);
    mean.push(100, 8);
    mean.push(0, 6);
    expect(mean.mean).toBeCloseTo((100 * 4) / 10, 12);
  });

  it('does not care how a constant stretch is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 200 }), (cuts) => {
        const cut = new WindowMean(60);
        const whole = new WindowMean(60);
        cut.push(7, 50);
        whole.push(7, 50);
        for (const each of cuts) cut.push(3, each);
        whole.push(
          3,
          cuts.reduce((sum, each) => sum + each, 0),
        );
        expect(cut.mean).toBeCloseTo(whole.mean, 9);
      }),
    );
  });

  it('stays right over a month of minutes', () => {
    const mean = new WindowMean(3600);
    for (let minute = 0; minute < 43_200; minute++) mean.push(1e12 + (minute % 60), 60);
    expect(mean.mean).toBeCloseTo(1e12 + 29.5, 1);
  });
});
