import { For, Show } from 'solid-js';
import { fieldsOfProvider } from '../../domain/fields-of-providers.ts';
import type { SourceState } from '../../domain/sources-view.ts';
import type { Upstream } from '../../domain/upstream.ts';
import { Icon } from '../../ui/icon.tsx';
import { SwitchField } from '../../ui/switch-field.tsx';
import { sources as text } from '../../ui/text/en/sources.ts';
import { useFleet } from '../fleet-context.ts';
import type { KeptSources } from './create-sources.ts';
import { hostsOf } from './host-list.ts';
import { KeyForm } from './key-form.tsx';
import { SourceFields } from './source-fields.tsx';
import { needsTelling, STANDING_ICONS, standingOf } from './source-standing.ts';
import { SourceTest } from './source-test.tsx';
import styles from './sources-page.module.css';
import { ToldFigures } from './told-figures.tsx';

/** One provider: on or off, how it does, and behind a fold what it must know and who it is. */
export function SourceRow(props: {
  readonly upstream: Upstream;
  readonly state: SourceState | undefined;
  readonly kept: KeptSources;
}) {
  const fleet = useFleet();
  const fields = () => fieldsOfProvider(props.upstream.id);
  const on = () => props.state?.choice.enabled ?? false;
  const standing = () => standingOf(props.upstream, fields(), props.state, fleet.nowMs());
  const setOn = (enabled: boolean) =>
    void props.kept.choose(
      props.upstream.id,
      { enabled },
      enabled ? text.switchedOn(props.upstream.name) : text.switchedOff(props.upstream.name),
      { enabled: !enabled },
    );
  return (
    <li class={styles.source} data-on={on()}>
      <SwitchField
        label={props.upstream.name}
        hint={text.learns[props.upstream.learns]}
        on={on()}
        onSwitch={setOn}
      />
      <Show when={standing().tone !== 'off'}>
        <div class={styles.standing} data-tone={standing().tone}>
          <Icon name={STANDING_ICONS[standing().tone]} size="1.1em" />
          <div>
            <p>{standing().words}</p>
            <For each={standing().more}>{(line) => <p class={styles.hint}>{line}</p>}</For>
          </div>
        </div>
      </Show>
      <details class={styles.details} open={needsTelling(standing())}>
        <summary>{text.details}</summary>
        <div class={styles.inside}>
          <Show when={fields().length > 0}>
            <SourceFields upstream={props.upstream} fields={fields()} state={props.state} kept={props.kept} />
          </Show>
          <Show when={props.upstream.key}>
            {(key) => (
              <KeyForm
                upstream={props.upstream}
                wanted={key()}
                hasKey={props.state?.hasKey ?? false}
                kept={props.kept}
              />
            )}
          </Show>
          <Show when={on()}>
            <ToldFigures provider={props.upstream.id} kept={props.kept} />
            <SourceTest upstream={props.upstream} fields={fields()} state={props.state} />
          </Show>
          <p class={styles.hint}>
            <Show when={!props.upstream.atHome} fallback={text.hostAtHome}>
              {text.hostsOfOne} <HostNames hosts={hostsOf(props.upstream)} />
            </Show>
          </p>
          <p class={styles.hint}>
            {props.upstream.licence}{' '}
            <a href={props.upstream.terms} target="_blank" rel="noreferrer">
              {text.terms}
            </a>
          </p>
        </div>
      </details>
    </li>
  );
}

function HostNames(props: { readonly hosts: readonly string[] }) {
  return (
    <For each={props.hosts}>
      {(host, at) => (
        <>
          {at() > 0 ? ', ' : ''}
          <code>{host}</code>
        </>
      )}
    </For>
  );
}
