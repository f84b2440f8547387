import {
  type AverageCarbonSeries,
  type CarbonIntensity,
  carbonPoints,
  type GenerationMix,
} from '../../domain/carbon-intensity.ts';
import { SourceError } from '../../domain/source-error.ts';
import { amountOf, type Fields, fieldsOf, isFields, isoOf, listOf, textOf, yesOrNo } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply, SourceRequest } from '../source.ts';

export interface ZoneAsk {
  /** `DE`, `US-CAR-DUK`. */
  readonly zone: string;
}

const HOUR_MS = 3_600_000;

/** The running hour, on average, with plants and fuel counted in unless the answer says otherwise. */
export const electricityMapsLatest: Source<ZoneAsk, AverageCarbonSeries> = {
  provider: 'electricitymaps',
  request: ({ zone }) => requestOf('carbon-intensity/latest', zone),
  parse(reply, { zone }) {
    const hour = foundIn(reply);
    return seriesOf(hour, zone, [hour]);
  },
};

/** The 24 hours before. */
export const electricityMapsHistory: Source<ZoneAsk, AverageCarbonSeries> = {
  provider: 'electricitymaps',
  request: ({ zone }) => requestOf('carbon-intensity/history', zone),
  parse(reply, { zone }) {
    const found = foundIn(reply);
    return seriesOf(found, zone, listOf(found.history ?? found.data));
  },
};

/** The hours ahead; with a paid plan only. */
export const electricityMapsForecast: Source<ZoneAsk, AverageCarbonSeries> = {
  provider: 'electricitymaps',
  request: ({ zone }) => requestOf('carbon-intensity/forecast', zone),
  parse(reply, { zone }) {
    const found = foundIn(reply);
    return { ...seriesOf(found, zone, listOf(found.forecast)), forecast: true };
  },
};

/** What the power used in the zone is made of, in the running hour. */
export const electricityMapsMix: Source<ZoneAsk, GenerationMix> = {
  provider: 'electricitymaps',
  request: ({ zone }) => requestOf('power-breakdown/latest', zone),
  parse(reply, ask) {
    const found = foundIn(reply);
    const fromMs = isoOf(found.datetime);
    if (fromMs === undefined) throw nothingIn();
    // A fuel that is null is not known, so of a list with one no shares are made.
    const powers = Object.entries(fieldsOf(found.powerConsumptionBreakdown)).map(
      ([fuel, power]) => [fuel, amountOf(power) ?? Number.NaN] as const,
    );
    const sum = powers.reduce((total, [, power]) => total + power, 0);
    const fuels = sum > 0 ? powers.map(([fuel, power]) => [fuel, (power / sum) * 100] as const) : [];
    return {
      zone: textOf(found.zone) ?? ask.zone,
      fromMs,
      toMs: fromMs + HOUR_MS,
      fossilFreePct: percentOf(found.fossilFreePercentage),
      renewablePct: percentOf(found.renewablePercentage),
      fuels: new Map(fuels),
    };
  },
};

function requestOf(what: string, zone: string): SourceRequest {
  const query = new URLSearchParams({ zone });
  return { provider: 'electricitymaps', host: 'api.electricitymap.org', path: `/v3/${what}?${query}` };
}

function nothingIn(): SourceError {
  return new SourceError('unreadable-reply', 'it names no intensity');
}

/** @throws SourceError where it tells an error in place of figures */
function foundIn(reply: SourceReply): Fields {
  const found = unwrapped(jsonOf(reply));
  const message = textOf(found.message) ?? textOf(found.error);
  if (
    message !== undefined &&
    ![found.datetime, found.history, found.forecast].some((told) => told !== undefined)
  )
    throw new SourceError(/auth|token|key/i.test(message) ? 'refused' : 'not-found', message);
  return found;
}

/** Under its former name, CO2 Signal, it wrapped the hour up: `{status, countryCode, data: {datetime, carbonIntensity}}`. */
function unwrapped(told: unknown): Fields {
  if (!isFields(told)) throw nothingIn();
  const { status, countryCode, data } = told;
  if (!isFields(data)) return told;
  if (status === 'no-data') throw new SourceError('not-yet', 'it has no data of this zone now');
  return { zone: countryCode, ...data };
}

function seriesOf(about: Fields, zone: string, hours: readonly Fields[]): AverageCarbonSeries {
  const points: CarbonIntensity[] = hours.map(({ datetime, carbonIntensity }) => {
    const fromMs = isoOf(datetime) ?? Number.NaN;
    return { fromMs, toMs: fromMs + HOUR_MS, gPerKwh: amountOf(carbonIntensity) ?? Number.NaN };
  });
  const readable = carbonPoints(points);
  if (readable.length === 0) throw nothingIn();
  const scopes = new Set(hours.map(({ emissionFactorType }) => textOf(emissionFactorType)));
  const [scope] = scopes;
  const estimates = hours.map(({ isEstimated }) => yesOrNo(isEstimated));
  return {
    zone: textOf(about.zone) ?? zone,
    signal: 'average',
    scope: scopes.size === 1 && (scope === 'lifecycle' || scope === 'direct') ? scope : undefined,
    estimated: estimates.includes(true) ? true : estimates.includes(undefined) ? undefined : false,
    points: readable,
  };
}

function percentOf(value: unknown): number | undefined {
  const percent = amountOf(value);
  return percent !== undefined && percent <= 100 ? percent : undefined;
}
