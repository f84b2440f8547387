import { For, Show } from 'solid-js';
import { sameTag } from '../../domain/tags.ts';
import { TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { fleet } from '../../ui/text/en/fleet.ts';
import styles from './filter-bar.module.css';
import { COUNTERS, type FleetFilter, isFiltering, type Sifted } from './fleet-filter.ts';

const text = fleet.filter;
/** A handful of cards is searched by eye. */
const SEARCHED_FROM = 8;
/** No tag can be written so: tags are trimmed. */
const ANY_TAG = ' ';

/** Which miners to show: by how they are, by tag, by words. Each choice says how many cards it will show. */
export function FilterBar(props: {
  readonly filter: FleetFilter;
  readonly sifted: Sifted;
  /** How many miners there are. */
  readonly size: number;
  readonly onChange: (change: Partial<FleetFilter>) => void;
}) {
  const searchable = () => props.size > SEARCHED_FROM || props.filter.words !== '';
  const tags = () => {
    const { tag } = props.filter;
    const known = props.sifted.tags;
    // A bookmark may name a tag that no miner has any more.
    const gone = tag !== undefined && !known.some((each) => sameTag(each.tag, tag));
    return gone ? [...known, { tag, count: 0 }] : known;
  };
  return (
    <div class={styles.bar}>
      <Counters filter={props.filter} sifted={props.sifted} onChange={props.onChange} />
      <Show when={searchable() || tags().length > 0}>
        <div class={styles.fields}>
          <Show when={searchable()}>
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
          </Show>
          <Show when={tags().length > 0}>
            <TagField tags={tags()} tag={props.filter.tag} onChange={props.onChange} />
          </Show>
        </div>
      </Show>
    </div>
  );
}

/** How many miners there are of each kind; nothing where all are alike. */
function Counters(props: {
  readonly filter: FleetFilter;
  readonly sifted: Sifted;
  readonly onChange: (change: Partial<FleetFilter>) => void;
}) {
  const counts = () => props.sifted.counts;
  /** Where all are alike, counting says nothing. */
  const differ = () => COUNTERS.some((each) => counts()[each] > 0 && counts()[each] < counts().all);
  const offered = () =>
    COUNTERS.filter((each) => each === 'all' || each === props.filter.counter || counts()[each] > 0);
  return (
    <Show when={differ() || isFiltering(props.filter)}>
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
    </Show>
  );
}

function TagField(props: {
  readonly tags: Sifted['tags'];
  readonly tag: string | undefined;
  readonly onChange: (change: Partial<FleetFilter>) => void;
}) {
  const chosen = () => {
    const { tag } = props;
    return tag === undefined ? ANY_TAG : (props.tags.find((each) => sameTag(each.tag, tag))?.tag ?? ANY_TAG);
  };
  return (
    <SelectField
      label={text.tag}
      choices={[
        { choice: ANY_TAG, label: text.anyTag },
        ...props.tags.map(({ tag, count }) => ({ choice: tag, label: text.tagCount(tag, count) })),
      ]}
      chosen={chosen()}
      onChoose={(tag) => props.onChange({ tag: tag === ANY_TAG ? undefined : tag })}
    />
  );
}
