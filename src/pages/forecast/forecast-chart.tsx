import { createMemo } from 'solid-js';
import type { ForecastStep, ForecastTarget } from '../../domain/forecast.ts';
import type { ChartUnit } from '../../ui/chart/chart-data.ts';
import { FanChart } from '../../ui/chart/fan-chart.tsx';
import { hashratePrefix, hashrateUnit } from '../../ui/format/hashrate.ts';
import { siFactor, siPrefix } from '../../ui/format/si-prefix.ts';
import { forecast as text } from '../../ui/text/en/forecast.ts';
import { earningsUnit, type FigureOptions, forecastFigure } from './forecast-figure.ts';
import { stepMoment } from './outlook-words.ts';
import { aheadWords, targetName } from './target-words.ts';

/** Of the past: twice as long as a forecast of days is, three times as long as one of hours. */
const PAST_TIMES = { hour: 2, day: 4 } as const;

/** A forecast of now behind its past, or one of before over what came. */
export function ForecastChart(props: {
  readonly target: ForecastTarget;
  readonly steps: readonly ForecastStep[];
  readonly madeAtMs: number;
  readonly past: { readonly atMs: Float64Array; readonly values: Float64Array };
  readonly came?: readonly number[] | undefined;
  readonly options: FigureOptions;
}) {
  const figure = (value: number) => forecastFigure(value, props.target.unit, props.options);
  const moment = (atMs: number) => stepMoment(atMs, props.target.step, props.options.locale);
  const isFahrenheit = () => props.target.unit === '°C' && props.options.temperatureUnit === 'F';
  // The axis counts in what is drawn: degrees Fahrenheit are no multiple of those of Celsius.
  const shown = createMemo(() => (isFahrenheit() ? inFahrenheit(props) : props));
  const format = (value: number) => (isFahrenheit() ? figure((value - 32) / 1.8) : figure(value));
  return (
    <FanChart
      label={
        props.came
          ? text.chart.pastLabel(targetName(props.target), moment(props.madeAtMs))
          : text.chart.label(targetName(props.target), aheadWords(props.target.step, props.steps.length))
      }
      past={shown().past}
      steps={shown().steps}
      came={shown().came}
      madeAtMs={props.madeAtMs}
      summary={summaryOf(props, figure, moment)}
      unitFor={(largest) => axisUnit(props.target.unit, largest, props.options)}
      format={format}
      moment={moment}
      pastTimes={PAST_TIMES[props.target.step]}
    />
  );
}

interface Drawn {
  readonly steps: readonly ForecastStep[];
  readonly past: { readonly atMs: Float64Array; readonly values: Float64Array };
  readonly came?: readonly number[] | undefined;
}

function inFahrenheit({ steps, past, came }: Drawn): Drawn {
  const f = (value: number) => 32 + 1.8 * value;
  return {
    steps: steps.map((step) => ({
      ...step,
      value: f(step.value),
      low80: f(step.low80),
      high80: f(step.high80),
      low95: f(step.low95),
      high95: f(step.high95),
    })),
    past: { atMs: past.atMs, values: past.values.map(f) },
    came: came?.map(f),
  };
}

function summaryOf(
  { steps, past, came }: Drawn,
  figure: (value: number) => string,
  moment: (atMs: number) => string,
): string {
  const lastRow = past.values.findLastIndex((value) => !Number.isNaN(value));
  const known =
    lastRow >= 0 && !came
      ? [text.chart.lastKnown(figure(past.values[lastRow] ?? Number.NaN), moment(past.atMs[lastRow] ?? 0))]
      : [];
  const last = steps.at(-1);
  if (!last) return known.join(' ');
  const ahead = last.exact
    ? text.chart.knownAhead(figure(last.value), moment(last.atMs))
    : text.chart.ahead(figure(last.value), figure(last.low80), figure(last.high80), moment(last.atMs));
  const exact = steps.filter((step) => step.exact !== undefined).length;
  const steady = exact > 0 && !came ? [text.chart.knownSteps(exact, steps.length)] : [];
  return [...known, ahead, ...steady].join(' ');
}

/** Large counts are drawn in their own thousands, all else in the owner's units. */
function axisUnit(unit: string, largest: number, options: FigureOptions): ChartUnit {
  if (unit === 'H/s') {
    const prefix = hashratePrefix(largest, { unit: options.hashrateUnit });
    return { divisor: siFactor(prefix), symbol: hashrateUnit(prefix) };
  }
  if (unit === '°C') return { divisor: 1, symbol: `°${options.temperatureUnit}` };
  if (unit !== '') {
    const earned = earningsUnit(unit, options);
    return { divisor: 1 / earned.factor, symbol: earned.unit };
  }
  const prefix = siPrefix(largest, 3);
  return { divisor: siFactor(prefix), symbol: prefix };
}
