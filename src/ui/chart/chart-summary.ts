import { chart as text } from '../text/en/chart.ts';
import type { ChartSeries, TimeRange } from './chart-data.ts';
import { type SeriesFacts, seriesFacts } from './series-facts.ts';
import { momentText } from './time-axis.ts';

/** An edge without data shorter than this share of the range is not worth a word. */
const EDGE_SHARE = 0.04;

/**
 * A chart in words: "24 h: hashrate 1.19 TH/s mean (1.10 TH/s to 1.24 TH/s), one gap 03:10–03:24." Gaps and missing
 * ends are told of the first line, which the others share their moments with.
 */
export function chartSummary(
  atMs: Float64Array,
  series: readonly ChartSeries[],
  range: TimeRange,
  locale?: string,
): string {
  const parts = series.flatMap((line, i) => {
    const sum = wholeSums(atMs, line, range);
    const facts = seriesFacts(atMs, sum?.values ?? line.values, range);
    if (!facts) return [text.summaryUnknown(line.label)];
    const { format } = line;
    const told = line.counter
      ? text.summaryCounter(line.label, format(facts.first), format(facts.last))
      : text.summaryMean(line.label, format(facts.mean), format(facts.min), format(facts.max));
    const what = sum ? [told, sum.told] : [told];
    return i === 0 ? [...what, ...interruptions(facts, range, locale)] : [told];
  });
  return text.summary(durationText(range.toMs - range.fromMs), parts);
}

/**
 * A sum only where it is of as many parts as it ever is in the range, and what to say of that; undefined where it always
 * is of all: the mean over a time in which half of a fleet was not known yet is the mean of no fleet.
 */
function wholeSums(
  atMs: Float64Array,
  { values, parts }: ChartSeries,
  range: TimeRange,
): { readonly values: Float64Array; readonly told: string } | undefined {
  if (!parts) return undefined;
  const inRange = parts.counts.filter((count, row) => {
    const moment = atMs[row] ?? Number.NaN;
    return count > 0 && moment >= range.fromMs && moment <= range.toMs;
  });
  const most = inRange.reduce((a, b) => Math.max(a, b), 0);
  if (most >= parts.all && inRange.every((count) => count === most)) return undefined;
  if (most === 0) return undefined;
  const whole = values.map((value, row) => (parts.counts[row] === most ? value : Number.NaN));
  return { values: whole, told: parts.told(most) };
}

function interruptions(facts: SeriesFacts, range: TimeRange, locale: string | undefined): string[] {
  const width = range.toMs - range.fromMs;
  const moment = (atMs: number) => momentText(atMs, width, locale);
  const words: string[] = [];
  if (facts.firstMs - range.fromMs > EDGE_SHARE * width) words.push(text.startsAt(moment(facts.firstMs)));
  const longest = facts.gaps.toSorted((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs))[0];
  if (longest) {
    const [from, to] = [moment(longest.fromMs), moment(longest.toMs)];
    words.push(facts.gaps.length === 1 ? text.oneGap(from, to) : text.manyGaps(facts.gaps.length, from, to));
  }
  if (range.toMs - facts.lastMs > EDGE_SHARE * width) words.push(text.endsAt(moment(facts.lastMs)));
  return words;
}

/** A length of time in at most two units: "24 h", "7 d", "1 h 30 min", "40 s". */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return text.seconds(seconds);
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return text.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return joined(text.hours(hours), minutes % 60, text.minutes);
  return joined(text.days(Math.floor(hours / 24)), hours % 24, text.hours);
}

function joined(large: string, rest: number, small: (count: number) => string): string {
  return rest === 0 ? large : `${large} ${small(rest)}`;
}
