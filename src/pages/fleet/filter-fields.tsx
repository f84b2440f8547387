import { Show } from 'solid-js';
import { sameTag } from '../../domain/tags.ts';
import { TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { fleet } from '../../ui/text/en/fleet.ts';
import styles from './filter-bar.module.css';
import type { FleetFilter, Sifted } from './fleet-filter.ts';

const text = fleet.filter;
/** No tag can be written so: tags are trimmed. */
const ANY_TAG = ' ';

/** By which words and which tag miners are looked for. */
export function FilterFields(props: {
  readonly filter: FleetFilter;
  readonly tags: Sifted['tags'];
  readonly isSearchable: boolean;
  readonly onChange: (change: Partial<FleetFilter>) => void;
}) {
  return (
    <div class={styles.fields}>
      <Show when={props.isSearchable}>
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
  );

  function tags(): Sifted['tags'] {
    const { tag } = props.filter;
    // A bookmark may name a tag that no miner has any more.
    const gone = tag !== undefined && !props.tags.some((each) => sameTag(each.tag, tag));
    return gone ? [...props.tags, { tag, count: 0 }] : props.tags;
  }
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
