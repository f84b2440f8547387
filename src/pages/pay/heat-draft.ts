import type { ClockWindow } from '../../domain/economics/clock-window.ts';
import type { Heating } from '../../domain/economics/heat-price.ts';
import { wallTime } from '../../domain/economics/local-time.ts';
import type { HeatCredit } from '../../domain/settings.ts';

/** What an owner may say that would heat his rooms otherwise. */
export type HeatingKind = Heating['kind'] | 'none' | 'priced';

/** The one that is kept; `priced` where the owner has typed what heat is worth to him. */
export function heatingKind({ share, heating }: HeatCredit): HeatingKind {
  if (share === 0) return 'none';
  return heating?.kind ?? 'priced';
}

/** The same heat from another heating; figures that have yet to be filled in are NaN, and nothing counts with them. */
export function withHeating(heat: HeatCredit, kind: HeatingKind, months: readonly number[]): HeatCredit {
  if (kind === 'none') return { ...heat, share: 0 };
  const isNew = heat.share === 0;
  const share = isNew ? 1 : heat.share;
  const season = isNew ? { fromMinute: 0, toMinute: 0, months } : heat.season;
  const { heating: _, ...rest } = heat;
  if (kind === 'priced') return { ...rest, share, season, pricePerKwhHeat: Number.NaN };
  return { ...heat, share, season, heating: newHeating(kind) };
}

function newHeating(kind: Heating['kind']): Heating {
  switch (kind) {
    case 'resistive':
      return { kind };
    case 'boiler':
      return { kind, pricePerKwhFuel: Number.NaN, efficiency: 0.9 };
    case 'heat-pump':
      return { kind, cop: 3 };
  }
}

/** Can it be counted with? */
export function isComplete({ share, heating, pricePerKwhHeat, season }: HeatCredit): boolean {
  if (share === 0) return true;
  if (season && !(Number.isFinite(season.fromMinute) && Number.isFinite(season.toMinute))) return false;
  if (season?.months?.length === 0) return false;
  if (heating === undefined) return Number.isFinite(pricePerKwhHeat);
  return heating.kind !== 'boiler' || Number.isFinite(heating.pricePerKwhFuel);
}

/** The season with other times; a day from a moment to the same moment is all day. */
export function withSeason(heat: HeatCredit, change: Partial<ClockWindow>): HeatCredit {
  return { ...heat, season: { fromMinute: 0, toMinute: 0, ...heat.season, ...change } };
}

/**
 * The months in which most rooms are heated: October to April; April to October where clocks are put forward for January,
 * which is south of the equator.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function coldMonths(timeZone: string): readonly number[] {
  const aheadOf = (atMs: number) => {
    const { day, minuteOfDay } = wallTime(atMs, timeZone);
    return day * 1440 + minuteOfDay;
  };
  const isSouth = aheadOf(Date.UTC(2026, 0, 15, 12)) > aheadOf(Date.UTC(2026, 6, 15, 12));
  return isSouth ? [4, 5, 6, 7, 8, 9, 10] : [1, 2, 3, 4, 10, 11, 12];
}
