import { type OutsidePoint, seriesOf } from '../../src/domain/outside-series.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import type { ToldValues } from '../../src/features/told-column.ts';
import type { Household, HouseholdPorts } from '../../src/workers/told/household.ts';

/** A household of which only the given is known. */
export function householdOf(known: Partial<Household>): Household {
  return {
    settings: DEFAULT_SETTINGS,
    miners: [],
    snapshots: new Map(),
    figures: {},
    choices: [],
    firmwareChanges: [],
    timeZone: 'UTC',
    ...known,
  };
}

/** A past of which only the given series are kept. */
export function pastOf(
  kept: Readonly<Record<string, readonly OutsidePoint[]>>,
): Pick<HouseholdPorts, 'past'> {
  return {
    past: async (series, fromMs, toMs) =>
      seriesOf((kept[series] ?? []).filter(({ atMs }) => atMs >= fromMs && atMs < toMs)),
  };
}

/** What was told, point by point: moment, value, arrival. */
export function pointsTold(told: ToldValues | undefined): readonly (readonly number[])[] {
  if (!told) return [];
  return [...told.atMs].map((at, i) => [at, told.values[i] ?? Number.NaN, told.knownAtMs[i] ?? Number.NaN]);
}
