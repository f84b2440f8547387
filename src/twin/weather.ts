import { Random } from '../numerics/random.ts';

/** The air outside of a house. */
export interface Weather {
  readonly meanC: number;
  /** Half the difference between the warmest and the coldest season, and hour, K. */
  readonly seasonK: number;
  readonly dayK: number;
  /** Standard deviation of how far a day's air is from what is usual of it, K. */
  readonly spellK: number;
  /** Share of that which the next day keeps, 0..1. */
  readonly persistence: number;
  readonly seed: number;
}

/** About central Germany. */
export const MILD_WEATHER: Omit<Weather, 'seed'> = {
  meanC: 10,
  seasonK: 9,
  dayK: 4.5,
  spellK: 3.2,
  persistence: 0.75,
};

const DAY_MS = 86_400_000;
const YEAR_MS = 365.2425 * DAY_MS;
/** Warmest day of the northern year, 25 July, and warmest hour outside, 14:00 UTC. */
const WARMEST_DAY_MS = 205 * DAY_MS;
const WARMEST_HOUR_MS = 14 * 3_600_000;
/** What came so many days before moves the air no more: 0.75 to the power of 40 is a hundred thousandth. */
const REMEMBERED_DAYS = 40;

/** Outdoor air temperature as a function of time, °C: mean + season + day + spell. Pure, like the room's. */
export function outdoorTempAt(weather: Weather): (atMs: number) => number {
  const spellAt = weatherSpellAt(weather);
  return (atMs) => {
    const season = weather.seasonK * Math.cos((2 * Math.PI * (atMs - WARMEST_DAY_MS)) / YEAR_MS);
    const day = weather.dayK * Math.cos((2 * Math.PI * (atMs - WARMEST_HOUR_MS)) / DAY_MS);
    return weather.meanC + season + day + spellAt(atMs);
  };
}

/**
 * How much warmer it is than usual at that season and hour, K: from noon to noon a straight line between the values of an
 * autoregression, x(d) = φ·x(d − 1) + s·√(1 − φ²)·ε(d). Each day's ε is drawn under its own name, so that the weather of
 * a day is the same whoever asks, from whenever on.
 */
export function weatherSpellAt({
  spellK,
  persistence,
  seed,
}: Pick<Weather, 'spellK' | 'persistence' | 'seed'>): (atMs: number) => number {
  const noons = new Map<number, number>();
  const noon = (day: number): number => {
    const known = noons.get(day);
    if (known !== undefined) return known;
    const step = spellK * Math.sqrt(1 - persistence ** 2);
    let spell = 0;
    for (let d = day - REMEMBERED_DAYS; d <= day; d++)
      spell = persistence * spell + step * Random.labelled(seed, `weather ${d}`).normal();
    noons.set(day, spell);
    return spell;
  };
  return (atMs) => {
    const days = (atMs - DAY_MS / 2) / DAY_MS;
    const day = Math.floor(days);
    return noon(day) + (days - day) * (noon(day + 1) - noon(day));
  };
}
