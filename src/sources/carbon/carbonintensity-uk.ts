import { type AverageCarbonSeries, carbonPoints, type GenerationMix } from '../../domain/carbon-intensity.ts';
import { SourceError } from '../../domain/source-error.ts';
import { amountOf, type Fields, fieldsOf, isFields, isoOf, listOf, textOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply, SourceRequest } from '../source.ts';

export interface GridAsk {
  /** From the half-hour that holds this moment, 48 hours on. */
  readonly fromMs: number;
}

export interface RegionAsk extends GridAsk {
  /** The first half of a postcode: `SW1A`. */
  readonly outwardCode: string;
}

/** What it always tells of, also where it leaves the end out. */
const HALF_HOUR_MS = 1_800_000;

/** Great Britain by the half-hour: what was, where it is known, and what is expected, each a series. */
export const ukIntensity: Source<GridAsk, readonly AverageCarbonSeries[]> = {
  provider: 'carbonintensity-uk',
  request: ({ fromMs }) => requestOf(`/intensity/${minuteUtc(fromMs)}/fw48h`),
  parse: seriesIn,
};

/** The same of one of its 17 regions; expected only. */
export const ukRegionalIntensity: Source<RegionAsk, readonly AverageCarbonSeries[]> = {
  provider: 'carbonintensity-uk',
  request: ({ fromMs, outwardCode }) =>
    requestOf(`/regional/intensity/${minuteUtc(fromMs)}/fw48h/postcode/${outwardCode.trim().toUpperCase()}`),
  parse: seriesIn,
};

/** What Great Britain's power is made of in the running half-hour. */
export const ukGeneration: Source<undefined, GenerationMix> = {
  provider: 'carbonintensity-uk',
  request: () => requestOf('/generation'),
  parse(reply) {
    const { data } = dataIn(reply);
    // The manual prints a list, the service sends an object.
    const mix = isFields(data) ? data : fieldsOf(listOf(data)[0]);
    const fromMs = isoOf(mix.from);
    if (fromMs === undefined) throw nothingIn();
    const toMs = isoOf(mix.to) ?? fromMs + HALF_HOUR_MS;
    const fuels = listOf(mix.generationmix).flatMap(({ fuel, perc }): [string, number][] => {
      const [name, share] = [textOf(fuel), amountOf(perc)];
      return name !== undefined && share !== undefined && share <= 100 ? [[name, share]] : [];
    });
    if (fuels.length === 0) throw nothingIn();
    return { zone: 'GB', fromMs, toMs, fuels: new Map(fuels) };
  },
};

function requestOf(path: string): SourceRequest {
  return { provider: 'carbonintensity-uk', host: 'api.carbonintensity.org.uk', path };
}

/** `2026-11-21T17:00Z`: without seconds, as its own times. */
function minuteUtc(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16)}Z`;
}

function nothingIn(): SourceError {
  return new SourceError('unreadable-reply', 'it names no intensity');
}

/** @throws SourceError where it tells an error: `{error: {code, message}}`, whatever the status */
function dataIn(reply: SourceReply): Fields {
  const found = fieldsOf(jsonOf(reply));
  const failure = textOf(fieldsOf(found.error).message);
  if (found.data !== undefined) return found;
  if (failure !== undefined) throw new SourceError('not-found', failure);
  throw nothingIn();
}

/**
 * National figures are a list; a region is an object with its own list, or one of a list of these; all regions at once are
 * lists within their half-hour.
 */
function seriesIn(reply: SourceReply): readonly AverageCarbonSeries[] {
  const { data } = dataIn(reply);
  const parts = isFields(data) ? [data] : listOf(data);
  const regions = [...parts.filter(({ data: rows }) => Array.isArray(rows)), ...regionsByHalfHour(parts)];
  const national = parts.filter(({ intensity }) => isFields(intensity));
  const series = [
    ...seriesOf('GB', national),
    ...regions.flatMap((region) =>
      seriesOf(textOf(region.shortname) ?? `region ${String(region.regionid)}`, listOf(region.data)),
    ),
  ];
  if (series.length === 0) throw nothingIn();
  return series;
}

/** Regions within half-hours, turned into regions that hold their half-hours. */
function regionsByHalfHour(parts: readonly Fields[]): readonly Fields[] {
  const rows = parts.flatMap(({ from, to, regions }) =>
    listOf(regions).map(({ regionid, shortname, intensity }) => ({
      regionid,
      shortname,
      from,
      to,
      intensity,
    })),
  );
  const ids = [...new Set(rows.map(({ regionid }) => regionid))];
  return ids.map((regionid) => {
    const data = rows.filter((row) => row.regionid === regionid);
    return { regionid, shortname: data[0]?.shortname, data };
  });
}

function seriesOf(zone: string, rows: readonly Fields[]): readonly AverageCarbonSeries[] {
  const points = (field: 'actual' | 'forecast') =>
    carbonPoints(
      rows.map(({ from, to, intensity }) => ({
        fromMs: isoOf(from) ?? Number.NaN,
        toMs: isoOf(to) ?? (isoOf(from) ?? Number.NaN) + HALF_HOUR_MS,
        gPerKwh: amountOf(fieldsOf(intensity)[field]) ?? Number.NaN,
      })),
    );
  const about = { zone, signal: 'average' } as const;
  const found = [
    { ...about, points: points('actual') },
    { ...about, forecast: true, points: points('forecast') },
  ];
  return found.filter((each) => each.points.length > 0);
}
