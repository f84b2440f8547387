import { SourceError } from '../../domain/source-error.ts';
import { knowsWeather, type Weather, weatherHours } from '../../domain/weather.ts';
import { fieldsOf, isoOf, listOf, numberOf, rowsOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';
import type { WeatherPlace } from './open-meteo.ts';

/** Norway's weather service, the whole world over: by the hour for two to three days, by six hours after. */
export const metNoForecast: Source<WeatherPlace, Weather> = {
  provider: 'met-no',
  // More than four decimals are refused, and two are enough.
  request({ latitude, longitude }) {
    const query = new URLSearchParams({ lat: latitude.toFixed(2), lon: longitude.toFixed(2) });
    const path = `/weatherapi/locationforecast/2.0/compact?${query}`;
    return { provider: 'met-no', host: 'api.met.no', path };
  },
  parse(reply) {
    const { geometry, properties } = fieldsOf(jsonOf(reply));
    const [longitude, latitude, elevation] = rowsOf(fieldsOf(geometry).coordinates);
    const hours = weatherHours(
      listOf(fieldsOf(properties).timeseries).map(({ time, data }) => {
        const details = fieldsOf(fieldsOf(fieldsOf(data).instant).details);
        return {
          atMs: isoOf(time) ?? Number.NaN,
          tempC: numberOf(details.air_temperature),
          humidityPct: numberOf(details.relative_humidity),
          dewPointC: numberOf(details.dew_point_temperature),
          windMs: numberOf(details.wind_speed),
          cloudPct: numberOf(details.cloud_area_fraction),
          pressureHpa: numberOf(details.air_pressure_at_sea_level),
        };
      }),
    );
    if (!knowsWeather(hours)) throw new SourceError('unreadable-reply', 'there is no weather in its answer');
    return {
      latitude: numberOf(latitude),
      longitude: numberOf(longitude),
      elevationM: numberOf(elevation),
      hours,
    };
  },
};
