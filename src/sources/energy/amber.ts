import { type EnergyPriceSeries, energyPriceSeries } from '../../domain/energy-price.ts';
import { SourceError } from '../../domain/source-error.ts';
import { amountOf, type Fields, isoOf, listOf, numberOf, textOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply } from '../source.ts';
import { toldPrices } from './told-prices.ts';

export interface AmberAsk {
  /** The owner's: `01F5A5CRKMZ5BCX9P1S4V990AM`. */
  readonly siteId: string;
  /** How many intervals ahead. */
  readonly next: number;
  readonly resolutionMinutes: 5 | 30;
}

export interface AmberInterval {
  readonly fromMs: number;
  readonly toMs: number;
  readonly channel: string;
  readonly forecast: boolean;
  /** AUD; on the channel `feedIn` what the owner is paid. */
  readonly pricePerKwh?: number | undefined;
  readonly spotPerKwh?: number | undefined;
  /** Share of the grid's power that is renewable, 0..100. */
  readonly renewablesPct?: number | undefined;
}

export interface AmberPrices {
  readonly series: readonly EnergyPriceSeries[];
  readonly intervals: readonly AmberInterval[];
}

/**
 * Prices of an Australian household by channel, known and expected ones apart; cents with GST
 * (madpilot/amberelectric.py docs/CurrentInterval.md).
 */
export const amberPrices: Source<AmberAsk, AmberPrices> = {
  provider: 'amber',
  request({ siteId, next, resolutionMinutes }) {
    const query = new URLSearchParams({ next: String(next), resolution: String(resolutionMinutes) });
    const path = `/v1/sites/${siteId}/prices/current?${query}`;
    return { provider: 'amber', host: 'api.amber.com.au', path };
  },
  parse: (reply) => pricesOf(reply),
};

function pricesOf(reply: SourceReply): AmberPrices {
  const { rows, intervals } = intervalsOf(reply);
  const groups = new Set(intervals.map(({ channel, forecast }) => JSON.stringify([channel, forecast])));
  const series = [...groups].map((group) => {
    const ofGroup = intervals.filter(
      ({ channel, forecast }) => JSON.stringify([channel, forecast]) === group,
    );
    const [first] = ofGroup;
    return energyPriceSeries(
      {
        id: first?.channel ?? '',
        includes: 'all-in',
        direction: first?.channel === 'feedIn' ? 'export' : 'import',
        currency: 'AUD',
        forecast: first?.forecast || undefined,
      },
      ofGroup.map(({ fromMs, toMs, pricePerKwh }) => ({
        fromMs,
        toMs,
        pricePerKwh: pricePerKwh ?? Number.NaN,
      })),
    );
  });
  return { series: toldPrices(series, rows), intervals };
}

/** Prices of past days, both counted in, `YYYY-MM-DD` (JP-Ellis/amber-api examples/prices.rs). */
export const amberPast: Source<
  Pick<AmberAsk, 'siteId'> & { readonly fromDay: string; readonly toDay: string },
  AmberPrices
> = {
  provider: 'amber',
  request({ siteId, fromDay, toDay }) {
    const query = new URLSearchParams({ startDate: fromDay, endDate: toDay, resolution: '30' });
    return { provider: 'amber', host: 'api.amber.com.au', path: `/v1/sites/${siteId}/prices?${query}` };
  },
  parse: (reply) => pricesOf(reply),
};

function intervalsOf(reply: SourceReply) {
  const rows = jsonOf(reply);
  if (!Array.isArray(rows)) throw new SourceError('unreadable-reply', 'there is no list of prices');
  return { rows, intervals: listOf(rows).flatMap((row) => intervalOf(row) ?? []) };
}

function intervalOf(row: Fields): AmberInterval | undefined {
  const startMs = isoOf(row.startTime);
  const toMs = isoOf(row.endTime);
  if (startMs === undefined || toMs === undefined) return undefined;
  const channel = textOf(row.channelType) ?? 'general';
  const renewables = amountOf(row.renewables);
  // What is fed in has the sign turned: below 0 the owner is paid.
  const sign = channel === 'feedIn' ? -1 : 1;
  return {
    // It begins one second late, so that intervals of a day do not touch.
    fromMs: Math.floor(startMs / 60_000) * 60_000,
    toMs,
    channel,
    forecast: row.type === 'ForecastInterval',
    pricePerKwh: numberOf(row.perKwh, sign / 100),
    spotPerKwh: numberOf(row.spotPerKwh, 1 / 100),
    renewablesPct: renewables !== undefined && renewables <= 100 ? renewables : undefined,
  };
}
