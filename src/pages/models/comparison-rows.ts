import type { ModelRecord } from '../../domain/model-record.ts';
import { formatBytes } from '../../ui/format/bytes.ts';
import { formatDay, formatDayAndClock } from '../../ui/format/clock-time.ts';
import { decimal, places } from '../../ui/format/decimal.ts';
import { formatDuration } from '../../ui/format/duration.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { models as text } from '../../ui/text/en/models.ts';
import { foldMean } from './model-words.ts';
import { backendName } from './training-words.ts';

/** One figure of two models. */
export interface ComparisonRow {
  readonly name: string;
  readonly cells: readonly [string, string];
  readonly differs: boolean;
}

/** Two models figure by figure, parameters and all. @param error an error in the unit of a model's target */
export function comparisonRows(
  pair: readonly [ModelRecord, ModelRecord],
  error: (record: ModelRecord, value: number) => string,
  locale?: string,
): readonly ComparisonRow[] {
  const row = (name: string, of: (record: ModelRecord) => string): ComparisonRow => {
    const cells = [of(pair[0]), of(pair[1])] as const;
    return { name, cells, differs: cells[0] !== cells[1] };
  };
  const { columns, details } = text;
  const parameters = [...new Set(pair.flatMap((record) => Object.keys(record.parameters)))];
  return [
    row(details.status, ({ status }) => text.statuses[status]),
    row(details.trained, ({ createdAtMs }) => formatDayAndClock(createdAtMs, { locale })),
    row(details.window, (record) => windowWords(record, locale)),
    row(columns.mae, (record) =>
      error(
        record,
        foldMean(record, ({ mae }) => mae),
      ),
    ),
    row(columns.rmse, (record) =>
      error(
        record,
        foldMean(record, ({ rmse }) => rmse),
      ),
    ),
    row(columns.mase, (record) =>
      decimal(
        foldMean(record, ({ mase }) => mase),
        places(2),
        locale,
      ),
    ),
    row(columns.coverage80, (record) =>
      formatPercent(
        foldMean(record, ({ coverage80 }) => coverage80),
        locale,
      ),
    ),
    row(columns.coverage95, (record) =>
      formatPercent(
        foldMean(record, ({ coverage95 }) => coverage95),
        locale,
      ),
    ),
    row(details.features, ({ features }) => formatCount(features.length, locale)),
    row(details.backend, ({ backend }) => backendName(backend)),
    row(details.duration, ({ trainedForMs }) => formatDuration(trainedForMs / 1000, locale)),
    row(details.size, ({ bytes }) => formatBytes(bytes, locale)),
    ...parameters.map((name) =>
      row(parameterName(name), (record) => parameterFigure(record.parameters[name])),
    ),
  ];
}

/** What a model learned from. */
export function windowWords({ data }: Pick<ModelRecord, 'data'>, locale?: string): string {
  const rows = formatCount(data.rows, locale);
  return text.details.windowOf(formatDay(data.fromMs, { locale }), formatDay(data.toMs, { locale }), rows);
}

/** `learningRate` → `Learning rate`. */
export function parameterName(name: string): string {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A parameter as it is written; an en dash where a model has none of that name. */
export function parameterFigure(value: number | string | boolean | undefined): string {
  if (typeof value === 'number') return decimal(value, { maximumSignificantDigits: 4 });
  return value === undefined ? text.details.none : String(value);
}
