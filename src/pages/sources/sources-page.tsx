import { For, Match, Show, Switch } from 'solid-js';
import type { SourcesView } from '../../domain/sources-view.ts';
import type { SourceKind, Upstream } from '../../domain/upstream.ts';
import { UPSTREAMS } from '../../domain/upstreams/upstreams.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { common } from '../../ui/text/en/common.ts';
import { sources as text } from '../../ui/text/en/sources.ts';
import { useFleet } from '../fleet-context.ts';
import { createSources, type KeptSources } from './create-sources.ts';
import { hostsInView } from './host-list.ts';
import { SourceRow } from './source-row.tsx';
import styles from './sources-page.module.css';

/** In the order in which owners have use for them. */
const KINDS = Object.keys(text.kinds) as readonly SourceKind[];
/** What a newcomer needs to see what mining earns: free, without an account. */
const USUAL: ReadonlySet<string> = new Set(['coingecko', 'mempool', 'blockchair']);

/** Every provider that may be asked, whether it is, how it does, and what it learns. */
export function SourcesPage() {
  const fleet = useFleet();
  const kept = createSources('own');
  return (
    <Page
      heading={text.heading}
      lead={text.lead}
      actions={<ButtonLink href="/settings">{text.back}</ButtonLink>}
    >
      <Show when={fleet.kind === 'demo'}>
        <Notice tone="info">{text.demo}</Notice>
      </Show>
      <Switch
        fallback={
          <>
            <p class="visually-hidden" role="status">
              {text.loading}
            </p>
            <Skeleton height="12rem" />
          </>
        }
      >
        <Match when={kept.failed()}>
          <Notice tone="watch" live action={<Button onClick={kept.askAgain}>{common.tryAgain}</Button>}>
            {text.failed}
          </Notice>
        </Match>
        <Match when={kept.view()}>{(view) => <Providers view={view()} kept={kept} />}</Match>
      </Switch>
    </Page>
  );
}

function Providers(props: { readonly view: SourcesView; readonly kept: KeptSources }) {
  const isOn = ({ id }: Upstream) => props.view.sources[id]?.choice.enabled ?? false;
  const fleet = useFleet();
  const hosts = () => hostsInView(props.view, fleet.nowMs());
  const asksOutside = () => UPSTREAMS.some((upstream) => !upstream.atHome && isOn(upstream));
  const of = (kind: SourceKind) => UPSTREAMS.filter((upstream) => upstream.kind === kind);
  return (
    <>
      <div class={styles.top}>
        <Show when={!UPSTREAMS.some(isOn)}>
          <UsualCard kept={props.kept} />
        </Show>
        <Card heading={text.hosts.heading}>
          <p class={styles.hint}>{asksOutside() ? text.hosts.some : text.hosts.none}</p>
          <ul class={styles.hosts}>
            <For each={hosts()}>
              {({ host, words }) => (
                <li>
                  <code>{host}</code> <span class={styles.hint}>{words}</span>
                </li>
              )}
            </For>
          </ul>
        </Card>
      </div>
      <p class={styles.hint}>{text.order}</p>
      <For each={KINDS.filter((kind) => of(kind).length > 0)}>
        {(kind) => (
          <Card>
            <details class={styles.kind} open={of(kind).some(isOn) || kind === 'market'}>
              <summary>
                <h2>{text.kinds[kind]}</h2>
                <span class={styles.hint}>{text.on(of(kind).filter(isOn).length, of(kind).length)}</span>
              </summary>
              <ul class={styles.sources}>
                <For each={of(kind)}>
                  {(upstream) => (
                    <SourceRow
                      upstream={upstream}
                      state={props.view.sources[upstream.id]}
                      kept={props.kept}
                    />
                  )}
                </For>
              </ul>
            </details>
          </Card>
        )}
      </For>
    </>
  );
}

function UsualCard(props: { readonly kept: KeptSources }) {
  const usual = UPSTREAMS.filter(({ id }) => USUAL.has(id));
  const ids = usual.map(({ id }) => id);
  const switchOn = () =>
    void props.kept.chooseAll(ids, { enabled: true }, text.usual.done(usual.length), { enabled: false });
  return (
    <Card heading={text.usual.heading}>
      <p>{text.usual.what(usual.map(({ name }) => name).join(', '))}</p>
      <div>
        <Button look="primary" onClick={switchOn}>
          {text.usual.action}
        </Button>
      </div>
    </Card>
  );
}
