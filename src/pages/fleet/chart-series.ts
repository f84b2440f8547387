import type { SeriesColumns } from '../../domain/series.ts';
import type { HashrateUnit } from '../../domain/settings.ts';
import type { ChartSeries, ChartSpan, SummedParts } from '../../ui/chart/chart-data.ts';
import { formatHashrate, hashratePrefix, hashrateUnit } from '../../ui/format/hashrate.ts';
import { formatPower } from '../../ui/format/power.ts';
import { siFactor } from '../../ui/format/si-prefix.ts';
import { fleet } from '../../ui/text/en/fleet.ts';

/** Hashrate on the left axis, power on the right, of a fleet of so many miners. */
export function fleetSeries(
  columns: SeriesColumns,
  miners: number,
  unit?: HashrateUnit,
): readonly ChartSeries[] {
  const { values, atMs, counts } = columns;
  const parts: SummedParts | undefined = counts && {
    counts,
    all: miners,
    told: (most) => fleet.chart.ofMiners(most, miners),
  };
  return [
    {
      key: 'hashrateHs',
      parts,
      label: fleet.chart.hashrate,
      axis: 'left',
      values: values.hashrateHs ?? unknown(atMs.length),
      unitFor: (largest) => {
        const prefix = hashratePrefix(largest, { unit });
        return { divisor: siFactor(prefix), symbol: hashrateUnit(prefix) };
      },
      format: (rate) => formatHashrate(rate, { unit }),
      fromZero: true,
    },
    {
      key: 'powerW',
      parts,
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

/** The times for which fewer miners are known than for others: the lines there are not of the whole fleet. */
export function partlyKnown({ atMs, counts }: SeriesColumns): readonly ChartSpan[] {
  const most = counts?.reduce((a, b) => Math.max(a, b), 0) ?? 0;
  const spans: { fromMs: number; toMs: number }[] = [];
  let isOpen = false;
  counts?.forEach((count, row) => {
    const moment = atMs[row] ?? Number.NaN;
    const isPart = count > 0 && count < most;
    const last = spans.at(-1);
    // Up to the next row, where there is one.
    if (isOpen && last) last.toMs = moment;
    if (isPart && !isOpen) spans.push({ fromMs: moment, toMs: moment });
    isOpen = isPart;
  });
  // The minute that has just begun has not heard of all yet.
  const lasting = spans.filter(({ fromMs, toMs }) => toMs > fromMs);
  return lasting.map((span) => ({
    ...span,
    key: `part ${span.fromMs}`,
    label: fleet.chart.fewer,
    severity: 'info',
    legend: fleet.chart.fewer,
  }));
}

function unknown(length: number): Float64Array {
  return new Float64Array(length).fill(Number.NaN);
}
