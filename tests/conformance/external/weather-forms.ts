import type { Weather, WeatherHour } from '../../../src/domain/weather.ts';
import { fieldsOf, isFields } from '../../../src/sources/fields.ts';
import { jsonOf } from '../../../src/sources/reply.ts';
import { metNoForecast } from '../../../src/sources/weather/met-no.ts';
import { openMeteoForecast } from '../../../src/sources/weather/open-meteo.ts';
import type { ExternalForm, ExternalForms } from './external-form.ts';
import { replyOf } from './reply-of.ts';

const PLACE = { latitude: 0, longitude: 0 };

function hourForm(hour: WeatherHour | undefined) {
  return (
    hour && {
      time_ms: hour.atMs,
      temp_c: hour.tempC,
      rh_pct: hour.humidityPct,
      dew_point_c: hour.dewPointC,
      solar_w_m2: hour.solarWm2,
      wind_m_s: hour.windMs,
      cloud_pct: hour.cloudPct,
      pressure_hpa: hour.pressureHpa,
    }
  );
}

function weatherForm({ hours, latitude, longitude, elevationM }: Weather) {
  const byHour = hours
    .slice(0, 24)
    .map((hour, at) => [`at_${String(at).padStart(2, '0')}h`, hourForm(hour)] as const);
  const points = hours.map(hourForm);
  return {
    latitude,
    longitude,
    elevation_m: elevationM,
    count: hours.length,
    first: points[0],
    second: points[1],
    last: points.at(-1),
    points,
    ...Object.fromEntries(byHour),
  };
}

/** The hours, and what is now, which is told as one row of the same columns. */
const openMeteoForm: ExternalForm = (_name, text) => {
  const told = fieldsOf(jsonOf(replyOf(text)));
  const { current, current_units, hourly } = told;
  const column = ([name, value]: readonly [string, unknown]) => [name, [value]] as const;
  const now = { ...told, hourly: Object.fromEntries(Object.entries(fieldsOf(current)).map(column)) };
  const present = isFields(current)
    ? openMeteoIn(JSON.stringify({ ...now, hourly_units: current_units }))
    : undefined;
  const form = weatherForm(hourly === undefined && present ? present : openMeteoIn(text));
  return { ...form, current: hourForm(present?.hours[0]) };
};

function openMeteoIn(text: string): Weather {
  return openMeteoForecast.parse(replyOf(text), { ...PLACE, forecastDays: 1, pastDays: 0 });
}

export const weatherForms: ExternalForms = {
  'open-meteo': openMeteoForm,
  'met-no': (_name, text) => weatherForm(metNoForecast.parse(replyOf(text), PLACE)),
};
