import type { EnergyPriceSeries } from '../energy-price.ts';
import { completedPricePerKwh } from './completed-price.ts';
import { coveredSpans } from './covered-span.ts';
import { type PriceSegment, priceSegments, type SpotTariff, type Tariff } from './tariff.ts';

/** Time during which a kilowatt-hour costs, and earns, the same: [fromMs, toMs). */
export interface PriceSpan {
  readonly fromMs: number;
  readonly toMs: number;
  /** What one from the grid costs; undefined where nobody has said so. */
  readonly pricePerKwh: number | undefined;
  /** What one fed into the grid earns; undefined where nobody has said so. */
  readonly feedInPerKwh: number | undefined;
}

/** What prices depend on besides the tariff. The series are in the owner's currency. */
export interface PriceContext {
  readonly timeZone: string;
  /** A spot tariff's prices, direction `import`. */
  readonly market?: EnergyPriceSeries | undefined;
  /** What the grid pays, direction `export`, where a provider tells that by itself. */
  readonly feedIn?: EnergyPriceSeries | undefined;
}

/**
 * The prices of [fromMs, toMs), in order, without gap or overlap. A spot tariff costs what its market and its additions
 * make (economics section 7); where the market is not known, what the owner has chosen, else it stays unknown.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function priceSpans(
  tariff: Tariff,
  fromMs: number,
  toMs: number,
  context: PriceContext,
): readonly PriceSpan[] {
  const { market, feedIn, timeZone } = context;
  const prices = tariff.kind === 'spot' ? market?.prices : priceSegments(tariff, fromMs, toMs, timeZone);
  const covered = coveredSpans({ fromMs, toMs }, prices ?? [], feedIn?.prices ?? []);
  return Array.from(covered, ({ fromMs, toMs, first: price, second: fedIn }) => ({
    fromMs,
    toMs,
    pricePerKwh: tariff.kind === 'spot' ? spotPerKwh(tariff, price, market) : price?.pricePerKwh,
    feedInPerKwh: feedInPerKwh(tariff, fedIn, tariff.kind === 'spot' ? price : undefined, context),
  }));
}

/** The spans of which the price is known. */
export function knownPrices(spans: readonly PriceSpan[]): readonly PriceSegment[] {
  return spans.flatMap(({ fromMs, toMs, pricePerKwh, feedInPerKwh }) =>
    pricePerKwh === undefined
      ? []
      : [{ fromMs, toMs, pricePerKwh, ...(feedInPerKwh !== undefined && { feedInPerKwh }) }],
  );
}

function spotPerKwh(
  { additions, fallbackPerKwh }: SpotTariff,
  price: PriceSegment | undefined,
  market: EnergyPriceSeries | undefined,
): number | undefined {
  if (!price || !market) return fallbackPerKwh;
  return additions ? completedPricePerKwh(price.pricePerKwh, market.includes, additions) : price.pricePerKwh;
}

/** The market pays its bare price: taxes that are in the price of import are not paid out. */
function feedInPerKwh(
  { terms }: Tariff,
  fedIn: PriceSegment | undefined,
  spot: PriceSegment | undefined,
  { market, feedIn }: PriceContext,
): number | undefined {
  if (terms?.feedIn?.kind === 'fixed') return terms.feedIn.pricePerKwh;
  const fee = terms?.feedIn?.feePerKwh;
  if (feedIn) return fedIn && fedIn.pricePerKwh - (fee ?? 0);
  return fee === undefined || !spot || market?.includes !== 'wholesale' ? undefined : spot.pricePerKwh - fee;
}
