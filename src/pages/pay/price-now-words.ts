import { consumerPricePerKwh } from '../../domain/economics/price-additions.ts';
import { upstreamOf } from '../../domain/upstreams/upstreams.ts';
import { formatAge } from '../../ui/format/age.ts';
import { formatClock } from '../../ui/format/clock-time.ts';
import { decimal } from '../../ui/format/decimal.ts';
import { formatMoney, priceDecimals } from '../../ui/format/money.ts';
import { tariff as text } from '../../ui/text/en/tariff.ts';
import type { MarketGap, PriceNow, PriceParts } from './price-now.ts';
import { type ShownMoney, shownPerKwh } from './shown-money.ts';

/** Whose prices they are, and in which money. */
export interface PriceNaming {
  readonly currency: string;
  /** How sums are written; in the currency where that is not said. */
  readonly shown?: ShownMoney | undefined;
  /** Of the market's series, where it is another. */
  readonly theirCurrency?: string | undefined;
  /** Id of an Upstream; absent for prices by the clock. */
  readonly provider?: string | undefined;
  /** Nobody typed it: it is ours. */
  readonly isExample?: boolean | undefined;
  readonly nowMs: number;
  readonly timeZone?: string | undefined;
  readonly locale?: string | undefined;
}

/** "€0.31/kWh now: €0.09 market + €0.17 surcharge and levies + 19 % VAT, by aWATTar, told 12 min ago." */
export function priceNowWords(now: PriceNow, naming: PriceNaming): string {
  const words = text.now;
  const { currency, locale, shown } = naming;
  const price = (amount: number) => shownPerKwh(amount, { unit: 'currency', ...shown, currency }, locale);
  const gap = (gap: MarketGap) => gapWords(gap, naming);
  switch (now.kind) {
    case 'always': {
      const sentence = naming.isExample ? words.alwaysExample : words.always;
      return withParts(sentence(price(now.pricePerKwh)), now.made, naming);
    }
    case 'by-clock': {
      const { next } = now;
      const sentence = next
        ? words.byClock(price(now.pricePerKwh), formatClock(next.atMs, naming), price(next.pricePerKwh))
        : words.allClock(price(now.pricePerKwh));
      return withParts(sentence, now.made, naming);
    }
    case 'market': {
      const ageMs = now.toldAtMs === undefined ? undefined : naming.nowMs - now.toldAtMs;
      return words.market(
        price(now.pricePerKwh),
        partWords(now.made, naming).join(' + '),
        providerName(naming),
        formatAge(ageMs, naming.locale),
      );
    }
    case 'fallback':
      return words.fallback(price(now.pricePerKwh), gap(now.gap));
    case 'unknown':
      return words.unknown(gap(now.gap));
  }
}

/** Why the market tells no price, as a sentence. */
function gapWords(gap: MarketGap, naming: PriceNaming): string {
  const { currency, theirCurrency = '' } = naming;
  return text.now.why[gap](providerName(naming), theirCurrency, currency);
}

function providerName({ provider = '' }: PriceNaming): string {
  return upstreamOf(provider)?.name ?? provider;
}

function withParts(sentence: string, made: PriceParts | undefined, naming: PriceNaming): string {
  return made ? text.now.made(sentence, partWords(made, naming).join(' + ')) : sentence;
}

/** What a price is made of, each addition only where it adds something. */
function partWords({ perKwh, contents, additions }: PriceParts, naming: PriceNaming): readonly string[] {
  const words = text.now.parts;
  const { surchargePerKwh = 0, leviesPerKwh = 0, vatFraction = 0 } = additions ?? {};
  const onTop = surchargePerKwh + leviesPerKwh;
  const money = (amount: number) => {
    const { currency, locale } = naming;
    return formatMoney(amount, { currency, locale, decimals: priceDecimals(amount) });
  };
  const vat =
    vatFraction === 0 ? [] : [words.vat(`${decimal(100 * vatFraction, { maximumFractionDigits: 2 })} %`)];
  const surcharge = onTop === 0 ? [] : [words.additions(money(onTop))];
  switch (contents) {
    case 'typed':
      return [words.typed(money(perKwh)), ...surcharge, ...vat];
    case 'wholesale':
      return [words.market(money(perKwh)), ...surcharge, ...vat];
    case 'incl-vat': {
      const taxed = additions ? consumerPricePerKwh(0, additions) : 0;
      return [
        words.marketWithVat(money(perKwh)),
        ...(taxed === 0 ? [] : [words.additionsWithVat(money(taxed))]),
      ];
    }
    case 'all-in-excl-vat':
      return [words.beforeVat(money(perKwh)), ...vat];
    case 'all-in':
      return [words.allIn];
  }
}
