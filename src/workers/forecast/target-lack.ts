import type { ForecastLack, ForecastTarget } from '../../domain/forecast.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import { ruleRowsNeeded } from './rule-forecast.ts';

/** Rows of a past that are known. */
export function rowsKnown({ values }: Pick<TargetData, 'values'>): number {
  return values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
}

/** What a past lacks before anything can be said of a target; undefined where it will do. */
export function lackOf(target: ForecastTarget, data: TargetData): ForecastLack | undefined {
  const infinite = data.values.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
  if (infinite >= 0) return { kind: 'bad-data', detail: 'A stored value is infinite.' };
  const has = rowsKnown(data);
  const needs = ruleRowsNeeded(target);
  if (has < needs) return { kind: 'too-little-data', has, needs, enoughAtMs: enoughAtMs(data, needs - has) };
  const value = data.values.find((each) => !Number.isNaN(each)) ?? Number.NaN;
  if (data.values.every((each) => Number.isNaN(each) || each === value)) return { kind: 'constant', value };
  return undefined;
}

/** When so many more rows have come; undefined where none comes any more. */
function enoughAtMs({ values, startMs, stepMs }: TargetData, more: number): number | undefined {
  const isGoingOn = values.subarray(-3).some((value) => !Number.isNaN(value));
  return isGoingOn ? startMs + (values.length + more) * stepMs : undefined;
}

/** The same as a plain sentence. */
export function lackSentence(lack: ForecastLack): string {
  switch (lack.kind) {
    case 'too-little-data':
      return `There are ${lack.has} values of the past, and ${lack.needs} are needed.`;
    case 'untold':
      return `No source tells the ${lack.of.replace('-', ' ')}.`;
    case 'constant':
      return `It has been ${lack.value} all the time: there is nothing to learn.`;
    case 'bad-data':
      return lack.detail;
  }
}
