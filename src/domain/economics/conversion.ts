import { SATS_PER_BTC } from './satoshi.ts';

/** What one unit of a currency or coin costs in another, at a moment. */
export interface ExchangeRate {
  /** In capitals: `BTC`, `EUR`. */
  readonly base: string;
  readonly quote: string;
  /** Of {@link quote} for one {@link base}; above 0. */
  readonly rate: number;
  /** The moment that it speaks of. */
  readonly atMs: number;
  /** Who told it. */
  readonly provider: string;
}

/** A sum in another currency, with everything it rests on. */
export interface Converted {
  readonly amount: number;
  readonly currency: string;
  /** The rates it went through, in that order; none where nothing had to be changed. */
  readonly rates: readonly ExchangeRate[];
  /** The oldest of them: no figure is younger than what it is made of. Absent without any. */
  readonly atMs?: number | undefined;
}

/** A way through more than these is no price, but a sum of spreads. */
const MAX_STEPS = 3;

/**
 * A sum in another currency or coin, by as few rates as possible and among those by the way whose oldest rate is the
 * youngest. Rates are read both ways, and 1e8 `SAT` are one `BTC` at any time.
 *
 * @returns undefined where no rates lead there
 * @example convert(1e-4, 'BTC', 'EUR', [{ base: 'BTC', quote: 'EUR', rate: 90_000, … }])?.amount // 9
 */
export function convert(
  amount: number,
  from: string,
  to: string,
  rates: readonly ExchangeRate[],
): Converted | undefined {
  const [source, target] = [wholeCoin(from), wholeCoin(to)];
  const way = bestWay(source.currency, target.currency, rates.filter(isSensible));
  if (way === undefined) return undefined;
  let [held, sum] = [source.currency, amount / source.parts];
  for (const { base, quote, rate } of way) {
    sum = held === base ? sum * rate : sum / rate;
    held = held === base ? quote : base;
  }
  const oldest = oldestOf(way);
  return {
    amount: sum * target.parts,
    currency: to,
    rates: way,
    ...(way.length === 0 ? {} : { atMs: oldest }),
  };
}

/** Satoshi → bitcoin and one for it; everything else is itself. */
function wholeCoin(currency: string): { readonly currency: string; readonly parts: number } {
  return currency === 'SAT' ? { currency: 'BTC', parts: SATS_PER_BTC } : { currency, parts: 1 };
}

function isSensible({ rate, base, quote }: ExchangeRate): boolean {
  return rate > 0 && Number.isFinite(rate) && base !== quote;
}

/** Breadth first, so that the first length that arrives is the shortest. */
function bestWay(
  from: string,
  to: string,
  rates: readonly ExchangeRate[],
): readonly ExchangeRate[] | undefined {
  let ways: readonly Way[] = [{ at: from, been: [from], rates: [] }];
  for (let step = 0; step <= MAX_STEPS; step++) {
    const arrived = ways.filter(({ at }) => at === to);
    if (arrived.length > 0)
      return arrived.reduce((best, way) => (oldestOf(way.rates) > oldestOf(best.rates) ? way : best)).rates;
    ways = ways.flatMap((way) => rates.flatMap((rate) => stepOn(way, rate)));
  }
  return undefined;
}

interface Way {
  readonly at: string;
  readonly been: readonly string[];
  readonly rates: readonly ExchangeRate[];
}

function stepOn({ at, been, rates }: Way, rate: ExchangeRate): readonly Way[] {
  const next = rate.base === at ? rate.quote : rate.quote === at ? rate.base : undefined;
  return next === undefined || been.includes(next)
    ? []
    : [{ at: next, been: [...been, next], rates: [...rates, rate] }];
}

function oldestOf(rates: readonly ExchangeRate[]): number {
  return rates.reduce((oldest, { atMs }) => Math.min(oldest, atMs), Number.POSITIVE_INFINITY);
}
