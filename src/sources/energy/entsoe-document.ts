import { isoOf, numberOf } from '../fields.ts';
import { childrenOf, childText, type XmlElement } from './xml-element.ts';

/** Prices of one auction: an element `TimeSeries` of document A44. */
export interface EntsoeSeries {
  /** `EUR` and `MWH` as told. */
  readonly currency?: string | undefined;
  readonly unit?: string | undefined;
  /** Among several auctions of one zone; 1 is the single day-ahead coupling. */
  readonly sequencePosition?: number | undefined;
  /** `A01`: every position is told. `A03`: one that is missing repeats the one before it. */
  readonly curveType?: string | undefined;
  readonly periods: readonly EntsoePeriod[];
}

export interface EntsoePeriod {
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  /** `PT15M`. */
  readonly resolution: string;
  readonly resolutionMs: number;
  /** Position, from 1, and price, in the series' unit; as told, in the order told. */
  readonly points: readonly { readonly position: number; readonly amount: number }[];
}

/** A year of minutes; a period that claims more is none. */
const MOST_POSITIONS = 530_000;

/** The auctions of a `Publication_MarketDocument`; a period that does not say when it is, or how fine, is left out. */
export function entsoeSeries(document: XmlElement): readonly EntsoeSeries[] {
  return childrenOf(document, 'TimeSeries').map((series) => ({
    currency: childText(series, 'currency_Unit.name'),
    unit: childText(series, 'price_Measure_Unit.name'),
    sequencePosition: numberOf(
      childText(series, 'classificationSequence_AttributeInstanceComponent.position'),
    ),
    curveType: childText(series, 'curveType'),
    periods: childrenOf(series, 'Period').flatMap((period) => periodOf(period) ?? []),
  }));
}

function periodOf(period: XmlElement): EntsoePeriod | undefined {
  const fromMs = isoOf(childText(period, 'timeInterval', 'start'));
  const toMs = isoOf(childText(period, 'timeInterval', 'end'));
  const resolution = childText(period, 'resolution') ?? '';
  const resolutionMs = lengthMs(resolution);
  if (fromMs === undefined || toMs === undefined || resolutionMs === undefined) return undefined;
  if (!(toMs > fromMs && toMs - fromMs <= MOST_POSITIONS * resolutionMs)) return undefined;
  const points = childrenOf(period, 'Point').flatMap((point) => {
    const position = numberOf(childText(point, 'position'));
    const amount = numberOf(childText(point, 'price.amount'));
    return position === undefined || amount === undefined ? [] : { position, amount };
  });
  return { fromMs, toMs, resolution, resolutionMs, points };
}

/** `PT15M`, `PT60M`, `PT1H` → ms. A day is no length here: it has 23 to 25 hours. */
function lengthMs(duration: string): number | undefined {
  const [, count, unit] = /^PT(\d{1,4})([MH])$/.exec(duration) ?? [];
  const ms = Number(count) * (unit === 'H' ? 3_600_000 : 60_000);
  return ms > 0 ? ms : undefined;
}

/**
 * The prices of a period, by position from 1: as many as fit into it, 23 to 25 hours a day; undefined where none is
 * told. In curve type A03 a position that is missing repeats the one before. Of a position told twice the first counts.
 */
export function amountsByPosition(
  { fromMs, toMs, resolutionMs, points }: EntsoePeriod,
  curveType: string | undefined,
): readonly (number | undefined)[] {
  const told = new Map<number, number>();
  for (const { position, amount } of points) if (!told.has(position)) told.set(position, amount);
  const length = Math.round((toMs - fromMs) / resolutionMs);
  let last: number | undefined;
  return Array.from({ length }, (_, at) => {
    const amount = told.get(at + 1);
    if (curveType !== 'A03') return amount;
    last = amount ?? last;
    return last;
  });
}
