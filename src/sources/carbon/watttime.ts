import { carbonPoints, type MarginalCarbonSeries } from '../../domain/carbon-intensity.ts';
import { SourceError } from '../../domain/source-error.ts';
import { amountOf, fieldsOf, isoOf, listOf, textOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply, SourceRequest } from '../source.ts';

export interface RegionForecastAsk {
  /** `CAISO_NORTH`: all that an account without a plan may ask. */
  readonly region: string;
  /** 1..72. */
  readonly hours: number;
}

export interface RegionHistoryAsk {
  readonly region: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** lb/MWh → g/kWh: 453.59237 g in a pound, 1,000 kWh in a MWh. */
const G_PER_KWH = 0.453_592_37;
const FIVE_MINUTES_MS = 300_000;

/** CO₂ of one kilowatt-hour more, five minutes at a time, as expected. Never to be read as an average. */
export const wattTimeForecast: Source<RegionForecastAsk, MarginalCarbonSeries> = {
  provider: 'watttime',
  request: ({ region, hours }) =>
    requestOf('forecast', { region, signal_type: 'co2_moer', horizon_hours: String(hours) }),
  parse: (reply, { region }) => ({ ...seriesIn(reply, region), forecast: true }),
};

/** The same as it was. */
export const wattTimeHistory: Source<RegionHistoryAsk, MarginalCarbonSeries> = {
  provider: 'watttime',
  request: ({ region, fromMs, toMs }) =>
    requestOf('historical', {
      region,
      signal_type: 'co2_moer',
      start: new Date(fromMs).toISOString(),
      end: new Date(toMs).toISOString(),
    }),
  parse: (reply, { region }) => seriesIn(reply, region),
};

function requestOf(what: string, query: Readonly<Record<string, string>>): SourceRequest {
  return {
    provider: 'watttime',
    host: 'api.watttime.org',
    path: `/v3/${what}?${new URLSearchParams(query)}`,
  };
}

/**
 * @throws SourceError `unreadable-reply` also for another signal or another unit than was asked for: health damage and
 * average emissions come in the same shape
 */
function seriesIn(reply: SourceReply, region: string): MarginalCarbonSeries {
  const { data, meta, error, message } = fieldsOf(jsonOf(reply));
  const { signal_type, units, region: told, data_point_period_seconds } = fieldsOf(meta);
  const failure = textOf(message) ?? textOf(error);
  if (!Array.isArray(data))
    throw new SourceError('unreadable-reply', failure ?? 'there is no list of points');
  if (
    (textOf(signal_type) ?? 'co2_moer') !== 'co2_moer' ||
    (textOf(units) ?? 'lbs_co2_per_mwh') !== 'lbs_co2_per_mwh'
  )
    throw new SourceError('unreadable-reply', 'it tells something else than marginal CO₂');
  const stepMs = amountOf(data_point_period_seconds, 1_000) || FIVE_MINUTES_MS;
  const points = carbonPoints(
    listOf(data).map(({ point_time, value }) => {
      const fromMs = isoOf(point_time) ?? Number.NaN;
      return { fromMs, toMs: fromMs + stepMs, gPerKwh: amountOf(value, G_PER_KWH) ?? Number.NaN };
    }),
  );
  if (points.length === 0) throw new SourceError('unreadable-reply', 'it names no intensity');
  return { zone: textOf(told) ?? region, signal: 'marginal', points };
}
