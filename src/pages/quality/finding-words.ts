import type { QualityFinding, QualityReason } from '../../domain/data-quality.ts';
import type { DataRepair, RepairOffer } from '../../domain/data-repair.ts';
import type { SeriesName } from '../../domain/series.ts';
import type { Stretch } from '../../domain/stretch.ts';
import { type LineOptions, seriesLine } from '../../ui/chart/series-line.ts';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { ABSENT, decimal } from '../../ui/format/decimal.ts';
import { formatDuration } from '../../ui/format/duration.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { type FindingFigures, quality as text } from '../../ui/text/en/quality.ts';
import { seriesNames } from '../../ui/text/en/series-names.ts';

/** Stretches that are seen at once; the others are folded away. */
const LISTED = 5;
/** What is seen of these is a length of time, ms. */
const SEEN_IS_TIME: ReadonlySet<QualityReason> = new Set<QualityReason>(['gaps', 'outage', 'future']);

/** A value of a series in the owner's units. */
export function seriesFigure(name: SeriesName, value: number, options: LineOptions): string {
  const line = seriesLine(name, 'left', Float64Array.of(value), options);
  return line.format(line.values[0] ?? value);
}

/** A finding in one sentence. */
export function findingSentence(finding: QualityFinding, options: LineOptions): string {
  return text.reasons[finding.reason](figuresOf(finding, options));
}

function figuresOf(finding: QualityFinding, options: LineOptions): FindingFigures {
  const { values, stretchCount, seen, low, high, factor, series, reason } = finding;
  const figure = (value: number | undefined) => {
    if (value === undefined) return ABSENT;
    // No upper end.
    if (!Number.isFinite(value)) return '';
    if (series === undefined || reason === 'off-beat') return decimal(value, { maximumFractionDigits: 1 });
    return seriesFigure(series, value, options);
  };
  const timeMs = SEEN_IS_TIME.has(reason) ? seen : factor;
  return {
    count: formatCount(values),
    isOne: values === 1,
    stretches: formatCount(stretchCount),
    isOneStretch: stretchCount === 1,
    seen: figure(seen),
    low: figure(low),
    // How often a value was repeated is a number, whatever the series.
    high: reason === 'frozen' ? decimal(high) : figure(high),
    time: formatDuration(Math.abs(timeMs ?? Number.NaN) / 1000),
    factor: factorFigure(factor ?? Number.NaN),
    goesAhead: (factor ?? 0) > 0,
  };
}

/** `1 000`, `0.001`, `0.000976563`: as many digits as tell factors apart. */
function factorFigure(factor: number): string {
  return decimal(factor, { maximumSignificantDigits: 6 });
}

/** When it was, in lines: those seen at once, and those behind a fold with the words on it. */
export interface WhenWords {
  readonly lines: readonly string[];
  readonly more?: { readonly summary: string; readonly lines: readonly string[] } | undefined;
}

/** When it was. Stretches that a finding counts and does not list are counted at the end of the fold. */
export function whenWords({ stretches, stretchCount }: QualityFinding): WhenWords {
  const all = stretches.map(stretchWords);
  const lines = all.slice(0, LISTED);
  const folded = stretchCount - lines.length;
  if (folded <= 0) return { lines };
  const unlisted = stretchCount - all.length;
  const rest = unlisted > 0 ? [text.unlisted(formatCount(unlisted))] : [];
  const summary = text.more(formatCount(folded), folded === 1);
  return { lines, more: { summary, lines: [...all.slice(LISTED), ...rest] } };
}

function stretchWords({ fromMs, toMs }: Stretch): string {
  const time = formatDuration((toMs - fromMs) / 1000);
  return text.when(formatDayAndClock(fromMs), formatDayAndClock(toMs), time);
}

/** What the button for a repair says. */
export function offerWords(offer: RepairOffer): string {
  const words = text.repair;
  switch (offer.kind) {
    case 'drop':
      return words.drop;
    case 'shift':
      return words.shift(shiftTime(offer.shiftMs), offer.shiftMs < 0);
    case 'rescale':
      if (offer.offset === 0) return words.rescale(factorFigure(offer.factor));
      return offer.factor === 1 ? words.kelvin : words.celsius;
  }
}

/** What a repair does, for the list of those that were made. */
export function repairWords({ change }: DataRepair): string {
  const words = text.repairs.what;
  switch (change.kind) {
    case 'drop':
      return words.drop(seriesNames[change.series]);
    case 'shift':
      return words.shift(shiftTime(change.shiftMs), change.shiftMs < 0);
    case 'rescale': {
      const series = seriesNames[change.series];
      return change.offset === 0
        ? words.rescale(series, factorFigure(change.factor))
        : words.converted(series);
    }
  }
}

function shiftTime(shiftMs: number): string {
  return formatDuration(Math.abs(shiftMs) / 1000);
}

/** The values that a repair keeps as an example, before and after. */
export function sampleWords({ change, sample }: DataRepair, options: LineOptions): readonly string[] {
  const words = text.repairs;
  if (change.kind === 'shift') {
    const [from, to] = sample;
    return from && to ? [words.moved(formatDayAndClock(from.atMs), formatDayAndClock(to.atMs))] : [];
  }
  const figure = (series: SeriesName, value: number | undefined) =>
    value === undefined ? words.missing : seriesFigure(series, value, options);
  return sample.map(({ series, atMs, before, after }) =>
    words.sample(formatDayAndClock(atMs), figure(series, before), figure(series, after)),
  );
}
