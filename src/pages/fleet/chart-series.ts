import type { SeriesColumns } from '../../domain/series.ts';
import type { ChartSeries, ChartUnit } from '../../ui/chart/chart-data.ts';
import { formatHashrate, hashrateUnit } from '../../ui/format/hashrate.ts';
import { formatPower } from '../../ui/format/power.ts';
import { siFactor, siPrefix } from '../../ui/format/si-prefix.ts';
import { fleet } from '../../ui/text/en/fleet.ts';

/** Hashrate on the left axis, power on the right. */
export function fleetSeries({ values, atMs }: SeriesColumns): readonly ChartSeries[] {
  return [
    {
      key: 'hashrateHs',
      label: fleet.chart.hashrate,
      axis: 'left',
      values: values.hashrateHs ?? unknown(atMs.length),
      unitFor: hashrateUnitFor,
      format: (rate) => formatHashrate(rate),
      fromZero: true,
    },
    {
      key: 'powerW',
      label: fleet.chart.power,
      axis: 'right',
      values: values.powerW ?? unknown(atMs.length),
      unitFor: (largest) =>
        largest >= 10_000 ? { divisor: 1000, symbol: 'kW' } : { divisor: 1, symbol: 'W' },
      format: (watts) => formatPower(watts),
      fromZero: true,
    },
  ];
}

function hashrateUnitFor(largest: number): ChartUnit {
  const prefix = siPrefix(largest, 3);
  return { divisor: siFactor(prefix), symbol: hashrateUnit(prefix) };
}

function unknown(length: number): Float64Array {
  return new Float64Array(length).fill(Number.NaN);
}
