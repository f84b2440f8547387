/** How old a kind of figure may be. */
export interface FreshnessRule {
  /** Up to this it stands as it is, ms; beyond it is shown with its age. */
  readonly freshMs: number;
  /** Beyond this nothing is counted with it any more, ms. */
  readonly usableMs: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Kinds of figures by how fast the world moves under them. */
export const FRESHNESS = {
  /** A coin moves by percents in a day, and by tens of percents in a bad one. */
  price: { freshMs: 15 * MINUTE_MS, usableMs: DAY_MS },
  /** Difficulty stands for days; fees and the rate of a chain move by the day. */
  network: { freshMs: 3 * HOUR_MS, usableMs: 3 * DAY_MS },
  /** What pools and markets pay follows price and difficulty together. */
  work: { freshMs: HOUR_MS, usableMs: DAY_MS },
  /** A price of power holds for its own interval, however long ago it was told. */
  power: { freshMs: DAY_MS, usableMs: 3 * DAY_MS },
  account: { freshMs: 30 * MINUTE_MS, usableMs: 7 * DAY_MS },
  weather: { freshMs: 6 * HOUR_MS, usableMs: 2 * DAY_MS },
  carbon: { freshMs: 3 * HOUR_MS, usableMs: DAY_MS },
} as const satisfies Record<string, FreshnessRule>;

export type FreshnessKind = keyof typeof FRESHNESS;

/** Clocks differ by so much, and are put right by so much, without anybody setting them. */
const CLOCK_SLACK_MS = 5 * MINUTE_MS;

/**
 * `old` is shown with its age and still counted; `useless` is shown alone. Of a figure from the future nobody knows the age:
 * the clock was set back since.
 */
export function freshnessOf(kind: FreshnessKind, ageMs: number): 'fresh' | 'old' | 'useless' {
  const { freshMs, usableMs } = FRESHNESS[kind];
  if (ageMs < -CLOCK_SLACK_MS) return 'useless';
  return ageMs <= freshMs ? 'fresh' : ageMs <= usableMs ? 'old' : 'useless';
}
