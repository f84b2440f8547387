import { SourceError } from '../../domain/source-error.ts';
import { knowsWeather, type Weather, type WeatherHour, weatherHours } from '../../domain/weather.ts';
import { amountOf, type Fields, fieldsOf, isoOf, numberOf, rowsOf, textOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply } from '../source.ts';

export interface WeatherPlace {
  readonly latitude: number;
  readonly longitude: number;
}

export interface WeatherForecastAsk extends WeatherPlace {
  /** 1..16. */
  readonly forecastDays: number;
  /** 0..92: days before today, for a start without history. */
  readonly pastDays: number;
}

const HOURLY =
  'temperature_2m,relative_humidity_2m,dew_point_2m,shortwave_radiation,wind_speed_10m,cloud_cover';

/** Hours of the days before and after now. */
export const openMeteoForecast: Source<WeatherForecastAsk, Weather> = {
  provider: 'open-meteo',
  request: ({ forecastDays, pastDays, ...place }) => ({
    provider: 'open-meteo',
    host: 'api.open-meteo.com',
    path: `/v1/forecast?${queryOf(place, { forecast_days: String(forecastDays), past_days: String(pastDays) })}`,
  }),
  parse: weatherIn,
};

/** Two decimals, about a kilometre: the weather needs no more of where the owner lives. */
function queryOf(
  { latitude, longitude }: WeatherPlace,
  more: Readonly<Record<string, string>>,
): URLSearchParams {
  return new URLSearchParams({
    latitude: latitude.toFixed(2),
    longitude: longitude.toFixed(2),
    hourly: HOURLY,
    wind_speed_unit: 'ms',
    timeformat: 'unixtime',
    ...more,
  });
}

function weatherIn(reply: SourceReply): Weather {
  const found = fieldsOf(jsonOf(reply));
  if (found.error === true)
    throw new SourceError('unreadable-reply', textOf(found.reason) ?? 'it tells an error');
  const hourly = fieldsOf(found.hourly);
  const units = fieldsOf(found.hourly_units);
  const times = rowsOf(hourly.time);
  const column = columnsOf(hourly, times.length);
  const hours = weatherHours(
    times.map((time, at): WeatherHour => {
      return {
        atMs: momentOf(time, textOf(units.time), found) ?? Number.NaN,
        tempC: celsiusOf(column('temperature_2m')[at], units.temperature_2m),
        humidityPct: numberOf(column('relative_humidity_2m')[at]),
        dewPointC: celsiusOf(column('dew_point_2m')[at], units.dew_point_2m),
        solarWm2: numberOf(column('shortwave_radiation')[at]),
        windMs: metresPerSecondOf(column('wind_speed_10m')[at], units.wind_speed_10m ?? units.windspeed_10m),
        cloudPct: numberOf(column('cloud_cover')[at]),
      };
    }),
  );
  if (!knowsWeather(hours)) throw new SourceError('unreadable-reply', 'there is no weather in its answer');
  return {
    latitude: numberOf(found.latitude),
    longitude: numberOf(found.longitude),
    elevationM: numberOf(found.elevation),
    hours,
  };
}

/** Columns by name, under their names of before 2023 too. One of another length than the times tells nothing. */
function columnsOf(hourly: Fields, length: number): (name: string) => readonly unknown[] {
  return (name) => {
    const old = name.replace('relative_humidity', 'relativehumidity').replace('wind_speed', 'windspeed');
    const oldest = old.replace('dew_point', 'dewpoint').replace('cloud_cover', 'cloudcover');
    const column = rowsOf(hourly[name] ?? hourly[oldest]);
    return column.length === length ? column : [];
  };
}

/** Unix seconds are always UTC; text is of the zone asked for, whose distance from UTC stands beside it. */
function momentOf(time: unknown, unit: string | undefined, found: Fields): number | undefined {
  if (unit === 'unixtime' || typeof time === 'number') return numberOf(time, 1_000);
  const wallMs = isoOf(time);
  return wallMs === undefined ? undefined : wallMs - (numberOf(found.utc_offset_seconds, 1_000) ?? 0);
}

function celsiusOf(value: unknown, unit: unknown): number | undefined {
  const degrees = numberOf(value);
  return degrees !== undefined && unit === '°F' ? ((degrees - 32) * 5) / 9 : degrees;
}

const METRES_PER_SECOND: Readonly<Record<string, number>> = {
  'm/s': 1,
  'km/h': 1 / 3.6,
  mph: 0.447_04,
  'mp/h': 0.447_04,
  kn: 1_852 / 3_600,
};

function metresPerSecondOf(value: unknown, unit: unknown): number | undefined {
  const scale = METRES_PER_SECOND[textOf(unit) ?? ''];
  return scale === undefined ? undefined : amountOf(value, scale);
}
