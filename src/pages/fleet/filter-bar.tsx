import { For, lazy, Show, Suspense } from 'solid-js';
import { fleet } from '../../ui/text/en/fleet.ts';
import styles from './filter-bar.module.css';
import { COUNTERS, type FleetFilter, isFiltering, type Sifted } from './fleet-filter.ts';

const text = fleet.filter;
/** A handful of cards is searched by eye. */
const SEARCHED_FROM = 8;
/** Most fleets are a handful without tags, and never need it. */
const FilterFields = lazy(async () => ({ default: (await import('./filter-fields.tsx')).FilterFields }));

/** Which miners to show: by how they are, by tag, by words. Each choice says how many cards it will show. */
export function FilterBar(props: {
  readonly filter: FleetFilter;
  readonly sifted: Sifted;
  /** How many miners there are. */
  readonly size: number;
  readonly onChange: (change: Partial<FleetFilter>) => void;
}) {
  const searchable = () => props.size > SEARCHED_FROM || props.filter.words !== '';
  return (
    <div class={styles.bar}>
      <Counters filter={props.filter} sifted={props.sifted} onChange={props.onChange} />
      <Show when={searchable() || props.sifted.tags.length > 0 || props.filter.tag !== undefined}>
        <Suspense fallback={<div class={styles.coming} />}>
          <FilterFields
            filter={props.filter}
            tags={props.sifted.tags}
            isSearchable={searchable()}
            onChange={props.onChange}
          />
        </Suspense>
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
