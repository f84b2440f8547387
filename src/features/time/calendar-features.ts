import type { EvaluatorSetting, FeatureDefinition } from '../definition.ts';
import type { Operator } from '../operators/operator.ts';
import { MINUTE_MS } from '../span.ts';

const OF_SITE = {
  group: 'time',
  entity: 'site',
  step: 'hour',
  windowMs: 0,
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
} as const;

/** The beginning of a row on the wall clock of the house, its parts as those of UTC. */
type ReadClock = (clock: Date, latitudeDeg: number) => number;

/** The row's own moment is all it needs; `inputs` may hold the latitude. */
const onClock =
  (read: ReadClock): Operator =>
  ({ stepMs, offsetMinutes }: EvaluatorSetting) =>
  (inputs, out, rows, startMs) => {
    for (let i = 0; i < rows; i++) {
      const atMs = startMs + i * stepMs;
      const value = read(new Date(atMs + offsetMinutes(atMs) * MINUTE_MS), inputs[0]?.[i] ?? Number.NaN);
      out[i] = Number.isFinite(value) ? value : Number.NaN;
    }
  };

const angle = (turned: number) => 2 * Math.PI * turned;
const hourOf = (clock: Date) => clock.getUTCHours() + clock.getUTCMinutes() / 60;
/** 1 = Monday … 7 = Sunday (ISO 8601). */
const weekdayOf = (clock: Date) => ((clock.getUTCDay() + 6) % 7) + 1;

/** How much of the year has passed, 0..1. */
function yearPassed(clock: Date): number {
  const begin = Date.UTC(clock.getUTCFullYear(), 0, 1);
  return (clock.getTime() - begin) / (Date.UTC(clock.getUTCFullYear() + 1, 0, 1) - begin);
}

/** Months after the first of the winter of one's own hemisphere: December in the north, June in the south. */
function monthOfWinter(clock: Date, latitudeDeg: number): number {
  return (clock.getUTCMonth() + (latitudeDeg < 0 ? 7 : 1)) % 12;
}

/** The warmest day comes about three and a half weeks after the solstice: 15 July in the north, 15 January in the south. */
const WARMEST_NORTH = (31 + 28 + 31 + 30 + 31 + 30 + 14) / 365;

function warmth(clock: Date, latitudeDeg: number): number {
  if (Number.isNaN(latitudeDeg)) return Number.NaN;
  const northern = Math.cos(angle(yearPassed(clock) - WARMEST_NORTH));
  return latitudeDeg < 0 ? -northern : northern;
}

const clockFeature = (
  name: string,
  formula: string,
  range: readonly [number, number],
  read: (clock: Date) => number,
): FeatureDefinition => ({
  ...OF_SITE,
  name,
  unit: '',
  formula: `${formula} Of the beginning of the row, on the owner’s clock.`,
  source: 'Calendar; ISO 8601 for the days of the week.',
  inputs: [],
  range,
  evaluator: onClock(read),
});

/** A cycle as two numbers: neighbours on it are neighbours in both, and its end meets its beginning. */
const onCircle = (name: string, words: string, turned: (clock: Date) => number) => [
  clockFeature(`${name}_sin`, `Sine of ${words}.`, [-1, 1], (clock) => Math.sin(angle(turned(clock)))),
  clockFeature(`${name}_cos`, `Cosine of ${words}.`, [-1, 1], (clock) => Math.cos(angle(turned(clock)))),
];

const seasonal = (
  name: string,
  formula: string,
  source: string,
  range: readonly [number, number],
  read: ReadClock,
): FeatureDefinition => ({
  ...OF_SITE,
  name,
  unit: '',
  formula,
  source,
  inputs: [{ from: 'fact', name: 'latitudeDeg' }],
  range,
  evaluator: onClock(read),
});

/** What o'clock, what day and what season it is where the miners stand. */
export const CALENDAR_FEATURES: readonly FeatureDefinition[] = [
  clockFeature('hour_of_day', 'Hour after midnight.', [0, 24], hourOf),
  ...onCircle('hour_of_day', 'the turn that the day has made since midnight', (clock) => hourOf(clock) / 24),
  clockFeature('weekday', 'Day of the week: 1 is Monday, 7 Sunday.', [1, 7], weekdayOf),
  ...onCircle(
    'weekday',
    'the turn that the week has made since Monday’s midnight',
    (clock) => (weekdayOf(clock) - 1 + hourOf(clock) / 24) / 7,
  ),
  clockFeature('is_weekend', '1 on Saturday and Sunday, else 0.', [0, 1], (clock) =>
    Number(weekdayOf(clock) >= 6),
  ),
  clockFeature('month', 'Month: 1 is January.', [1, 12], (clock) => clock.getUTCMonth() + 1),
  ...onCircle('year', 'the turn that the year has made since the 1st of January', yearPassed),
  seasonal(
    'season',
    '0 winter, 1 spring, 2 summer, 3 autumn, each of three whole months: winter begins in December north of the equator, in June south of it. Missing where nobody has said where the house is.',
    'Meteorological seasons.',
    [0, 3],
    (clock, latitudeDeg) =>
      Number.isNaN(latitudeDeg) ? Number.NaN : Math.floor(monthOfWinter(clock, latitudeDeg) / 3),
  ),
  seasonal(
    'season_warmth',
    'Cosine of the turn of the year since its warmest day, the 15th of July north of the equator and the 15th of January south of it: 1 in high summer, −1 in deep winter.',
    'Seasonal lag of air temperature of the temperate zones, about 25 days after the solstice.',
    [-1, 1],
    warmth,
  ),
];
