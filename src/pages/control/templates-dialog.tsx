import { createSignal, For, Index, Show } from 'solid-js';
import { createStore } from 'solid-js/store';
import { poolParts } from '../../domain/envelope.ts';
import { MOST_POOLS, type PoolTemplate } from '../../domain/pool-template.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { control as text } from '../../ui/text/en/control.ts';
import { useToast } from '../../ui/toast.tsx';
import { useFleet } from '../fleet-context.ts';
import styles from './control.module.css';

interface Draft {
  id: string;
  name: string;
  pools: { url: string; user: string; password: string }[];
}

/** Writes down pools once, to be given to any miner. */
export function TemplatesDialog(props: {
  readonly templates: readonly PoolTemplate[];
  readonly onClose: () => void;
}) {
  const words = text.templates;
  const { collector } = useFleet();
  const toast = useToast();
  const [templates, setTemplates] = createSignal(props.templates);
  const [draft, setDraft] = createSignal<PoolTemplate>();
  const keep = async (all: readonly PoolTemplate[], said: string) => {
    const before = templates();
    await collector.savePoolTemplates(all);
    setTemplates(all);
    toast({ words: said, action: { label: text.changes.undo, run: () => void restore(before) } });
  };
  const restore = async (all: readonly PoolTemplate[]) => {
    await collector.savePoolTemplates(all);
    setTemplates(all);
  };
  const save = (template: PoolTemplate) => {
    const others = templates().filter(({ id }) => id !== template.id);
    setDraft(undefined);
    void keep([...others, template], words.saved);
  };
  const remove = ({ id, name }: PoolTemplate) =>
    void keep(
      templates().filter((each) => each.id !== id),
      words.removed(name),
    );
  return (
    <Dialog open heading={words.heading} onClose={props.onClose}>
      <Show
        when={draft()}
        fallback={
          <>
            <ul class={styles.templates}>
              <For each={templates()}>
                {(template) => (
                  <li class={styles.change}>
                    <div>
                      <div>{template.name}</div>
                      <div class={styles.hint}>{template.pools.map(({ url }) => url).join(', ')}</div>
                    </div>
                    <Button onClick={() => setDraft(template)}>{words.edit}</Button>
                    <Button look="danger" onClick={() => remove(template)}>
                      {words.remove}
                    </Button>
                  </li>
                )}
              </For>
            </ul>
            <p class={styles.hint}>{words.sealed}</p>
            <Button onClick={() => setDraft(emptyTemplate())}>{words.add}</Button>
          </>
        }
      >
        {(template) => <TemplateForm template={template()} onSave={save} />}
      </Show>
    </Dialog>
  );
}

function emptyTemplate(): PoolTemplate {
  return { id: crypto.randomUUID(), name: '', pools: [{ url: '', user: '' }] };
}

function TemplateForm(props: {
  readonly template: PoolTemplate;
  readonly onSave: (template: PoolTemplate) => void;
}) {
  const words = text.templates;
  const [draft, setDraft] = createStore<Draft>({
    id: props.template.id,
    name: props.template.name,
    pools: props.template.pools.map(({ url, user, password = '' }) => ({ url, user, password })),
  });
  const [tried, setTried] = createSignal(false);
  const nameProblem = () => (draft.name.trim() === '' ? words.nameEmpty : undefined);
  const urlProblem = (url: string) => (poolParts(url) ? undefined : words.urlBad);
  const save = () => {
    setTried(true);
    if (nameProblem() || draft.pools.some(({ url }) => urlProblem(url))) return;
    props.onSave({
      id: draft.id,
      name: draft.name.trim(),
      pools: draft.pools.map(({ url, user, password }) => ({
        url: url.trim(),
        user: user.trim(),
        ...(password ? { password } : {}),
      })),
    });
  };
  return (
    <form
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
          <div class={styles.template}>
            <TextField
              label={words.url(index)}
              hint={words.urlHint}
              value={pool().url}
              problem={tried() ? urlProblem(pool().url) : undefined}
              autocapitalize="off"
              autocomplete="off"
              spellcheck={false}
              onInput={(event) => setDraft('pools', index, 'url', event.currentTarget.value)}
            />
            <TextField
              label={words.user}
              hint={words.userHint}
              value={pool().user}
              autocapitalize="off"
              autocomplete="off"
              spellcheck={false}
              onInput={(event) => setDraft('pools', index, 'user', event.currentTarget.value)}
            />
            <TextField
              label={words.password}
              hint={words.passwordHint}
              value={pool().password}
              autocapitalize="off"
              autocomplete="off"
              spellcheck={false}
              onInput={(event) => setDraft('pools', index, 'password', event.currentTarget.value)}
            />
            <Show when={draft.pools.length > 1}>
              <Button
                look="quiet"
                onClick={() => setDraft('pools', (pools) => pools.filter((_, at) => at !== index))}
              >
                {words.removePool}
              </Button>
            </Show>
          </div>
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
