import { For, Show } from 'solid-js';
import type { ModelRecord } from '../../domain/model-record.ts';
import { Facts } from '../../ui/facts.tsx';
import { formatBytes } from '../../ui/format/bytes.ts';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { decimal, places } from '../../ui/format/decimal.ts';
import { formatDuration } from '../../ui/format/duration.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { models as text } from '../../ui/text/en/models.ts';
import type { FeatureInWords } from '../forecast/reason-words.ts';
import { FiguresTable } from '../pay/figures-table.tsx';
import { parameterFigure, parameterName, windowWords } from './comparison-rows.ts';
import { cardWords, lineageWords } from './lineage-words.ts';
import { changeWords, modelName } from './model-words.ts';
import styles from './models-page.module.css';
import { TrainingCurve } from './training-curve.tsx';
import { backendName } from './training-words.ts';

const words = text.details;

/** Everything that the registry knows of a model. */
export function ModelDetails(props: {
  readonly record: ModelRecord;
  readonly error: (value: number) => string;
  readonly features: FeatureInWords;
}) {
  const { record } = props;
  const mono = (code: string) => <span class={styles.mono}>{code}</span>;
  return (
    <div class={styles.details}>
      <Facts
        facts={[
          [words.status, text.meanings[record.status]],
          [words.trained, formatDayAndClock(record.createdAtMs)],
          [words.window, windowWords(record)],
          [words.hash, mono(record.data.hash)],
          [words.seed, formatCount(record.seed)],
          [words.backend, backendName(record.backend)],
          [words.duration, formatDuration(record.trainedForMs / 1000)],
          [words.size, formatBytes(record.bytes)],
          [
            words.libraries,
            Object.entries(record.libraries)
              .map((each) => each.join(' '))
              .join(', '),
          ],
          [words.parent, lineageWords(record)],
          [words.sha, mono(record.sha256)],
          [words.id, mono(record.id)],
        ]}
      />
      <Show when={cardWords(record)}>{(card) => <p>{card()}</p>}</Show>
      <h3>{words.parameters}</h3>
      <Facts
        facts={Object.entries(record.parameters).map(
          ([name, value]) => [parameterName(name), parameterFigure(value)] as const,
        )}
      />
      <h3>{words.features}</h3>
      <p>
        {record.features
          .map(({ name, version }) => words.feature(props.features.label(name), formatCount(version)))
          .join(', ') || words.itsPast}
      </p>
      <Folds record={record} error={props.error} />
      <Show when={record.curve.length > 1}>
        <h3>{words.curve}</h3>
        <TrainingCurve name={modelName(record)} curve={record.curve} />
      </Show>
      <h3>{words.history}</h3>
      <ul class={styles.plainList}>
        <For each={record.history}>{(change) => <li>{changeWords(change, props.error)}</li>}</For>
      </ul>
    </div>
  );
}

function Folds(props: { readonly record: ModelRecord; readonly error: (value: number) => string }) {
  const { columns } = text;
  return (
    <Show when={props.record.folds.length > 0}>
      <h3>{words.folds}</h3>
      <FiguresTable
        caption={words.foldsNote}
        first={words.folds}
        heads={[
          columns.count,
          columns.mae,
          columns.rmse,
          columns.mase,
          columns.coverage80,
          columns.coverage95,
        ]}
        rows={props.record.folds.map((fold, i) => ({
          name: words.fold(formatCount(i + 1)),
          cells: [
            formatCount(fold.count),
            props.error(fold.mae),
            props.error(fold.rmse),
            decimal(fold.mase, places(2)),
            formatPercent(fold.coverage80),
            formatPercent(fold.coverage95),
          ],
        }))}
      />
    </Show>
  );
}
