import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mutated, seeded } from '../../../tests/conformance/mutation.ts';
import type { EnergyPriceSeries } from '../../domain/energy-price.ts';
import { SourceError } from '../../domain/source-error.ts';
import { endpointFor } from '../../domain/upstream.ts';
import { energyUpstreams } from '../../domain/upstreams/energy.ts';
import type { SourceReply, SourceRequest } from '../source.ts';
import { amberPrices } from './amber.ts';
import { awattarPrices } from './awattar.ts';
import { comEdCurrentHour, comEdFiveMinutes } from './comed.ts';
import { easyEnergyPrices } from './easyenergy.ts';
import { eleringPrices } from './elering.ts';
import { elprisetPrices } from './elprisetjustnu.ts';
import { energinetPrices } from './energinet.ts';
import { energyChartsPrices } from './energy-charts.ts';
import { energyZeroPrices } from './energyzero.ts';
import { entsoePrices } from './entsoe.ts';
import { nordPoolIndices, nordPoolPrices } from './nordpool.ts';
import { octopusRegions, octopusStandingCharges, octopusUnitRates } from './octopus.ts';
import { openEiRates } from './openei.ts';
import { smardFiles, smardPrices } from './smard.ts';
import { tibberPrices } from './tibber.ts';

const NOON_MS = Date.UTC(2026, 10, 21, 12);
const SPAN = { fromMs: NOON_MS, toMs: NOON_MS + 86_400_000 };
const HOURS = [0, 1, 2].map((hour) => NOON_MS + hour * 3_600_000);

function iso(atMs: number): string {
  return new Date(atMs).toISOString();
}

/** A provider's question, an answer that it could give, and every price series in what is made of an answer. */
interface Case {
  readonly name: string;
  readonly request: SourceRequest;
  readonly sound: string;
  readonly read: (reply: SourceReply) => readonly EnergyPriceSeries[];
}

const octopusAsk = { product: 'AGILE-24-10-01', region: 'C', ...SPAN };
const nordPoolAsk = {
  day: '2026-11-21',
  areas: ['FI', 'SE3'],
  currency: 'EUR',
  resolutionMinutes: 60,
} as const;
const amberAsk = { siteId: '01ABC', next: 48, resolutionMinutes: 30 } as const;
const chartsAsk = { zone: 'DE-LU', fromDay: '2026-11-21', toDay: '2026-11-22' };
const easyAsk = { fromDay: '2026-11-21', toDay: '2026-11-22', granularity: 'hour' } as const;
const elprisetAsk = { zone: 'SE3', day: '2026-11-21' } as const;
const zeroAsk = { day: '2026-11-21', interval: 'quarter' } as const;
const smardAsk = { resolution: 'quarterhour', fileMs: 1_789_941_600_000 } as const;
const entsoeAsk = { domain: '10Y1001A1001A82H', ...SPAN };
const openEiAsk = { latitude: 41.88, longitude: -87.63 };

const nordPoolEntries = HOURS.map((atMs) => ({
  deliveryStart: iso(atMs),
  deliveryEnd: iso(atMs + 3_600_000),
  entryPerArea: { FI: 41.5, SE3: -0.2 },
}));
const tibberRows = HOURS.map((atMs) => ({ total: 0.31, energy: 0.2, tax: 0.11, startsAt: iso(atMs) }));

const CASES: readonly Case[] = [
  {
    name: 'octopus',
    request: octopusUnitRates.request({ ...octopusAsk, page: 2 }),
    sound: JSON.stringify({
      next: 'https://api.octopus.energy/v1/x/?page=3',
      results: HOURS.map((atMs) => ({
        value_exc_vat: 20,
        value_inc_vat: 21,
        valid_from: iso(atMs),
        valid_to: iso(atMs + 1_800_000),
      })),
    }),
    read: (reply) => octopusUnitRates.parse(reply, octopusAsk).series,
  },
  {
    name: 'octopus standing charges',
    request: octopusStandingCharges.request(octopusAsk),
    sound: '{"results":[{"value_inc_vat":48.2,"valid_from":"2026-10-01T00:00:00Z","valid_to":null}]}',
    read(reply) {
      for (const { fromMs, toMs, perDay } of octopusStandingCharges.parse(reply, octopusAsk))
        expect(toMs > fromMs && perDay >= 0).toBe(true);
      return [];
    },
  },
  {
    name: 'octopus regions',
    request: octopusRegions.request({ postcode: 'sw1a 1aa' }),
    sound: '{"count":1,"results":[{"group_id":"_C"}]}',
    read(reply) {
      octopusRegions.parse(reply, { postcode: '' });
      return [];
    },
  },
  {
    name: 'tibber',
    request: tibberPrices.request(undefined),
    sound: JSON.stringify({
      data: {
        viewer: {
          homes: [{ id: 'a', currentSubscription: { priceInfo: { today: tibberRows, tomorrow: [] } } }],
        },
      },
    }),
    read: (reply) => tibberPrices.parse(reply, undefined).flatMap(({ series }) => series),
  },
  {
    name: 'awattar',
    request: awattarPrices.request({ country: 'at', ...SPAN }),
    sound: JSON.stringify({
      data: HOURS.map((atMs) => ({
        start_timestamp: atMs,
        end_timestamp: atMs + 3_600_000,
        marketprice: 80.1,
        unit: 'Eur/MWh',
      })),
    }),
    read: (reply) => awattarPrices.parse(reply, { country: 'at' }),
  },
  {
    name: 'energy-charts',
    request: energyChartsPrices.request(chartsAsk),
    sound: JSON.stringify({ unix_seconds: HOURS.map((atMs) => atMs / 1_000), price: [80, null, -3.2] }),
    read: (reply) => energyChartsPrices.parse(reply, chartsAsk),
  },
  {
    name: 'elprisetjustnu',
    request: elprisetPrices.request(elprisetAsk),
    sound: JSON.stringify(
      HOURS.map((atMs) => ({
        SEK_per_kWh: 0.5,
        EUR_per_kWh: 0.045,
        time_start: iso(atMs),
        time_end: iso(atMs + 3_600_000),
      })),
    ),
    read: (reply) => elprisetPrices.parse(reply, elprisetAsk),
  },
  {
    name: 'comed',
    request: comEdFiveMinutes.request(SPAN),
    sound: JSON.stringify(HOURS.map((atMs) => ({ millisUTC: String(atMs), price: '-1.2' }))),
    read: (reply) => comEdFiveMinutes.parse(reply, SPAN),
  },
  {
    name: 'comed, the running hour',
    request: comEdCurrentHour.request(undefined),
    sound: `[{"millisUTC":"${NOON_MS}","price":"3.1"}]`,
    read: (reply) => comEdCurrentHour.parse(reply, undefined),
  },
  {
    name: 'entsoe',
    request: entsoePrices.request(entsoeAsk),
    sound: `<?xml version="1.0"?><Publication_MarketDocument><TimeSeries><currency_Unit.name>EUR</currency_Unit.name>
      <price_Measure_Unit.name>MWH</price_Measure_Unit.name><curveType>A03</curveType><Period><timeInterval>
      <start>2026-11-20T23:00Z</start><end>2026-11-21T23:00Z</end></timeInterval><resolution>PT60M</resolution>
      <Point><position>1</position><price.amount>10</price.amount></Point></Period></TimeSeries>
      </Publication_MarketDocument>`,
    read: (reply) => entsoePrices.parse(reply, entsoeAsk),
  },
  {
    name: 'nordpool',
    request: nordPoolIndices.request(nordPoolAsk),
    sound: JSON.stringify({ currency: 'EUR', areaStates: [], multiIndexEntries: nordPoolEntries }),
    read: (reply) => nordPoolIndices.parse(reply, nordPoolAsk),
  },
  {
    name: 'nordpool, as cleared',
    request: nordPoolPrices.request(nordPoolAsk),
    sound: JSON.stringify({ currency: 'EUR', multiAreaEntries: nordPoolEntries }),
    read: (reply) => nordPoolPrices.parse(reply, nordPoolAsk),
  },
  {
    name: 'energyzero',
    request: energyZeroPrices.request(zeroAsk),
    sound: JSON.stringify({
      base: HOURS.map((atMs) => ({ start: iso(atMs), end: iso(atMs + 3_600_000), price: { value: '0.08' } })),
    }),
    read: (reply) => energyZeroPrices.parse(reply, zeroAsk),
  },
  {
    name: 'easyenergy',
    request: easyEnergyPrices.request(easyAsk),
    sound: JSON.stringify({
      prices: HOURS.map((atMs) => ({ from: iso(atMs).slice(0, 19), price: 0.1, invoicePrice: 0.25 })),
    }),
    read: (reply) => easyEnergyPrices.parse(reply, easyAsk),
  },
  {
    name: 'amber',
    request: amberPrices.request(amberAsk),
    sound: JSON.stringify(
      HOURS.map((atMs) => ({
        type: 'ForecastInterval',
        startTime: iso(atMs + 1_000),
        endTime: iso(atMs + 1_800_000),
        perKwh: 24,
        spotPerKwh: 6,
        renewables: 40,
        channelType: 'general',
      })),
    ),
    read: (reply) => amberPrices.parse(reply, amberAsk).series,
  },
  {
    name: 'openei',
    request: openEiRates.request(openEiAsk),
    sound: JSON.stringify({
      items: [
        {
          label: 'x',
          energyratestructure: [[{ rate: 0.1, adj: 0.01, unit: 'kWh' }]],
          fixedchargefirstmeter: 10,
          fixedchargeunits: '$/month',
          flatdemandstructure: [[{ rate: 8 }]],
          flatdemandmonths: Array(12).fill(0),
        },
      ],
    }),
    read(reply) {
      for (const rate of openEiRates.parse(reply, openEiAsk))
        for (const tier of rate.energy.periods.flat()) expect(tier.rate).not.toBeNaN();
      return [];
    },
  },
  {
    name: 'openei, one tariff',
    request: openEiRates.request({ label: '55fc81d7682bea28da64f9ae' }),
    sound: '{"items":[{"energyratestructure":[[{"rate":0.1}]]}]}',
    read(reply) {
      openEiRates.parse(reply, openEiAsk);
      return [];
    },
  },
  {
    name: 'energinet',
    request: energinetPrices.request({ area: 'DK1', ...SPAN }),
    sound: JSON.stringify({
      records: HOURS.map((atMs) => ({
        TimeUTC: iso(atMs).slice(0, 19),
        PriceArea: 'DK1',
        DayAheadPriceEUR: 99.27,
        DayAheadPriceDKK: 740.95,
      })),
    }),
    read: (reply) => energinetPrices.parse(reply, { area: 'DK1', ...SPAN }),
  },
  {
    name: 'elering',
    request: eleringPrices.request(SPAN),
    sound: JSON.stringify({
      success: true,
      data: { ee: HOURS.map((atMs) => ({ timestamp: atMs / 1_000, price: 50 })), fi: [] },
    }),
    read: (reply) => eleringPrices.parse(reply, SPAN),
  },
  {
    name: 'smard files',
    request: smardFiles.request(smardAsk),
    sound: '{"timestamps":[1789336800000,1789941600000]}',
    read(reply) {
      smardFiles.parse(reply, smardAsk);
      return [];
    },
  },
  {
    name: 'smard',
    request: smardPrices.request(smardAsk),
    sound: JSON.stringify({ series: HOURS.map((atMs) => [atMs, 77.1]) }),
    read: (reply) => smardPrices.parse(reply, smardAsk),
  },
];

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

test('every provider of energy prices has a question here, and none asks what its row does not allow', () => {
  const asked = CASES.map(({ request }) => {
    const upstream = energyUpstreams.find(({ id }) => id === request.provider);
    const endpoint = upstream && endpointFor(upstream, { ...request, method: request.method ?? 'GET' });
    expect(endpoint, `${request.host}${request.path}`).toBeDefined();
    return request.provider;
  });
  expect([...new Set(asked)].sort()).toEqual(energyUpstreams.map(({ id }) => id).sort());
});

describe.each(CASES)('$name', ({ sound, read }) => {
  test('is read whole', () => {
    expect(kindOfFailure(() => read(replyOf(sound)))).toBe('read');
  });

  test('says in our words why it has no answer', () => {
    const page = replyOf('<html><body>Bad gateway</body></html>');
    expect(kindOfFailure(() => read(page))).toBe('unreadable-reply');
    expect(kindOfFailure(() => read(replyOf('')))).toBe('unreadable-reply');
    expect(kindOfFailure(() => read(replyOf('oops', 429)))).toBe('rate-limited');
    expect(kindOfFailure(() => read(replyOf('oops', 503)))).toBe('provider-failed');
    expect(kindOfFailure(() => read(replyOf('oops', 451)))).toBe('not-here');
    expect(kindOfFailure(() => read(replyOf('{}')))).toBe('unreadable-reply');
  });

  test('gives prices of this world or says why not, whatever is wrong with its answer', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        let series: readonly EnergyPriceSeries[] = [];
        try {
          series = read(replyOf(mutated(sound, seeded(seed))));
        } catch (error) {
          if (!(error instanceof SourceError)) throw error;
        }
        for (const { prices } of series)
          for (const { fromMs, toMs, pricePerKwh } of prices)
            expect(Number.isFinite(fromMs) && toMs > fromMs && Math.abs(pricePerKwh) <= 10_000).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
