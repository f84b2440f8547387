import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mutated, seeded } from '../../../tests/conformance/mutation.ts';
import type { CarbonIntensity } from '../../domain/carbon-intensity.ts';
import { SourceError } from '../../domain/source-error.ts';
import { endpointFor } from '../../domain/upstream.ts';
import { carbonUpstreams } from '../../domain/upstreams/carbon.ts';
import type { SourceReply, SourceRequest } from '../source.ts';
import { ukGeneration, ukIntensity, ukRegionalIntensity } from './carbonintensity-uk.ts';
import {
  electricityMapsForecast,
  electricityMapsHistory,
  electricityMapsLatest,
  electricityMapsMix,
} from './electricitymaps.ts';
import { wattTimeForecast, wattTimeHistory } from './watttime.ts';

const NOON_MS = Date.UTC(2026, 10, 21, 12);
const ZONE = { zone: 'DE' };
const AHEAD = { region: 'CAISO_NORTH', hours: 24 };
const PAST = { region: 'CAISO_NORTH', fromMs: NOON_MS - 86_400_000, toMs: NOON_MS };
const REGION = { fromMs: NOON_MS, outwardCode: 'sw1a' };

const halfHour = {
  from: '2026-11-21T12:00Z',
  to: '2026-11-21T12:30Z',
  intensity: { forecast: 120, actual: 118, index: 'low' },
};
const hour = {
  zone: 'DE',
  carbonIntensity: 412,
  datetime: '2026-11-21T12:00:00.000Z',
  emissionFactorType: 'lifecycle',
  isEstimated: false,
};
const marginal = { data: [{ point_time: '2026-11-21T12:00:00+00:00', value: 870.5 }], meta: {} };

interface Case {
  readonly name: string;
  readonly request: SourceRequest;
  readonly sound: unknown;
  readonly read: (reply: SourceReply) => readonly CarbonIntensity[];
}

const CASES: readonly Case[] = [
  {
    name: 'Great Britain',
    request: ukIntensity.request(REGION),
    sound: { data: [halfHour] },
    read: (reply) => ukIntensity.parse(reply, REGION).flatMap(({ points }) => points),
  },
  {
    name: 'a region of Great Britain',
    request: ukRegionalIntensity.request(REGION),
    sound: { data: { regionid: 13, shortname: 'London', data: [halfHour] } },
    read: (reply) => ukRegionalIntensity.parse(reply, REGION).flatMap(({ points }) => points),
  },
  {
    name: 'the mix of Great Britain',
    request: ukGeneration.request(undefined),
    sound: { data: { from: halfHour.from, to: halfHour.to, generationmix: [{ fuel: 'gas', perc: 40 }] } },
    read(reply) {
      for (const share of ukGeneration.parse(reply, undefined).fuels.values()) expectShare(share);
      return [];
    },
  },
  {
    name: 'Electricity Maps now',
    request: electricityMapsLatest.request(ZONE),
    sound: hour,
    read: (reply) => electricityMapsLatest.parse(reply, ZONE).points,
  },
  {
    name: 'Electricity Maps of the day',
    request: electricityMapsHistory.request(ZONE),
    sound: { zone: 'DE', history: [hour] },
    read: (reply) => electricityMapsHistory.parse(reply, ZONE).points,
  },
  {
    name: 'Electricity Maps ahead',
    request: electricityMapsForecast.request(ZONE),
    sound: { zone: 'DE', forecast: [{ carbonIntensity: 390, datetime: '2026-11-21T13:00:00.000Z' }] },
    read: (reply) => electricityMapsForecast.parse(reply, ZONE).points,
  },
  {
    name: 'the mix by Electricity Maps',
    request: electricityMapsMix.request(ZONE),
    sound: { ...hour, renewablePercentage: 41, powerConsumptionBreakdown: { gas: 30, wind: 50, solar: 0 } },
    read(reply) {
      const { fuels, renewablePct = 0 } = electricityMapsMix.parse(reply, ZONE);
      for (const share of [...fuels.values(), renewablePct]) expectShare(share);
      return [];
    },
  },
  {
    name: 'WattTime ahead',
    request: wattTimeForecast.request(AHEAD),
    sound: marginal,
    read: (reply) => wattTimeForecast.parse(reply, AHEAD).points,
  },
  {
    name: 'WattTime past',
    request: wattTimeHistory.request(PAST),
    sound: marginal,
    read: (reply) => wattTimeHistory.parse(reply, PAST).points,
  },
];

function expectShare(percent: number): void {
  expect(percent >= 0 && percent <= 100).toBe(true);
}

function replyOf(text: string, status = 200): SourceReply {
  return { status, text, receivedAtMs: NOON_MS };
}

function kindOfFailure(read: () => unknown): unknown {
  try {
    read();
    return 'read';
  } catch (error) {
    return error instanceof SourceError ? error.kind : error;
  }
}

test('every provider of carbon figures has a question here, and none asks what its row does not allow', () => {
  const asked = CASES.map(({ request }) => {
    const upstream = carbonUpstreams.find(({ id }) => id === request.provider);
    const endpoint = upstream && endpointFor(upstream, { ...request, method: request.method ?? 'GET' });
    expect(endpoint, request.path).toBeDefined();
    return request.provider;
  });
  expect([...new Set(asked)].sort()).toEqual(carbonUpstreams.map(({ id }) => id).sort());
});

describe.each(CASES)('$name', ({ sound, read }) => {
  test('is read whole, and what is no answer is told in our words', () => {
    expect(kindOfFailure(() => read(replyOf(JSON.stringify(sound))))).toBe('read');
    expect(kindOfFailure(() => read(replyOf('<html>Sorry</html>')))).toBe('unreadable-reply');
    expect(kindOfFailure(() => read(replyOf('{"data":[]}')))).toBe('unreadable-reply');
    expect(kindOfFailure(() => read(replyOf('{}', 401)))).toBe('refused');
    expect(kindOfFailure(() => read(replyOf('{}', 429)))).toBe('rate-limited');
  });

  test('emits what a grid can emit or says why not, whatever is wrong with the answer', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        let points: readonly CarbonIntensity[] = [];
        try {
          points = read(replyOf(mutated(JSON.stringify(sound), seeded(seed))));
        } catch (error) {
          if (!(error instanceof SourceError)) throw error;
        }
        for (const { fromMs, toMs, gPerKwh } of points)
          expect(Number.isFinite(fromMs) && toMs > fromMs && gPerKwh >= 0 && gPerKwh <= 15_000).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
