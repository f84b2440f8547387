import { createSignal, For, Show } from 'solid-js';
import type { PoolTemplate } from '../../domain/pool-template.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { control as text } from '../../ui/text/en/control.ts';
import { useToast } from '../../ui/toast.tsx';
import { useFleet } from '../fleet-context.ts';
import styles from './control.module.css';
import { TemplateForm } from './template-form.tsx';

/** Writes down pools once, to be given to any miner. */
export function TemplatesDialog(props: {
  readonly templates: readonly PoolTemplate[];
  readonly onClose: () => void;
}) {
  const words = text.templates;
  const { templates, save, remove } = createTemplates(props.templates);
  const [draft, setDraft] = createSignal<PoolTemplate>();
  let add: HTMLButtonElement | undefined;
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
                    <Button
                      look="danger"
                      onClick={() => {
                        remove(template);
                        add?.focus();
                      }}
                    >
                      {words.remove}
                    </Button>
                  </li>
                )}
              </For>
            </ul>
            <p class={styles.hint}>{words.sealed}</p>
            <Button ref={add} onClick={() => setDraft(emptyTemplate())}>
              {words.add}
            </Button>
          </>
        }
      >
        {(template) => (
          <TemplateForm
            template={template()}
            onSave={(saved) => {
              setDraft(undefined);
              save(saved);
              add?.focus();
            }}
          />
        )}
      </Show>
    </Dialog>
  );
}

function emptyTemplate(): PoolTemplate {
  return { id: crypto.randomUUID(), name: '', pools: [{ url: '', user: '' }] };
}

/** The owner's templates, kept as they change; each change can be undone. */
function createTemplates(given: readonly PoolTemplate[]) {
  const words = text.templates;
  const { collector } = useFleet();
  const toast = useToast();
  const [templates, setTemplates] = createSignal(given);
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
    void keep([...others, template], words.saved);
  };
  const remove = ({ id, name }: PoolTemplate) =>
    void keep(
      templates().filter((each) => each.id !== id),
      words.removed(name),
    );
  return { templates, save, remove };
}
