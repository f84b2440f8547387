import type { Random } from '../../numerics/random.ts';
import { HOUR_MS, type PastHours, pastHours } from './past-hours.ts';

/** What is learned one after the other: each stage is a harder world than the one before. */
export const CURRICULUM = [
  'constant-prices',
  'daily-pattern',
  'real-days',
  'switching-losses',
  'several-miners',
] as const;
export type CurriculumStage = (typeof CURRICULUM)[number];

/** A week that is lived through, within hours that also tell what was before it. */
export interface Episode {
  readonly hours: PastHours;
  readonly from: number;
  readonly to: number;
  readonly hasSwitchingLosses: boolean;
}

const EPISODE_HOURS = 168;
const BEFORE_HOURS = 192;
/** How much what work earns is drawn apart from what it was: machines of many years, and markets that nobody has seen. */
const EARNED_SPREAD = 0.7;
const EARNED_SHIFT = 0.3;

/**
 * Draws a week of a stage: prices that stay, prices with the shape of a day, or weeks that were recorded.
 *
 * @param strikePerEarned money per kWh at which the miners' usual setting earns nothing, for each money a day that 1 TH/s earns
 */
export function drawEpisode(
  stage: CurriculumStage,
  recorded: readonly PastHours[],
  strikePerEarned: number,
  random: Random,
): Episode {
  const rank = CURRICULUM.indexOf(stage);
  const hasSwitchingLosses = rank >= CURRICULUM.indexOf('switching-losses');
  if (rank < CURRICULUM.indexOf('real-days')) {
    const hours = inventedHours(stage === 'daily-pattern', strikePerEarned, random);
    return { hours, from: BEFORE_HOURS, to: BEFORE_HOURS + EPISODE_HOURS, hasSwitchingLosses };
  }
  return { ...recordedWeek(recorded, strikePerEarned, random), hasSwitchingLosses };
}

function inventedHours(hasPattern: boolean, strikePerEarned: number, random: Random): PastHours {
  const count = BEFORE_HOURS + EPISODE_HOURS + 48;
  const level = 0.05 * Math.exp(0.5 * random.normal());
  const earned = (level / strikePerEarned) * Math.exp(EARNED_SHIFT + EARNED_SPREAD * random.normal());
  const swing = hasPattern ? level * random.uniform() : 0;
  const dearest = 24 * random.uniform();
  const noise = hasPattern ? 0.2 * level : 0;
  const pricePerKwh = Float64Array.from(
    { length: count },
    (_, hour) => level + swing * Math.cos((2 * Math.PI * (hour - dearest)) / 24) + noise * random.normal(),
  );
  const startMs = Date.UTC(2019, 0, 1) + Math.floor(365 * random.uniform()) * 24 * HOUR_MS;
  return pastHours({
    startMs,
    timeZone: 'UTC',
    pricePerKwh,
    earnedPerThDay: new Float64Array(count).fill(earned),
  });
}

/** A recorded week, what work earns scaled so that it pays in some of the hours: miners of all years live in it. */
function recordedWeek(recorded: readonly PastHours[], strikePerEarned: number, random: Random) {
  const past = recorded[Math.floor(random.uniform() * recorded.length)];
  const last = (past?.pricePerKwh.length ?? 0) - EPISODE_HOURS - 1;
  if (!past || last <= BEFORE_HOURS) throw new RangeError('too few recorded hours to draw a week from');
  const from = BEFORE_HOURS + Math.floor(random.uniform() * (last - BEFORE_HOURS));
  const to = from + EPISODE_HOURS;
  let [level, earned] = [0, 0];
  for (let hour = from; hour < to; hour++) {
    level += Math.abs(past.pricePerKwh[hour] ?? 0) || 0;
    earned += past.earnedPerThDay[hour] || 0;
  }
  const scale =
    earned > 0 && level > 0
      ? (level / (earned * strikePerEarned)) * Math.exp(EARNED_SHIFT + EARNED_SPREAD * random.normal())
      : 1;
  const earnedPerThDay = past.earnedPerThDay.map((each) => each * scale);
  return { hours: { ...past, earnedPerThDay }, from, to };
}
