import { For, Show } from 'solid-js';
import { sameTag } from '../../domain/tags.ts';
import { TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { fleet } from '../../ui/text/en/fleet.ts';
import styles from './filter-bar.module.css';
import { COUNTERS, type FleetFilter, type Sifted } from './fleet-filter.ts';

const text = fleet.filter;
/** No tag can be written so: tags are trimmed. */
const ANY_TAG = ' ';

/** Which miners to show: by how they are, by tag, by words. Each choice says how many cards it will show. */
export function FilterBar(props: {
  readonly filter: FleetFilter;
  readonly sifted: Sifted;
  readonly onChange: (change: Partial<FleetFilter>) => void;
}) {
  const counts = () => props.sifted.counts;
  const offered = () =>
    COUNTERS.filter((each) => each === 'all' || each === props.filter.counter || counts()[each] > 0);
  const tags = () => {
    const { tag } = props.filter;
    const known = props.sifted.tags;
    // A bookmark may name a tag that no miner has any more.
    const gone = tag !== undefined && !known.some((each) => sameTag(each.tag, tag));
    return gone ? [...known, { tag, count: 0 }] : known;
  };
  const chosenTag = () => {
    const { tag } = props.filter;
    return tag === undefined ? ANY_TAG : (tags().find((each) => sameTag(each.tag, tag))?.tag ?? ANY_TAG);
  };
  return (
    <div class={styles.bar}>
      <fieldset class={styles.counters}>
        <legend class="visually-hidden">{text.label}</legend>
        <For each={offered()}>
          {(counter) => (
            <button
              type="button"
              class={styles.counter}
              data-counter={counter}
              aria-pressed={props.filter.counter === counter}
              onClick={() => props.onChange({ counter })}
            >
              {text.counters[counter]} <b>{counts()[counter]}</b>
            </button>
          )}
        </For>
      </fieldset>
      <div class={styles.fields}>
        <TextField
          label={text.search}
          type="search"
          placeholder={text.searchHint}
          value={props.filter.words}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          onInput={(event) => props.onChange({ words: event.currentTarget.value })}
        />
        <Show when={tags().length > 0}>
          <SelectField
            label={text.tag}
            choices={[
              { choice: ANY_TAG, label: text.anyTag },
              ...tags().map(({ tag, count }) => ({ choice: tag, label: text.tagCount(tag, count) })),
            ]}
            chosen={chosenTag()}
            onChoose={(tag) => props.onChange({ tag: tag === ANY_TAG ? undefined : tag })}
          />
        </Show>
      </div>
    </div>
  );
}
