/** The air at one moment; what is not known is absent. */
export interface WeatherHour {
  /** Epoch ms. */
  readonly atMs: number;
  readonly tempC?: number | undefined;
  /** Relative, 0..100. */
  readonly humidityPct?: number | undefined;
  readonly dewPointC?: number | undefined;
  /** On level ground, W/m², the mean of the hour before. */
  readonly solarWm2?: number | undefined;
  readonly windMs?: number | undefined;
  /** 0..100. */
  readonly cloudPct?: number | undefined;
  /** At sea level, hPa. */
  readonly pressureHpa?: number | undefined;
}

/** Weather of one place, ascending. */
export interface Weather {
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
  readonly elevationM?: number | undefined;
  readonly hours: readonly WeatherHour[];
}

/**
 * Hours in order, each once. Values that no weather has are left out: the record temperatures are −89.2 and 56.7 °C, the strongest gust 113 m/s (World Meteorological Organization, wmo.asu.edu), and
 * the sun sends 1,361 W/m² before the air takes its part, to which clouds may add by reflection.
 */
export function weatherHours(rows: readonly WeatherHour[]): readonly WeatherHour[] {
  const byTime = new Map<number, WeatherHour>();
  for (const row of rows.map(plausible))
    if (Number.isFinite(row.atMs) && !byTime.has(row.atMs)) byTime.set(row.atMs, row);
  return [...byTime.values()].sort((a, b) => a.atMs - b.atMs);
}

function plausible(row: WeatherHour): WeatherHour {
  return {
    atMs: row.atMs,
    tempC: within(row.tempC, -95, 65),
    humidityPct: within(row.humidityPct, 0, 100),
    dewPointC: within(row.dewPointC, -120, 45),
    solarWm2: within(row.solarWm2, 0, 2_000),
    windMs: within(row.windMs, 0, 115),
    cloudPct: within(row.cloudPct, 0, 100),
    pressureHpa: within(row.pressureHpa, 800, 1_100),
  };
}

function within(value: number | undefined, least: number, most: number): number | undefined {
  return value !== undefined && value >= least && value <= most ? value : undefined;
}

/** Is anything at all known of one of these hours? */
export function knowsWeather(hours: readonly WeatherHour[]): boolean {
  return hours.some(({ atMs: _, ...known }) => Object.values(known).some((value) => value !== undefined));
}
