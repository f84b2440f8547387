import { For, Show } from 'solid-js';
import type {
  ColumnChoice,
  ImportColumn,
  ImportMapping,
  ImportSurvey,
} from '../../domain/file-import/import-file.ts';
import { UNITS_OF } from '../../domain/file-import/series-unit.ts';
import { SERIES, type SeriesName } from '../../domain/series.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { data as text } from '../../ui/text/en/data.ts';
import { seriesNames } from '../../ui/text/en/series-names.ts';
import styles from './data-page.module.css';

const words = text.import;
const LEFT_OUT = '';

interface ColumnProps {
  readonly mapping: ImportMapping;
  readonly onChange: (mapping: ImportMapping) => void;
}

/** What each column is, and in which unit. Those that seem to be ours come first; the others are folded away. */
export function ColumnFields(
  props: ColumnProps & { readonly survey: ImportSurvey; readonly ref: (fields: HTMLElement) => void },
) {
  const seen = () => props.survey.columns.filter(({ guess, note }) => guess || note);
  const others = () => props.survey.columns.filter(({ guess, note }) => !guess && !note);
  return (
    <fieldset class={styles.group} ref={props.ref}>
      <legend>{words.columns}</legend>
      <div>
        <For each={seen()}>{(column) => <ColumnField column={column} {...props} />}</For>
      </div>
      <Show when={others().length > 0}>
        <details>
          <summary>{words.unknownColumns(others().length)}</summary>
          <For each={others()}>{(column) => <ColumnField column={column} {...props} />}</For>
        </details>
      </Show>
    </fieldset>
  );
}

function ColumnField(props: ColumnProps & { readonly column: ImportColumn }) {
  const choice = () => props.mapping.columns[props.column.key];
  const series: readonly { readonly choice: SeriesName | ''; readonly label: string }[] = [
    { choice: LEFT_OUT, label: words.leaveOut },
    ...SERIES.map(({ name }) => ({ choice: name, label: seriesNames[name] })),
  ];
  const put = (wanted: ColumnChoice | undefined) => {
    const { [props.column.key]: _, ...others } = props.mapping.columns;
    props.onChange({
      ...props.mapping,
      columns: wanted ? { ...others, [props.column.key]: wanted } : others,
    });
  };
  const chooseSeries = (name: SeriesName | typeof LEFT_OUT) => {
    const definition = SERIES.find((each) => each.name === name);
    if (!definition) return put(undefined);
    const [first] = UNITS_OF[definition.unit];
    const { guess } = props.column;
    put({ series: definition.name, unit: guess?.series === name ? guess.unit : (first?.name ?? '') });
  };
  const units = () => {
    const definition = SERIES.find(({ name }) => name === choice()?.series);
    return definition ? UNITS_OF[definition.unit].map(({ name }) => name) : [];
  };
  return (
    <div class={styles.pair}>
      <SelectField
        label={props.column.key}
        hint={props.column.note ? words.sameAsAnother : words.columnHint(props.column.samples.join(' · '))}
        choices={series}
        chosen={choice()?.series ?? LEFT_OUT}
        onChoose={chooseSeries}
      />
      <Show when={choice() && units().length > 1 ? choice() : undefined}>
        {(chosen) => (
          <SelectField
            label={words.unit(seriesNames[chosen().series])}
            choices={units().map((unit) => ({ choice: unit, label: unit === '' ? words.count : unit }))}
            chosen={chosen().unit}
            onChoose={(unit) => put({ ...chosen(), unit })}
          />
        )}
      </Show>
    </div>
  );
}
