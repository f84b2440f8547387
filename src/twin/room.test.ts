import { describe, expect, it } from 'vitest';
import { roomTempAt } from './room.ts';

const room = { meanC: 21, seasonK: 3, dayK: 1.2, wanderK: 0.8, seed: 1 };
const dayMean = (temp: (atMs: number) => number, startMs: number): number =>
  Array.from({ length: 24 }, (_, hour) => temp(startMs + hour * 3_600_000)).reduce(
    (sum, each) => sum + each,
    0,
  ) / 24;

describe('a room', () => {
  it('is warmer in July than in January, and at five in the afternoon than at five in the morning', () => {
    const temp = roomTempAt({ ...room, wanderK: 0 });
    expect(dayMean(temp, Date.UTC(2026, 6, 25))).toBeGreaterThan(dayMean(temp, Date.UTC(2026, 0, 25)) + 5);
    expect(temp(Date.UTC(2026, 4, 1, 17))).toBeGreaterThan(temp(Date.UTC(2026, 4, 1, 5)) + 2);
  });

  it('is the same at the same moment, and stays liveable', () => {
    const temp = roomTempAt(room);
    const again = roomTempAt(room);
    for (let hour = 0; hour < 24 * 365; hour += 7) {
      const atMs = Date.UTC(2026, 0, 1) + hour * 3_600_000;
      expect(again(atMs)).toBe(temp(atMs));
      expect(temp(atMs)).toBeGreaterThan(14);
      expect(temp(atMs)).toBeLessThan(28);
    }
  });
});
