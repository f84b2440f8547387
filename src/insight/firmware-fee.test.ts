import { expect, it } from 'vitest';
import { firmwareFees } from './firmware-fee.ts';
import { dueShares } from './two-meter-shares.ts';

it('what a firmware keeps for its maker is not due to its owner', () => {
  const hour = { fromMs: 0, toMs: 3_600_000, claimed: 1000 };
  expect(dueShares(hour, firmwareFees('braiins'))).toBeCloseTo(975, 9);
  expect(dueShares(hour, firmwareFees('axeos'))).toBe(1000);
});
