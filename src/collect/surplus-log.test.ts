import { expect, test } from 'vitest';
import type { OutsidePoint } from '../domain/outside-series.ts';
import { SurplusLog } from './surplus-log.ts';

const SLOT_MS = 5 * 60_000;
const BEGIN_MS = Date.UTC(2026, 5, 7, 12);

test('what meters showed is kept as means of five minutes, each when it is over and as it was known then', () => {
  const kept: OutsidePoint[] = [];
  const log = new SurplusLog((point) => kept.push(point));
  for (let second = 0; second < 300; second += 15)
    log.heard(second < 150 ? 1000 : 2000, BEGIN_MS + second * 1000);
  expect(kept).toEqual([]);
  log.heard(undefined, BEGIN_MS + SLOT_MS + 4_000);
  expect(kept).toEqual([{ atMs: BEGIN_MS, value: 1500, knownAtMs: BEGIN_MS + SLOT_MS + 4_000 }]);
  // Nothing was known in these five minutes, and nothing is kept of them.
  log.heard(700, BEGIN_MS + 2 * SLOT_MS);
  log.heard(700, BEGIN_MS + 9 * SLOT_MS);
  expect(kept.map(({ atMs }) => (atMs - BEGIN_MS) / SLOT_MS)).toEqual([0, 2]);
});
