import { describe, expect, test } from 'vitest';
import { chartKey, type KeyState } from './chart-keys.ts';

const MINUTE = 60_000;
const whole = { fromMs: 0, toMs: 100 * MINUTE };
const atMs = Float64Array.from({ length: 101 }, (_, i) => i * MINUTE);
const state = (change: Partial<KeyState> = {}): KeyState => ({
  visible: whole,
  whole,
  atMs,
  cursor: undefined,
  ...change,
});

describe('the keyboard on a chart', () => {
  test('an arrow begins to read at the end it comes from', () => {
    expect(chartKey('ArrowRight', false, state())).toEqual({ cursor: 0 });
    expect(chartKey('ArrowLeft', false, state())).toEqual({ cursor: 99 });
  });

  test('reading stops at the last point', () => {
    expect(chartKey('ArrowRight', true, state({ cursor: 98 }))).toEqual({ cursor: 100 });
  });

  test('reading beyond what is visible moves it along', () => {
    const visible = { fromMs: 10 * MINUTE, toMs: 20 * MINUTE };
    expect(chartKey('ArrowRight', false, state({ visible, cursor: 20 }))).toEqual({
      cursor: 21,
      visible: { fromMs: 11 * MINUTE, toMs: 21 * MINUTE },
    });
  });

  test('plus looks closer around the point being read', () => {
    const outcome = chartKey('+', false, state({ cursor: 50 }));
    expect(outcome?.visible?.fromMs).toBeCloseTo(20 * MINUTE, 6);
    expect(outcome?.visible?.toMs).toBeCloseTo(80 * MINUTE, 6);
  });

  test('0 shows all, and other keys stay the browser’s', () => {
    expect(chartKey('0', false, state({ visible: { fromMs: 0, toMs: MINUTE } }))).toEqual({ visible: whole });
    expect(chartKey('Tab', false, state())).toBeUndefined();
  });
});
