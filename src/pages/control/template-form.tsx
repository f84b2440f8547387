import { createSignal, Index, onMount, Show } from 'solid-js';
import { createStore } from 'solid-js/store';
import { isPaid, poolParts } from '../../domain/envelope.ts';
import { MOST_POOLS, type PoolTemplate } from '../../domain/pool-template.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { control as text } from '../../ui/text/en/control.ts';
import styles from './control.module.css';

const words = text.templates;

interface DraftPool {
  url: string;
  user: string;
  password: string;
}
interface Draft {
  id: string;
  name: string;
  pools: DraftPool[];
}

/** Takes a name and some pools, as an owner types them. */
export function TemplateForm(props: {
  readonly template: PoolTemplate;
  readonly onSave: (template: PoolTemplate) => void;
}) {
  const [draft, setDraft] = createStore<Draft>(draftOf(props.template));
  const [tried, setTried] = createSignal(false);
  const nameProblem = () => (draft.name.trim() === '' ? words.nameEmpty : undefined);
  const save = () => {
    setTried(true);
    if (nameProblem() || draft.pools.some(({ url, user }) => urlProblem(url) ?? userProblem(user))) {
      form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    props.onSave(templateOf(draft));
  };
  let form: HTMLFormElement | undefined;
  // The button that opened it is gone, and the focus with it.
  onMount(() => form?.querySelector('input')?.focus());
  return (
    <form
      ref={form}
      class={styles.group}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        label={words.name}
        value={draft.name}
        maxlength={40}
        problem={tried() ? nameProblem() : undefined}
        onInput={(event) => setDraft('name', event.currentTarget.value)}
      />
      <Index each={draft.pools}>
        {(pool, index) => (
          <PoolFields
            pool={pool()}
            index={index}
            urlProblem={tried() ? urlProblem(pool().url) : undefined}
            userProblem={tried() ? userProblem(pool().user) : undefined}
            onChange={(change) => setDraft('pools', index, change)}
            onRemove={draft.pools.length > 1 ? () => setDraft('pools', without(index)) : undefined}
          />
        )}
      </Index>
      <div class={styles.buttons}>
        <Show when={draft.pools.length < MOST_POOLS}>
          <Button onClick={() => setDraft('pools', draft.pools.length, { url: '', user: '', password: '' })}>
            {words.addPool}
          </Button>
        </Show>
        <Button type="submit" look="primary">
          {words.save}
        </Button>
      </div>
    </form>
  );
}

function PoolFields(props: {
  readonly pool: DraftPool;
  readonly index: number;
  readonly urlProblem: string | undefined;
  readonly userProblem: string | undefined;
  readonly onChange: (change: Partial<DraftPool>) => void;
  readonly onRemove: (() => void) | undefined;
}) {
  return (
    <div class={styles.template}>
      <TextField
        label={words.url(props.index)}
        hint={words.urlHint}
        value={props.pool.url}
        problem={props.urlProblem}
        autocapitalize="off"
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => props.onChange({ url: event.currentTarget.value })}
      />
      <TextField
        label={words.user}
        hint={words.userHint}
        value={props.pool.user}
        problem={props.userProblem}
        autocapitalize="off"
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => props.onChange({ user: event.currentTarget.value })}
      />
      <TextField
        label={words.password}
        hint={words.passwordHint}
        value={props.pool.password}
        autocapitalize="off"
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => props.onChange({ password: event.currentTarget.value })}
      />
      <Show when={props.onRemove}>
        {(remove) => (
          <Button look="quiet" onClick={() => remove()()}>
            {words.removePool}
          </Button>
        )}
      </Show>
    </div>
  );
}

function urlProblem(url: string): string | undefined {
  return poolParts(url) ? undefined : words.urlBad;
}

function userProblem(user: string): string | undefined {
  return isPaid(user) ? undefined : words.userEmpty;
}

function without(index: number): (pools: readonly DraftPool[]) => DraftPool[] {
  return (pools) => pools.filter((_, at) => at !== index);
}

function draftOf({ id, name, pools }: PoolTemplate): Draft {
  return { id, name, pools: pools.map(({ url, user, password = '' }) => ({ url, user, password })) };
}

function templateOf({ id, name, pools }: Draft): PoolTemplate {
  return {
    id,
    name: name.trim(),
    pools: pools.map(({ url, user, password }) => ({
      url: url.trim(),
      user: user.trim(),
      ...(password ? { password } : {}),
    })),
  };
}
