import { createUniqueId, For, Show } from 'solid-js';
import { sameTag, spelledAsKnown, TAG_MAX_LENGTH, withoutTag, withTag } from '../domain/tags.ts';
import { Button } from './button.tsx';
import { TextField } from './field.tsx';
import styles from './tags-field.module.css';
import { tags as text } from './text/en/tags.ts';

/** Tags as they are being edited: those that stand, and the one that is being typed. */
export interface EditedTags {
  readonly standing: readonly string[];
  readonly typed: string;
}

/** All tags that are meant, also the one that was typed and not added by its key. */
export function meantTags({ standing, typed }: EditedTags, known: readonly string[]): readonly string[] {
  return withTag(standing, spelledAsKnown(typed, known));
}

/** The tags of something: each can be taken away, and a new one is typed, or chosen of those in use elsewhere. */
export function TagsField(props: {
  readonly edited: EditedTags;
  /** Tags in use elsewhere, which are offered. */
  readonly known: readonly string[];
  readonly problem: string | undefined;
  readonly onEdit: (edited: EditedTags) => void;
}) {
  const listId = createUniqueId();
  let field: HTMLDivElement | undefined;
  const add = () => props.onEdit({ standing: meantTags(props.edited, props.known), typed: '' });
  const type = (typed: string) => {
    props.onEdit({ ...props.edited, typed: typed.replace(',', '') });
    if (typed.includes(',')) add();
  };
  const remove = (tag: string) => {
    props.onEdit({ ...props.edited, standing: withoutTag(props.edited.standing, tag) });
    // The button that had the focus is gone.
    field?.querySelector('input')?.focus();
  };
  const offered = () => props.known.filter((tag) => !props.edited.standing.some((own) => sameTag(own, tag)));
  return (
    <div ref={field} class={styles.tags}>
      <TextField
        label={text.label}
        hint={text.hint}
        problem={props.problem}
        value={props.edited.typed}
        list={listId}
        maxlength={TAG_MAX_LENGTH + 1}
        autocomplete="off"
        enterkeyhint="enter"
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing || props.edited.typed.trim() === '') return;
          // Else it would save and close what the field stands in.
          event.preventDefault();
          add();
        }}
      />
      <datalist id={listId}>
        <For each={offered()}>{(tag) => <option value={tag} />}</For>
      </datalist>
      <Show when={props.edited.standing.length > 0}>
        <ul class={styles.list} aria-label={text.label}>
          <For each={props.edited.standing}>
            {(tag) => (
              <li>
                <span class={styles.tag}>{tag}</span>
                <Button look="quiet" icon="close" aria-label={text.remove(tag)} onClick={() => remove(tag)} />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  );
}
