import { Random } from '../numerics/random.ts';

/** A heated room in a house: warm in summer and in the late afternoon, with weather of its own. */
export interface Room {
  readonly meanC: number;
  /** Half the difference between the warmest and the coldest season, and hour, K. */
  readonly seasonK: number;
  readonly dayK: number;
  /** Size of the slow wander that weather and windows add, K. */
  readonly wanderK: number;
  readonly seed: number;
}

const DAY_MS = 86_400_000;
const YEAR_MS = 365.2425 * DAY_MS;
/** Warmest day of the northern year, 25 July, and warmest hour indoors, 17:00 UTC. */
const WARMEST_DAY_MS = 205 * DAY_MS;
const WARMEST_HOUR_MS = 17 * 3_600_000;
/** Periods of the wander, days: no two have a short common multiple, so weeks never repeat. */
const WANDER_DAYS = [0.37, 1.31, 3.77, 8.93] as const;

/**
 * Air temperature as a function of time, °C: mean + season + day + wander. A pure function of the moment, so it is the
 * same however the twin is stepped.
 */
export function roomTempAt(room: Room): (atMs: number) => number {
  const random = Random.labelled(room.seed, 'room');
  const phases = WANDER_DAYS.map(() => random.uniform() * 2 * Math.PI);
  return (atMs) => {
    const season = room.seasonK * Math.cos((2 * Math.PI * (atMs - WARMEST_DAY_MS)) / YEAR_MS);
    const day = room.dayK * Math.cos((2 * Math.PI * (atMs - WARMEST_HOUR_MS)) / DAY_MS);
    let wander = 0;
    for (let n = 0; n < WANDER_DAYS.length; n++) {
      const periodMs = (WANDER_DAYS[n] ?? 1) * DAY_MS;
      wander += Math.sin((2 * Math.PI * atMs) / periodMs + (phases[n] ?? 0));
    }
    return room.meanC + season + day + (room.wanderK * wander) / 2;
  };
}
