import { For, Show } from 'solid-js';
import { fieldsOfProvider } from '../../domain/fields-of-providers.ts';
import type { Upstream } from '../../domain/upstream.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { common } from '../../ui/text/en/common.ts';
import { sources as sourceText } from '../../ui/text/en/sources.ts';
import { tariff as text } from '../../ui/text/en/tariff.ts';
import { useFleet } from '../fleet-context.ts';
import type { KeptSources } from '../sources/create-sources.ts';
import { KeyForm } from '../sources/key-form.tsx';
import { SourceFields } from '../sources/source-fields.tsx';
import { needsTelling, STANDING_ICONS, standingOf } from '../sources/source-standing.ts';
import styles from './tariff-editor.module.css';

const words = text.provider;

/** A provider where it is needed: how it does, the way to switch it on, and what it must be told. */
export function ProviderPanel(props: { readonly upstream: Upstream; readonly kept: KeptSources }) {
  const fleet = useFleet();
  const isOn = () => props.kept.view()?.sources[props.upstream.id]?.choice.enabled ?? false;
  return (
    <Show when={fleet.kind === 'real'} fallback={<Notice tone="info">{words.demo}</Notice>}>
      <Show when={props.kept.view()} fallback={<NoView kept={props.kept} />}>
        <Show when={isOn()} fallback={<SwitchedOff {...props} />}>
          <SwitchedOn {...props} />
        </Show>
      </Show>
    </Show>
  );
}

function NoView(props: { readonly kept: KeptSources }) {
  return (
    <Show when={props.kept.failed()} fallback={<p class={styles.hint}>{words.waiting}</p>}>
      <Notice tone="watch" action={<Button onClick={() => props.kept.askAgain()}>{common.tryAgain}</Button>}>
        {words.cannotRead}
      </Notice>
    </Show>
  );
}

function SwitchedOff(props: { readonly upstream: Upstream; readonly kept: KeptSources }) {
  const name = () => props.upstream.name;
  const switchOn = () =>
    void props.kept.choose(props.upstream.id, { enabled: true }, sourceText.switchedOn(name()), {
      enabled: false,
    });
  return (
    <Notice tone="info" action={<Button onClick={switchOn}>{words.on(name())}</Button>}>
      {words.off(name())} {sourceText.learns[props.upstream.learns]}
    </Notice>
  );
}

function SwitchedOn(props: { readonly upstream: Upstream; readonly kept: KeptSources }) {
  const fleet = useFleet();
  const fields = () => fieldsOfProvider(props.upstream.id);
  const state = () => props.kept.view()?.sources[props.upstream.id];
  const standing = () => standingOf(props.upstream, fields(), state(), fleet.nowMs());
  const asksForMore = () => fields().length > 0 || props.upstream.key !== undefined;
  return (
    <div class={styles.group}>
      <div class={styles.standing}>
        <Icon name={STANDING_ICONS[standing().tone]} size="1.1em" />
        <div>
          <p>
            {props.upstream.name}: {standing().words}
          </p>
          <For each={standing().more}>{(line) => <p class={styles.hint}>{line}</p>}</For>
        </div>
      </div>
      <Show when={asksForMore()}>
        <details class={styles.fold} open={needsTelling(standing())}>
          <summary>{words.details}</summary>
          <div class={styles.folded}>
            <Show when={words.hints[props.upstream.id]}>{(hint) => <p class={styles.hint}>{hint()}</p>}</Show>
            <Show when={fields().length > 0}>
              <SourceFields upstream={props.upstream} fields={fields()} state={state()} kept={props.kept} />
            </Show>
            <Show when={props.upstream.key}>
              {(key) => (
                <KeyForm
                  upstream={props.upstream}
                  wanted={key()}
                  hasKey={state()?.hasKey ?? false}
                  kept={props.kept}
                />
              )}
            </Show>
          </div>
        </details>
      </Show>
      <p class={styles.hint}>
        {props.upstream.licence} <a href="/settings/sources">{words.all}</a>
      </p>
    </div>
  );
}
