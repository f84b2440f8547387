import type { Algorithm } from '../../domain/miner.ts';
import { SERIES, type SeriesName } from '../../domain/series.ts';
import type { HashrateUnit } from '../../domain/settings.ts';
import { decimal, THREE_FIGURES, withUnit } from '../format/decimal.ts';
import { formatHashrate, hashratePrefix, hashrateUnit } from '../format/hashrate.ts';
import { formatPercent } from '../format/percent.ts';
import { siFactor } from '../format/si-prefix.ts';
import { seriesNames } from '../text/en/series-names.ts';
import type { ChartAxis, ChartSeries, ChartUnit } from './chart-data.ts';

/** How the owner reads numbers. */
export interface LineOptions {
  readonly algorithm?: Algorithm | undefined;
  readonly temperatureUnit?: 'C' | 'F' | undefined;
  readonly hashrateUnit?: HashrateUnit | undefined;
}

/** Drawn from zero: what should be small. All else is drawn close up, with what was expected as its measure. */
const FROM_ZERO: readonly string[] = ['%', 'ms'];

/** A stored series as a line of a chart, in the units of its owner. */
export function seriesLine(
  name: SeriesName,
  axis: ChartAxis,
  values: Float64Array,
  options: LineOptions = {},
): ChartSeries {
  const unit = unitOf(name);
  const shown = unit === '°C' && options.temperatureUnit === 'F' ? values.map(fahrenheit) : values;
  return {
    key: name,
    label: seriesNames[name],
    axis,
    values: shown,
    fromZero: FROM_ZERO.includes(unit),
    counter: SERIES.some((definition) => definition.name === name && definition.kind === 'counter'),
    unitFor: (largest) => axisUnit(unit, largest, options),
    format: (value) => formatIn(unit, value, options),
  };
}

/** The unit under which a series stands in an axis picker: "°C", "TH/s" is one group with "GH/s". */
export function seriesGroup(name: SeriesName, { temperatureUnit, algorithm }: LineOptions): string {
  const unit = unitOf(name);
  if (unit === '°C') return `°${temperatureUnit ?? 'C'}`;
  return unit === 'H/s' ? hashrateUnit('', algorithm) : unit;
}

function unitOf(name: SeriesName): string {
  return SERIES.find((definition) => definition.name === name)?.unit ?? '';
}

function axisUnit(
  unit: string,
  largest: number,
  { algorithm, temperatureUnit, hashrateUnit: chosen }: LineOptions,
): ChartUnit {
  if (unit === 'H/s') {
    const prefix = hashratePrefix(largest, { algorithm, unit: chosen });
    return { divisor: siFactor(prefix), symbol: hashrateUnit(prefix, algorithm) };
  }
  return { divisor: 1, symbol: unit === '°C' ? `°${temperatureUnit ?? 'C'}` : unit };
}

function formatIn(
  unit: string,
  value: number,
  { algorithm, temperatureUnit, hashrateUnit: chosen }: LineOptions,
): string {
  if (unit === 'H/s') return formatHashrate(value, { algorithm, unit: chosen });
  if (unit === '°C') return withUnit(value, `°${temperatureUnit ?? 'C'}`, { maximumFractionDigits: 1 });
  if (unit === '%') return formatPercent(value / 100);
  if (unit === 'V') return withUnit(value, unit, THREE_FIGURES);
  if (unit === '') return decimal(value, { maximumFractionDigits: 0 });
  return withUnit(value, unit, { maximumFractionDigits: Math.abs(value) < 100 ? 1 : 0 });
}

function fahrenheit(tempC: number): number {
  return tempC * 1.8 + 32;
}
