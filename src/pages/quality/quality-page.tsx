import { useSearchParams } from '@solidjs/router';
import { createEffect, createMemo, For, Match, on, onCleanup, Show, Switch } from 'solid-js';
import type { Miner } from '../../domain/miner.ts';
import type { SeriesName } from '../../domain/series.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import type { LineOptions } from '../../ui/chart/series-line.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount } from '../../ui/format/share-counts.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { common } from '../../ui/text/en/common.ts';
import { quality as text } from '../../ui/text/en/quality.ts';
import { seriesNames } from '../../ui/text/en/series-names.ts';
import type { MinerQuality } from '../../workers/quality-api.ts';
import { useFleet } from '../fleet-context.ts';
import { type CheckedQuality, createQuality } from './create-quality.ts';
import { FindingList } from './finding-list.tsx';
import styles from './quality-page.module.css';
import { RepairsCard } from './repairs-card.tsx';
import { scoreFigure } from './score-figure.ts';
import { SeriesRow } from './series-row.tsx';

const WINDOWS = [1, 7, 30, 90] as const;
const USUAL_DAYS = 30;

/** How sound what is stored of a miner is, and what can be put right. The address says which miner: `?miner=id`. */
export function QualityPage() {
  const { view } = useFleet();
  const miners = () => view()?.miners.map(({ miner }) => miner) ?? [];
  return (
    <Page
      heading={text.heading}
      lead={text.lead}
      actions={<ButtonLink href="/settings/data">{text.back}</ButtonLink>}
    >
      <Switch fallback={<Checking />}>
        <Match when={miners().length > 0}>
          <Checked miners={miners()} />
        </Match>
        <Match when={view()}>
          <EmptyState
            heading={text.noMiners.heading}
            purpose={text.noMiners.purpose}
            actions={
              <ButtonLink href="/add" look="primary">
                {text.noMiners.action}
              </ButtonLink>
            }
          />
        </Match>
      </Switch>
    </Page>
  );
}

function Checking() {
  return (
    <>
      <p class="visually-hidden" role="status">
        {text.checking}
      </p>
      <Skeleton height="6rem" />
      <Skeleton height="18rem" />
    </>
  );
}

function Checked(props: { readonly miners: readonly Miner[] }) {
  const { view } = useFleet();
  const [search, setSearch] = useSearchParams<{ miner?: string; days?: string }>();
  const miner = createMemo(() => props.miners.find(({ id }) => id === search.miner) ?? props.miners[0]);
  const days = () => WINDOWS.find((each) => String(each) === search.days) ?? USUAL_DAYS;
  const checked = createQuality(() => miner()?.id ?? '', days);
  const options = (): LineOptions => ({
    algorithm: miner()?.identity.algorithm,
    temperatureUnit: view()?.settings.temperatureUnit,
    hashrateUnit: view()?.settings.hashrateUnit,
  });
  return (
    <>
      <div class={styles.choices}>
        <SelectField
          label={text.miner}
          choices={props.miners.map(({ id, name }) => ({ choice: id, label: name }))}
          chosen={miner()?.id ?? ''}
          onChoose={(id) => setSearch({ miner: id }, { replace: true })}
        />
        <SelectField
          label={text.window}
          choices={WINDOWS.map((each) => ({ choice: String(each), label: text.days(each) }))}
          chosen={String(days())}
          onChoose={(chosen) => setSearch({ days: chosen }, { replace: true })}
        />
      </div>
      <Switch fallback={<Checking />}>
        <Match when={checked.failed()}>
          <Notice tone="watch" live action={<Button onClick={checked.checkAgain}>{common.tryAgain}</Button>}>
            {text.failed}
          </Notice>
        </Match>
        <Match when={checked.report()}>
          {(report) => (
            <Report name={miner()?.name ?? ''} report={report()} checked={checked} options={options()} />
          )}
        </Match>
      </Switch>
    </>
  );
}

function Report(props: {
  readonly name: string;
  readonly report: MinerQuality;
  readonly checked: CheckedQuality;
  readonly options: LineOptions;
}) {
  /** Rows are drawn anew with each report: those that were open stay so. */
  const opened = new Set<SeriesName>();
  let status: HTMLParagraphElement | undefined;
  let list: HTMLUListElement | undefined;
  let lastIn: string | undefined;
  const follow = ({ target }: FocusEvent) => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-series]') : undefined;
    lastIn = row?.dataset.series;
  };
  document.addEventListener('focusin', follow);
  onCleanup(() => document.removeEventListener('focusin', follow));
  // A repair that was made takes its button with it: a keyboard goes on at the row that it stood in, or, from elsewhere,
  // at what came of it, and not at the top.
  createEffect(
    on(
      () => props.report,
      () => {
        if (document.activeElement !== document.body) return;
        const row = lastIn && list?.querySelector<HTMLElement>(`[data-series="${lastIn}"] summary`);
        (row || status)?.focus({ preventScroll: true });
      },
      { defer: true },
    ),
  );
  const verdict = () => {
    const all = [...props.report.ofRows, ...props.report.series.flatMap(({ findings }) => findings)];
    if (all.length === 0) return text.summary.sound;
    return all.every(({ severity }) => severity === 'info') ? text.summary.minor : '';
  };
  return (
    <>
      <Card heading={text.summary.heading(props.name)}>
        <Show when={props.report.score} fallback={<p>{text.nothing}</p>}>
          {(score) => (
            <p role="status" tabindex="-1" ref={status}>
              {text.summary.score(scoreFigure(score()))} {countWords(props.report)} {verdict()}
            </p>
          )}
        </Show>
        <details class={styles.how}>
          <summary>{text.summary.how}</summary>
          <For each={text.summary.rules}>{(rule) => <p class={styles.hint}>{rule}</p>}</For>
        </details>
      </Card>
      <Show when={props.report.ofRows.length > 0}>
        <Card heading={text.ofRows}>
          <p class={styles.hint}>{text.ofRowsHint}</p>
          <FindingList findings={props.report.ofRows} checked={props.checked} options={props.options} />
        </Card>
      </Show>
      <Show when={props.report.series.length > 0}>
        <Card heading={text.series}>
          <p class={styles.hint}>{text.seriesHint}</p>
          <ul class={styles.series} ref={list}>
            <For each={props.report.series}>
              {(series) => (
                <SeriesRow series={series} opened={opened} checked={props.checked} options={props.options} />
              )}
            </For>
          </ul>
          <Show when={props.report.notTold.length > 0}>
            <details class={styles.untold}>
              <summary>{text.notTold(props.report.notTold.length)}</summary>
              <p class={styles.hint}>{props.report.notTold.map((name) => seriesNames[name]).join(', ')}</p>
            </details>
          </Show>
        </Card>
      </Show>
      <RepairsCard repairs={props.report.repairs} checked={props.checked} options={props.options} />
    </>
  );
}

/** A repair of a few values does not show in per cent of months: the counts move with each. */
function countWords({ expected, present, doubted }: MinerQuality): string {
  if (present === expected && doubted === 0) return '';
  return text.summary.counts(formatCount(expected), formatCount(expected - present), formatCount(doubted));
}
