import { Show } from 'solid-js';
import { TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { data as text } from '../../ui/text/en/data.ts';
import type { ChosenRange, OwnDays, RangeChoice } from './chosen-range.ts';
import styles from './data-page.module.css';

const words = text.export;
const CHOICES: readonly RangeChoice[] = ['day', 'week', 'month', 'year', 'all', 'own'];

/** Which of the past: a ready range, or days of the owner's own. */
export function RangeFields(props: {
  readonly choice: RangeChoice;
  readonly days: OwnDays;
  readonly range: ChosenRange;
  readonly timeZone: string;
  readonly onChoose: (choice: RangeChoice) => void;
  readonly onDays: (days: OwnDays) => void;
}) {
  const problem = () => ('problem' in props.range ? props.range.problem : undefined);
  const ofFirst = () => {
    const found = problem();
    return found === 'no-first' || found === 'to-come' ? words.problems[found] : undefined;
  };
  const ofLast = () => {
    const found = problem();
    return found === 'no-last' || found === 'turned' ? words.problems[found] : undefined;
  };
  return (
    <>
      <SelectField
        label={words.span}
        choices={CHOICES.map((choice) => ({ choice, label: words.spans[choice] }))}
        chosen={props.choice}
        onChoose={props.onChoose}
      />
      <Show when={props.choice === 'own'}>
        <div class={styles.days}>
          <TextField
            label={words.first}
            type="date"
            value={props.days.first}
            problem={ofFirst()}
            onInput={(event) => props.onDays({ ...props.days, first: event.currentTarget.value })}
          />
          <TextField
            label={words.last}
            type="date"
            value={props.days.last}
            problem={ofLast()}
            onInput={(event) => props.onDays({ ...props.days, last: event.currentTarget.value })}
          />
        </div>
        <p class={styles.hint}>{words.wholeDays(props.timeZone)}</p>
      </Show>
    </>
  );
}
