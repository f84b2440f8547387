import { Show } from 'solid-js';
import type { ImportMapping, ImportSurvey, TableLayout } from '../../domain/file-import/import-file.ts';
import { Notice } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { data as text } from '../../ui/text/en/data.ts';
import styles from './data-page.module.css';

const words = text.import;
const NONE = '';
const DECIMALS = ['.', ','] as const;

/** Which columns of a table say when, and which miner it was. */
export function TableFields(props: {
  readonly table: NonNullable<ImportSurvey['table']>;
  readonly mapping: ImportMapping;
  readonly onLayout: (layout: TableLayout) => void;
  readonly onChange: (mapping: ImportMapping) => void;
  readonly ref: (fields: HTMLElement) => void;
}) {
  const layout = () => props.table.layout;
  /** The columns, without those that are taken for something else. */
  const choices = (none: string, taken: readonly (string | undefined)[]) => [
    { choice: NONE, label: none },
    ...props.table.names
      .filter((name) => !taken.includes(name))
      .map((name) => ({ choice: name, label: name })),
  ];
  const change = (changed: Partial<TableLayout>) => {
    const { at, clock, miner } = { ...layout(), ...changed };
    const besides = (name: string | undefined, taken: readonly (string | undefined)[]) =>
      name === NONE || taken.includes(name) ? undefined : name;
    const day = at === NONE ? undefined : at;
    const hour = besides(clock, [day]);
    props.onLayout({ at: day, clock: hour, miner: besides(miner, [day, hour]) });
  };
  return (
    <fieldset class={styles.group} ref={props.ref}>
      <legend>{words.table}</legend>
      <Show when={layout().at === undefined}>
        <Notice tone="watch">{words.noTimes}</Notice>
      </Show>
      <div class={styles.days}>
        <SelectField
          label={words.at}
          choices={choices(words.choose, [])}
          chosen={layout().at ?? NONE}
          onChoose={(at) => change({ at })}
        />
        <SelectField
          label={words.clock}
          choices={choices(words.noClock, [layout().at])}
          chosen={layout().clock ?? NONE}
          onChoose={(clock) => change({ clock })}
        />
        <SelectField
          label={words.whose}
          choices={choices(words.oneMiner, [layout().at, layout().clock])}
          chosen={layout().miner ?? NONE}
          onChoose={(miner) => change({ miner })}
        />
        <SelectField
          label={words.decimal}
          choices={DECIMALS.map((choice) => ({ choice, label: words.decimals[choice] }))}
          chosen={props.mapping.decimal}
          onChoose={(decimal) => props.onChange({ ...props.mapping, decimal })}
        />
      </div>
    </fieldset>
  );
}
