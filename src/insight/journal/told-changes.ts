import type { MinerChange } from '../../domain/change-effect.ts';

/** What a device said in one quarter of an hour; what it did not tell is absent. */
export interface ToldQuarter {
  readonly fromMs: number;
  readonly powerLimitW?: number | undefined;
  /** Mean of what its fans were driven at. */
  readonly fanPercent?: number | undefined;
}

/** Limits that differ by less are one. */
const SAME_LIMIT = 0.005;
/** A fan that its firmware drives does not stand still for an hour, leap by so much, and stand still again. */
const STILL_QUARTERS = 4;
const LEAST_LEAP = 5;
/** Means of one figure differ by rounding alone. */
const STILL = 0.01;

/** Limits that stay others for at least two quarters, and fans that were fixed at another speed. */
export function toldChanges(quarters: readonly ToldQuarter[]): readonly MinerChange[] {
  return [...limitChanges(quarters), ...fanChanges(quarters)];
}

function limitChanges(quarters: readonly ToldQuarter[]): readonly MinerChange[] {
  const limits = quarters.flatMap(({ fromMs, powerLimitW }) =>
    powerLimitW === undefined ? [] : [{ fromMs, powerLimitW }],
  );
  const changes: MinerChange[] = [];
  let stands = limits[0]?.powerLimitW ?? Number.NaN;
  for (const [place, { fromMs, powerLimitW }] of limits.entries()) {
    const isNew = Math.abs(powerLimitW - stands) > SAME_LIMIT * stands;
    const stays = limits[place + 1]?.powerLimitW === powerLimitW;
    if (!isNew || !stays) continue;
    const [from, to] = [stands, powerLimitW].map((limitW) => `${Math.round(limitW)} W`);
    changes.push({ id: `limit:${fromMs}`, atMs: fromMs, by: 'elsewhere', kind: 'power-limit', from, to });
    stands = powerLimitW;
  }
  return changes;
}

function fanChanges(quarters: readonly ToldQuarter[]): readonly MinerChange[] {
  const fans = quarters.flatMap(({ fromMs, fanPercent }) =>
    fanPercent === undefined ? [] : [{ fromMs, fanPercent }],
  );
  const changes: MinerChange[] = [];
  for (let place = STILL_QUARTERS; place + STILL_QUARTERS < fans.length; place++) {
    const before = stillAt(fans.slice(place - STILL_QUARTERS, place));
    // The quarter in which it leapt is a mean of both.
    const after = stillAt(fans.slice(place + 1, place + 1 + STILL_QUARTERS));
    const here = fans[place];
    if (here === undefined || before === undefined || after === undefined) continue;
    const leaps = Math.abs(after - before) >= LEAST_LEAP && Math.abs(here.fanPercent - before) > STILL;
    if (!leaps) continue;
    const [from, to] = [before, after].map((percent) => `${Math.round(percent)} %`);
    changes.push({ id: `fan:${here.fromMs}`, atMs: here.fromMs, by: 'elsewhere', kind: 'fan', from, to });
  }
  return changes;
}

function stillAt(fans: readonly { readonly fanPercent: number }[]): number | undefined {
  const [first] = fans;
  if (!first) return undefined;
  return fans.every(({ fanPercent }) => Math.abs(fanPercent - first.fanPercent) <= STILL)
    ? first.fanPercent
    : undefined;
}
