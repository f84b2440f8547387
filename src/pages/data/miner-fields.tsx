import { For } from 'solid-js';
import type { ImportMapping, ImportSurvey } from '../../domain/file-import/import-file.ts';
import type { Miner } from '../../domain/miner.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { data as text } from '../../ui/text/en/data.ts';
import styles from './data-page.module.css';
import { isRoom, subjectsAsked } from './missing-choice.ts';

const words = text.import;
const LEFT_OUT = '';

/** Which of our miners each of the file's is. */
export function MinerFields(props: {
  readonly survey: ImportSurvey;
  readonly mapping: ImportMapping;
  readonly miners: readonly Miner[];
  readonly onChange: (mapping: ImportMapping) => void;
  readonly ref: (fields: HTMLElement) => void;
}) {
  const choices = () => [
    { choice: LEFT_OUT, label: words.leaveOut },
    ...props.miners.map(({ id, name }) => ({ choice: id, label: name })),
  ];
  const choose = (subject: string, minerId: string) => {
    const { [subject]: _, ...others } = props.mapping.miners;
    props.onChange({
      ...props.mapping,
      miners: minerId === LEFT_OUT ? others : { ...others, [subject]: minerId },
    });
  };
  return (
    <fieldset class={styles.group} ref={props.ref}>
      <legend>{words.miners}</legend>
      <For each={subjectsAsked(props.survey, props.mapping)}>
        {(subject) => (
          <SelectField
            label={subject === '' ? words.onlyMiner : subject}
            hint={isRoom(props.survey, props.mapping, subject) ? words.room : undefined}
            choices={choices()}
            chosen={props.mapping.miners[subject] ?? LEFT_OUT}
            onChoose={(minerId) => choose(subject, minerId)}
          />
        )}
      </For>
    </fieldset>
  );
}
