import { type PastHours, pastHours } from '../../src/insight/policy/past-hours.ts';
import type { RecordedHours } from '../../tests/backtest/planner/recorded-hours.ts';

/** A piece of a zone's past, both ends UTC. */
export interface SplitPiece {
  readonly zone: string;
  readonly fromMs: number;
  readonly toMs: number;
}

const piece = (zone: string, from: string, to: string): SplitPiece => ({
  zone,
  fromMs: Date.parse(`${from}T00:00Z`),
  toMs: Date.parse(`${to}T00:00Z`),
});

/** Learned from; chosen by; and held back, which nothing was ever chosen by: a zone, and the newest year of each other one. */
export const SPLIT = {
  train: [piece('ES', '2019-01-01', '2021-01-01'), piece('SE3', '2021-11-01', '2023-01-01')],
  validation: [piece('ES', '2021-01-01', '2022-01-01'), piece('SE3', '2023-01-01', '2024-01-01')],
  heldOut: [
    piece('SE4', '2021-11-01', '2025-01-01'),
    piece('SE3', '2024-01-01', '2025-01-01'),
    piece('ES', '2022-01-01', '2022-05-01'),
  ],
} as const satisfies Readonly<Record<string, readonly SplitPiece[]>>;

const HOUR_MS = 3_600_000;

/** The hours of a piece. @throws RangeError where the zone is not recorded */
export function hoursOfPiece(
  recorded: readonly RecordedHours[],
  { zone, fromMs, toMs }: SplitPiece,
): PastHours {
  const found = recorded.find((each) => each.zone === zone);
  if (!found) throw new RangeError(`no recorded hours of ${zone}`);
  const from = Math.max(0, (fromMs - found.startMs) / HOUR_MS);
  const to = Math.max(from, (toMs - found.startMs) / HOUR_MS);
  return pastHours({
    startMs: found.startMs + from * HOUR_MS,
    timeZone: found.timeZone,
    pricePerKwh: found.pricePerKwh.slice(from, to),
    earnedPerThDay: found.earnedPerThDay.slice(from, to),
    difficulty: found.difficulty.slice(from, to),
  });
}
