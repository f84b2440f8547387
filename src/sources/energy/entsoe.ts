import { type EnergyPrice, type EnergyPriceSeries, energyPriceSeries } from '../../domain/energy-price.ts';
import { SourceError } from '../../domain/source-error.ts';
import { bodyOf } from '../reply.ts';
import type { Source, SourceReply } from '../source.ts';
import { amountsByPosition, type EntsoePeriod, type EntsoeSeries, entsoeSeries } from './entsoe-document.ts';
import { toldPrices } from './told-prices.ts';
import { childText, xmlElement } from './xml-element.ts';

export interface EntsoeAsk {
  /** Energy identification code of the bidding zone: `10Y1001A1001A82H` is DE-LU. */
  readonly domain: string;
  readonly fromMs: number;
  /** At most a year later. */
  readonly toMs: number;
}

/**
 * Day-ahead prices of Europe's zones. One zone may have several auctions, in several resolutions, for the same hours:
 * each is a series of its own, `1 PT15M` being the single day-ahead coupling, which comes first.
 */
export const entsoePrices: Source<EntsoeAsk, readonly EnergyPriceSeries[]> = {
  provider: 'entsoe',
  request({ domain, fromMs, toMs }) {
    const query = new URLSearchParams({
      documentType: 'A44',
      in_Domain: domain,
      out_Domain: domain,
      periodStart: compactUtc(fromMs),
      periodEnd: compactUtc(toMs),
    });
    return { provider: 'entsoe', host: 'web-api.tp.entsoe.eu', path: `/api?${query}` };
  },
  parse: (reply) => toldPrices(seriesByAuction(entsoeAuctions(reply)), undefined),
};

/**
 * The auctions as told, before they are turned into intervals.
 *
 * @throws SourceError `not-yet` where it has no prices of then, told with status 200 or 400; others by status or body
 */
export function entsoeAuctions(reply: SourceReply): readonly EntsoeSeries[] {
  const acknowledged = /<(?:\w+:)?Acknowledgement_MarketDocument[\s>]/.test(reply.text.slice(0, 2_000));
  const document = xmlElement(acknowledged ? reply.text : bodyOf(reply));
  if (document.name === 'Publication_MarketDocument') return entsoeSeries(document);
  if (document.name !== 'Acknowledgement_MarketDocument')
    throw new SourceError('unreadable-reply', 'it answers with a web page');
  const reason = (childText(document, 'Reason', 'text') ?? 'it gives no reason').slice(0, 300);
  if (/no matching data/i.test(reason)) throw new SourceError('not-yet', 'it has no prices of then');
  if (/unauthori[sz]ed|security ?token/i.test(reason))
    throw new SourceError('refused', 'it does not know the key');
  throw new SourceError('unreadable-reply', reason);
}

function seriesByAuction(auctions: readonly EntsoeSeries[]): readonly EnergyPriceSeries[] {
  const byAuction = new Map<string, { currency: string | undefined; prices: EnergyPrice[] }>();
  for (const auction of [...auctions].sort((a, b) => positionOf(a) - positionOf(b)))
    for (const period of auction.periods) {
      const id = `${positionOf(auction)} ${period.resolution}`;
      const key = `${id} ${auction.currency}`;
      const known = byAuction.get(key) ?? { currency: auction.currency, prices: [] };
      byAuction.set(key, { ...known, prices: [...known.prices, ...pricesOf(auction, period)] });
    }
  return [...byAuction].map(([key, { currency, prices }]) => {
    const id = key.split(' ', 2).join(' ');
    return energyPriceSeries({ id, includes: 'wholesale', direction: 'import', currency }, prices);
  });
}

/** Zones with one auction do not number it. */
function positionOf({ sequencePosition }: EntsoeSeries): number {
  return sequencePosition ?? 1;
}

function pricesOf({ curveType, unit }: EntsoeSeries, period: EntsoePeriod): readonly EnergyPrice[] {
  const perKwh = unit === 'MWH' ? 1 / 1000 : unit === 'KWH' ? 1 : Number.NaN;
  return amountsByPosition(period, curveType).flatMap((amount, at) => {
    const fromMs = period.fromMs + at * period.resolutionMs;
    const toMs = Math.min(period.toMs, fromMs + period.resolutionMs);
    return amount === undefined ? [] : { fromMs, toMs, pricePerKwh: amount * perKwh };
  });
}

/** `yyyyMMddHHmm`, UTC. */
function compactUtc(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\D/g, '').slice(0, 12);
}
