import { ABSENT, decimal, isPresent, withUnit } from '../../ui/format/decimal.ts';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { formatTemperature } from '../../ui/format/temperature.ts';

export interface FigureUnits {
  readonly currency: string;
  readonly temperatureUnit: 'C' | 'F';
}

/** From here on digits are counted in thousands, millions, billions: a difficulty has fifteen of them. */
const LARGE = 1e6;

/** A feature's value in words: money in the owner's currency, temperatures in the owner's degrees. */
export function featureFigure(
  value: number | undefined,
  unit: string,
  { currency, temperatureUnit }: FigureUnits,
): string {
  if (!isPresent(value)) return ABSENT;
  if (unit.startsWith('¤')) {
    const per = unit.slice(2);
    return formatMoney(value, { currency, per: per === '' ? undefined : per });
  }
  if (unit === 'H/s') return formatHashrate(value);
  if (unit === '°C') return formatTemperature(value, { unit: temperatureUnit });
  const figures: Intl.NumberFormatOptions =
    Math.abs(value) >= LARGE
      ? { notation: 'compact', maximumSignificantDigits: 4 }
      : Math.abs(value) >= 1_000
        ? { maximumFractionDigits: 0 }
        : { maximumSignificantDigits: 4 };
  return unit === '' ? decimal(value, figures) : withUnit(value, unit, figures);
}
