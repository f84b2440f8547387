import type { HeatCredit } from '../settings.ts';
import { type ClockWindow, isWithin, wallPieces } from './clock-window.ts';
import type { ContractTerms } from './contract-terms.ts';
import { heatingPowerW, heatPricePerKwh } from './heat-price.ts';
import { solarPart, solarPricePerKwh } from './solar-price.ts';
import type { PriceSegment } from './tariff.ts';

/** Time during which a miner's kilowatt-hour costs, and saves in heating, the same: [fromMs, toMs). */
export interface PowerSegment {
  readonly fromMs: number;
  readonly toMs: number;
  /** What it costs the miners: of the grid, of the sun, or some of both. */
  readonly pricePerKwh: number;
  /** Part of the miners' power that is the owner's own solar surplus, 0..1. */
  readonly solarPart: number;
  /** What it saves in heating; 0 while no heat is wanted. */
  readonly heatPerKwh: number;
}

/** What the price of the miners' power depends on besides the grid's. */
export interface HousePower {
  /** Of all running miners of the house together, W. */
  readonly powerW: number;
  readonly terms?: ContractTerms | undefined;
  readonly heat: HeatCredit;
  /** What tiers add to a kilowatt-hour from the grid; none when absent. */
  readonly tierPerKwh?: number | undefined;
  readonly timeZone: string;
}

/**
 * What power costs all miners of a house together, price by price. The meter knows no miner: each kilowatt-hour of
 * theirs has the same part of the surplus in it, so that their costs add up to what the house pays (economics sections 7
 * and 9). Surplus whose feed-in price nobody has told costs as if it came from the grid.
 *
 * @throws RangeError for a time zone that the browser does not know
 */
export function powerSegments(
  prices: readonly PriceSegment[],
  { powerW, terms, heat, tierPerKwh = 0, timeZone }: HousePower,
): readonly PowerSegment[] {
  const { solar = [], feedIn } = terms ?? {};
  const windows: readonly ClockWindow[] = [...solar, ...(heat.season ? [heat.season] : [])];
  const pieces = prices.flatMap((price) => {
    const feedInPerKwh = feedIn?.kind === 'fixed' ? feedIn.pricePerKwh : price.feedInPerKwh;
    const spans = windows.length > 0 ? wallPieces(price, timeZone, windows) : [price];
    return spans.map(({ fromMs, toMs }) => {
      const during = (window: ClockWindow) => isWithin(window, fromMs, timeZone);
      const surplusW = feedInPerKwh === undefined ? 0 : (solar.find(during)?.powerW ?? 0);
      const pricePerKwh = price.pricePerKwh + tierPerKwh;
      const costOf = (loadW: number) =>
        solarPricePerKwh({ powerW: loadW, surplusW, pricePerKwh, feedInPerKwh: feedInPerKwh ?? 0 });
      const isWanted = heat.share > 0 && (!heat.season || during(heat.season));
      return {
        fromMs,
        toMs,
        pricePerKwh: costOf(powerW),
        solarPart: solarPart(powerW, surplusW),
        heatPerKwh: isWanted ? heat.share * heatPerKwh(heat, powerW, costOf) : 0,
      };
    });
  });
  return joined(pieces);
}

/** Neighbours of the same price as one. */
function joined(pieces: readonly PowerSegment[]): readonly PowerSegment[] {
  const segments: PowerSegment[] = [];
  for (const piece of pieces) {
    const last = segments.at(-1);
    if (last?.toMs === piece.fromMs && isSame(last, piece))
      segments[segments.length - 1] = { ...last, toMs: piece.toMs };
    else segments.push(piece);
  }
  return segments;
}

function isSame(a: PowerSegment, b: PowerSegment): boolean {
  return a.pricePerKwh === b.pricePerKwh && a.solarPart === b.solarPart && a.heatPerKwh === b.heatPerKwh;
}

/** What the heating that is replaced pays for a kilowatt-hour of heat: it, too, would take the sun's power first. */
function heatPerKwh(
  { share, pricePerKwhHeat, heating }: HeatCredit,
  powerW: number,
  costOf: (loadW: number) => number,
): number {
  if (!heating) return pricePerKwhHeat;
  return heatPricePerKwh(heating, costOf(heatingPowerW(heating, share * powerW)));
}
