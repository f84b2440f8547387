import type { HashrateUnit } from '../../domain/settings.ts';
import { ABSENT, isPresent, THREE_FIGURES, withUnit } from '../../ui/format/decimal.ts';
import { formatDifficulty } from '../../ui/format/difficulty.ts';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { formatMoney, priceDecimals } from '../../ui/format/money.ts';
import { formatPower } from '../../ui/format/power.ts';
import { formatTemperature } from '../../ui/format/temperature.ts';
import { type ShownMoney, satsPerUnit } from '../pay/shown-money.ts';

/** How the owner reads figures. */
export interface FigureOptions {
  readonly temperatureUnit: 'C' | 'F';
  /** Default `auto`. */
  readonly hashrateUnit?: HashrateUnit | undefined;
  /** Default: sums are in the currency. */
  readonly money?: ShownMoney | undefined;
  readonly locale?: string | undefined;
}

/** From here on cents of a price say nothing. */
const LARGE_SUM = 1_000;
const TH_PER_PH = 1_000;
/** Watts and degrees below this are not written with one decimal: a push of 0.03 W is not 0.0 W. */
const SMALL = 0.95;

/** The unit in which earnings are written, and how many of it are one of the target's own. */
interface EarningsUnit {
  readonly unit: string;
  readonly factor: number;
}

/**
 * The owner's own unit of what work earns: `EUR/TH/day` is written as `sats/PH/day` where satoshi and petahash were chosen. All
 * other units stay: prices of coins and of power are written as they are quoted and billed, in the currency.
 */
export function earningsUnit(
  unit: string,
  { money, hashrateUnit }: Pick<FigureOptions, 'money' | 'hashrateUnit'>,
): EarningsUnit {
  const [currency = '', work = '', per] = unit.split('/');
  if (per === undefined) return { unit, factor: 1 };
  const isPeta = work === 'TH' && hashrateUnit === 'PH/s';
  const inSats = money?.unit === 'sats' && money.currency === currency;
  const sats = inSats ? satsPerUnit(money.btcPrice) : undefined;
  return {
    unit: [sats === undefined ? currency : 'sats', isPeta ? 'PH' : work, per].join('/'),
    factor: (sats ?? 1) * (isPeta ? TH_PER_PH : 1),
  };
}

/** A value of a target in words, by the unit that the target names: `€0.0512/TH/day`, `21.5 °C`, `118 T`. */
export function forecastFigure(value: number | undefined, unit: string, options: FigureOptions): string {
  const { temperatureUnit, hashrateUnit, locale } = options;
  if (!isPresent(value)) return ABSENT;
  if (unit === '') return formatDifficulty(value, locale);
  if (unit === 'H/s') return formatHashrate(value, { unit: hashrateUnit, locale });
  if (unit === 'W') return formatPower(value, locale);
  if (unit === '°C') return formatTemperature(value, { unit: temperatureUnit, locale });
  // Coins have a symbol of three letters, too, and are no currency.
  if (unit.endsWith('/block')) return withUnit(value, unit, THREE_FIGURES, locale);
  const earned = earningsUnit(unit, options);
  return moneyFigure(value * earned.factor, earned.unit, locale);
}

function moneyFigure(value: number, unit: string, locale: string | undefined): string {
  const [currency = '', ...per] = unit.split('/');
  if (!/^[A-Z]{3}$/.test(currency)) {
    const isLarge = Math.abs(value) >= LARGE_SUM;
    return withUnit(value, unit, isLarge ? { maximumFractionDigits: 0 } : THREE_FIGURES, locale);
  }
  return formatMoney(value, {
    currency,
    per: per.length > 0 ? per.join('/') : undefined,
    decimals: decimalsOf(value, unit),
    locale,
  });
}

/** The least and the greatest of a range differ far behind the point: what is earned keeps three figures. */
function decimalsOf(value: number, unit: string): number {
  if (unit.endsWith('/kWh')) return priceDecimals(value);
  const size = Math.abs(value);
  if (size >= LARGE_SUM) return 0;
  return size >= 1 ? 2 : Math.min(8, 2 - Math.floor(Math.log10(Math.max(size, 1e-6))));
}

/** A difference of two values of a target, without a sign: a step of 1 °C is one of 1.8 °F. */
export function differenceFigure(difference: number, unit: string, options: FigureOptions): string {
  const size = Math.abs(difference);
  const isSmall = size > 0 && size < SMALL && (unit === 'W' || unit === '°C');
  if (isSmall && !(unit === '°C' && options.temperatureUnit === 'F'))
    return withUnit(size, unit, { maximumSignificantDigits: 2 }, options.locale);
  if (unit !== '°C' || options.temperatureUnit === 'C') return forecastFigure(size, unit, options);
  return withUnit(size * 1.8, '°F', { maximumSignificantDigits: 2 }, options.locale);
}
