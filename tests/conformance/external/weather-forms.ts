import type { Weather, WeatherHour } from '../../../src/domain/weather.ts';
import { metNoForecast } from '../../../src/sources/weather/met-no.ts';
import { openMeteoForecast } from '../../../src/sources/weather/open-meteo.ts';
import { type ExternalForms, RECEIVED_AT_MS } from './external-form.ts';

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

export const weatherForms: ExternalForms = {
  'open-meteo': (_name, text) =>
    weatherForm(
      openMeteoForecast.parse(
        { status: 200, text, receivedAtMs: RECEIVED_AT_MS },
        { ...PLACE, forecastDays: 1, pastDays: 0 },
      ),
    ),
  'met-no': (_name, text) =>
    weatherForm(metNoForecast.parse({ status: 200, text, receivedAtMs: RECEIVED_AT_MS }, PLACE)),
};
