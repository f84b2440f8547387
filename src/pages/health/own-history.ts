import type { ComponentOutlook, LearnedHeat, Ratio } from '../../domain/health/lifetime.ts';
import { decimal, places, withUnit } from '../../ui/format/decimal.ts';
import { healthOutlook as text } from '../../ui/text/en/health-outlook.ts';

const YEAR_DAYS = 365.2425;
const HEAT_STEP_C = 10;

interface HistoryOptions {
  readonly temperatureUnit?: 'C' | 'F' | undefined;
}

/** What the owner's machines show of a part beside what is published: how many failed, and what heat does to it. */
export function ownHistory(part: ComponentOutlook, options: HistoryOptions = {}): readonly string[] {
  return [watched(part), ...(part.heat ? heatSentences(part.heat, part.ownEvents, options) : [])];
}

function watched({ ownEvents, ownDays, expectedEvents }: ComponentOutlook): string {
  if (!(ownDays > 0)) return text.unwatched;
  return text.history(text.failures(ownEvents), tenths(ownDays / YEAR_DAYS), tenths(expectedEvents));
}

function heatSentences(
  heat: LearnedHeat,
  ownEvents: number,
  { temperatureUnit }: HistoryOptions,
): readonly string[] {
  const { fromC, published, learned, failuresNeeded } = heat;
  const told = text.heat(
    degrees(fromC, temperatureUnit),
    degrees(fromC + HEAT_STEP_C, temperatureUnit),
    ratio(published),
  );
  const news = ownEvents > 0 ? text.heatLearned(ratio(learned)) : text.heatUnseen;
  return [told, `${news} ${howMuchItTakes(ownEvents, failuresNeeded)}`];
}

function howMuchItTakes(ownEvents: number, needed: number | undefined): string {
  if (needed === undefined) return text.alike;
  return ownEvents < needed ? text.needed(decimal(needed)) : text.enough(decimal(needed));
}

function ratio({ value, low, high }: Ratio): string {
  return text.ratio(tenths(value), tenths(low), tenths(high));
}

function degrees(tempC: number, unit: HistoryOptions['temperatureUnit']): string {
  return unit === 'F' ? withUnit(tempC * 1.8 + 32, '°F', places(0)) : withUnit(tempC, '°C', places(0));
}

/** What is there and would be written as 0 is less than a tenth. */
function tenths(value: number): string {
  return value > 0 && value < 0.05 ? text.less(decimal(0.1, places(1))) : decimal(value, places(1));
}
