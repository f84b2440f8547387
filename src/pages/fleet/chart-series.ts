import type { SeriesColumns } from '../../domain/series.ts';
import type { ChartBand, ChartSeries, ChartUnit } from '../../ui/chart/chart-data.ts';
import { formatHashrate, hashrateUnit } from '../../ui/format/hashrate.ts';
import { formatPower } from '../../ui/format/power.ts';
import { siFactor, siPrefix } from '../../ui/format/si-prefix.ts';
import { fleet } from '../../ui/text/en/fleet.ts';

/** Ten-minute means of healthy miners vary by this much about what they should do. */
const EXPECTED_SPREAD = 0.05;

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

/** Where the fleet's hashrate should lie; nothing where the miners do not tell. */
export function expectedBand({ values }: SeriesColumns): readonly ChartBand[] {
  const expected = values.expectedHashrateHs;
  if (!expected || expected.every(Number.isNaN)) return [];
  return [
    {
      label: fleet.chart.band,
      axis: 'left',
      low: expected.map((rate) => rate * (1 - EXPECTED_SPREAD)),
      high: expected.map((rate) => rate * (1 + EXPECTED_SPREAD)),
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
