import { createResource, createSignal, For, Show } from 'solid-js';
import type { DeviceChange } from '../../domain/control.ts';
import { poolsFor } from '../../domain/pool-template.ts';
import { Button } from '../../ui/button.tsx';
import { formatPayoutAddress } from '../../ui/format/address.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { control as text } from '../../ui/text/en/control.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './control.module.css';
import { SettingForm, type SettingFormProps } from './setting-form.tsx';
import { TemplatesDialog } from './templates-dialog.tsx';

/** The pools that a miner has, and templates to give it. */
export function PoolsForm(props: SettingFormProps & { readonly minerName: string }) {
  const words = text.pools;
  const { collector } = useFleet();
  const [templates, { refetch }] = createResource(() => collector.poolTemplates(), { initialValue: [] });
  const [chosen, setChosen] = createSignal<string>();
  const [managing, setManaging] = createSignal(false);
  const template = () => templates.latest.find(({ id }) => id === chosen()) ?? templates.latest[0];
  const change = (): DeviceChange | undefined => {
    const wanted = template();
    return wanted && { kind: 'pools', pools: poolsFor(wanted, props.minerName) };
  };
  return (
    <>
      <SettingForm {...props} heading={words.heading} change={template() ? change : undefined}>
        <Show when={props.view.settings.pools?.length} fallback={<p class={styles.hint}>{words.none}</p>}>
          <ol class={styles.pools}>
            <For each={props.view.settings.pools}>
              {({ url, user }) => (
                <li>
                  <code>{url}</code>
                  <div class={styles.hint}>{formatPayoutAddress(user)}</div>
                </li>
              )}
            </For>
          </ol>
        </Show>
        <Show when={template()} fallback={<p class={styles.hint}>{words.noTemplates}</p>}>
          {(present) => (
            <SelectField
              label={words.template}
              choices={templates.latest.map(({ id, name }) => ({ choice: id, label: name }))}
              chosen={present().id}
              onChoose={setChosen}
            />
          )}
        </Show>
        <div class={styles.buttons}>
          <Button look="quiet" onClick={() => setManaging(true)}>
            {words.manage}
          </Button>
        </div>
      </SettingForm>
      {/* Beside the form and not in it: it holds a form of its own. */}
      <Show when={managing()}>
        <TemplatesDialog
          templates={templates.latest}
          onClose={() => {
            setManaging(false);
            void refetch();
          }}
        />
      </Show>
    </>
  );
}
