import { createSignal, For, Show } from 'solid-js';
import { fieldValue, type ProviderField } from '../../domain/provider-fields.ts';
import type { SourceState } from '../../domain/sources-view.ts';
import type { Upstream } from '../../domain/upstream.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { sources as text } from '../../ui/text/en/sources.ts';
import type { KeptSources } from './create-sources.ts';
import styles from './sources-page.module.css';

/** What a provider must be told: a zone, a tariff, an account. */
export function SourceFields(props: {
  readonly upstream: Upstream;
  readonly fields: readonly ProviderField[];
  readonly state: SourceState | undefined;
  readonly kept: KeptSources;
}) {
  const [typed, setTyped] = createSignal<Readonly<Record<string, string>>>({});
  const [tried, setTried] = createSignal(false);
  const told = () => props.state?.choice.fields ?? {};
  const shownIn = (name: string) => typed()[name] ?? told()[name] ?? '';
  const isWrong = (field: ProviderField) => fieldValue(field, shownIn(field.name)) === undefined;
  const set = (name: string, value: string) => setTyped((all) => ({ ...all, [name]: value }));
  const keep = () => {
    setTried(true);
    if (props.fields.some(isWrong)) return;
    const fields = Object.fromEntries(
      props.fields.map((field) => [field.name, fieldValue(field, shownIn(field.name)) ?? '']),
    );
    setTried(false);
    void props.kept.choose(props.upstream.id, { fields }, text.fieldsKept, { fields: told() });
  };
  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <For each={props.fields}>
        {(field) => {
          const problem = () => (tried() && isWrong(field) ? text.fieldProblem : undefined);
          return (
            <Show
              when={field.choices}
              fallback={
                <TextField
                  label={text.fields[field.name]}
                  hint={field.required ? undefined : text.optional}
                  problem={problem()}
                  autocomplete="off"
                  spellcheck={false}
                  value={shownIn(field.name)}
                  onInput={(event) => set(field.name, event.currentTarget.value)}
                />
              }
            >
              {(choices) => (
                <SelectField
                  label={text.fields[field.name]}
                  problem={problem()}
                  choices={['', ...choices()].map((choice) => ({ choice, label: choice || text.choose }))}
                  chosen={shownIn(field.name)}
                  onChoose={(choice) => set(field.name, choice)}
                />
              )}
            </Show>
          );
        }}
      </For>
      <div>
        <Button type="submit">{text.keepFields}</Button>
      </div>
    </form>
  );
}
