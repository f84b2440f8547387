import type { HashrateUnit } from '../../domain/settings.ts';
import { ABSENT, decimal, isPresent, withUnit } from '../../ui/format/decimal.ts';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { formatTemperature } from '../../ui/format/temperature.ts';
import type { FeatureWords } from '../../workers/learner-api.ts';
import { type ShownMoney, shownMoney } from '../pay/shown-money.ts';

export interface FigureUnits {
  readonly money: ShownMoney;
  readonly temperatureUnit: 'C' | 'F';
  /** Default `auto`. */
  readonly hashrateUnit?: HashrateUnit | undefined;
}

/** From here on digits are counted in thousands, millions, billions: a difficulty has fifteen of them. */
const LARGE = 1e6;
const HS_PER_THS = 1e12;
/** The sine of half a turn is 1.2e-16 and meant to be nothing: of plain numbers less than this is rounding. */
const ROUNDING = 1e-12;

/** A feature's value in words: sums, rates and degrees as the owner has chosen them. Prices stay in the currency. */
export function featureFigure(
  value: number | undefined,
  { name, unit }: Pick<FeatureWords, 'name' | 'unit'>,
  { money, temperatureUnit, hashrateUnit }: FigureUnits,
): string {
  if (!isPresent(value)) return ABSENT;
  if (unit.startsWith('¤')) {
    const per = unit.slice(2);
    const isPrice = name.startsWith('price') || per === 'kWh';
    const sum = isPrice ? formatMoney(value, { currency: money.currency }) : shownMoney(value, money);
    return per === '' ? sum : `${sum}/${per}`;
  }
  if (unit === 'TH/s' && hashrateUnit !== undefined && hashrateUnit !== 'auto')
    return formatHashrate(value * HS_PER_THS, { unit: hashrateUnit });
  if (unit === 'H/s') return formatHashrate(value, { unit: hashrateUnit });
  if (unit === '°C') return formatTemperature(value, { unit: temperatureUnit });
  // A difference of degrees has no zero point.
  if (unit === 'K' && temperatureUnit === 'F') return withUnit(value * 1.8, '°F', figuresOf(value));
  if (unit === '') return decimal(Math.abs(value) < ROUNDING ? 0 : value, figuresOf(value));
  return withUnit(value, unit, figuresOf(value));
}

function figuresOf(value: number): Intl.NumberFormatOptions {
  if (Math.abs(value) >= LARGE) return { notation: 'compact', maximumSignificantDigits: 4 };
  return Math.abs(value) >= 1_000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 };
}
