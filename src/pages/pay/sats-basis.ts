import { freshnessOf } from '../../domain/freshness.ts';
import type { OutsideMarket } from '../../domain/outside-market.ts';
import type { Settings } from '../../domain/settings.ts';
import { formatAge } from '../../ui/format/age.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { profit } from '../../ui/text/en/profit.ts';
import { toldBy } from './told-by.ts';

const words = profit.view.sats;

interface Moment {
  readonly nowMs: number;
  /** What nobody typed is the demo's own example. */
  readonly demo: boolean;
}

/**
 * At what price of bitcoin sums are written in satoshi, with who told it and how old it is; or that none is known, and the
 * currency stays.
 *
 * @param settings as they were typed
 */
export function satsBasis(
  { currency, market }: Pick<Settings, 'currency' | 'market'>,
  outside: OutsideMarket | undefined,
  { nowMs, demo }: Moment,
): string {
  const told = outside?.btcPrice;
  const price = told?.value ?? market.btcPrice;
  if (!price) return words.unknown(currency);
  const who = () => {
    if (told) return toldWords(told, nowMs);
    const { btcEnteredAtMs } = market;
    if (btcEnteredAtMs === undefined) return demo ? words.example : words.undated;
    return words.typed(formatAge(nowMs - btcEnteredAtMs));
  };
  return words.at(formatMoney(price, { currency, decimals: 0 }), who());
}

function toldWords({ providers, atMs }: NonNullable<OutsideMarket['btcPrice']>, nowMs: number): string {
  const say = freshnessOf('price', nowMs - atMs) === 'fresh' ? profit.live.told : profit.live.old;
  return say(toldBy(providers), formatAge(nowMs - atMs));
}
