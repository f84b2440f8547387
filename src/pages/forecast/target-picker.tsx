import { For } from 'solid-js';
import { ChoiceField } from '../../ui/choice-field.tsx';
import fieldStyles from '../../ui/field.module.css';
import { Field } from '../../ui/field.tsx';
import { forecast as text } from '../../ui/text/en/forecast.ts';
import styles from './forecast-page.module.css';
import type { ForecastThing, Horizon } from './forecast-things.ts';
import { aheadWords } from './target-words.ts';

/** What is forecast, by groups, and how far ahead. */
export function TargetPicker(props: {
  readonly things: readonly ForecastThing[];
  readonly thing: ForecastThing;
  readonly horizons: readonly Horizon[];
  readonly horizon: Horizon;
  readonly onThing: (key: string) => void;
  readonly onHorizon: (key: string) => void;
}) {
  return (
    <div class={styles.picker}>
      <Field label={text.what}>
        {({ id, describedBy }) => (
          <select
            id={id}
            class={fieldStyles.select}
            aria-describedby={describedBy}
            onChange={(event) => props.onThing(event.currentTarget.value)}
          >
            <For each={[...new Set(props.things.map(({ group }) => group))]}>
              {(group) => (
                <optgroup label={text.groups[group]}>
                  <For each={props.things.filter((thing) => thing.group === group)}>
                    {(thing) => (
                      <option value={thing.key} selected={thing.key === props.thing.key}>
                        {thing.isReady ? thing.name : text.notYet(thing.name)}
                      </option>
                    )}
                  </For>
                </optgroup>
              )}
            </For>
          </select>
        )}
      </Field>
      <ChoiceField
        label={text.horizon}
        choices={props.horizons.map(({ key, standing, steps }) => ({
          choice: key,
          label: aheadWords(standing.target.step, steps),
        }))}
        chosen={props.horizon.key}
        onChoose={(key) => props.onHorizon(key)}
      />
    </div>
  );
}
