import { useSearchParams } from '@solidjs/router';
import { createEffect, createMemo, Match, Show, Switch } from 'solid-js';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatPercent } from '../../ui/format/percent.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { common } from '../../ui/text/en/common.ts';
import { features as text } from '../../ui/text/en/features.ts';
import type { FeatureList, FeatureReport, LearnerEntity } from '../../workers/learner-api.ts';
import { useFleet } from '../fleet-context.ts';
import { createFeatures, keyOf, type LearnerFailure } from './create-features.ts';
import { FeatureBrowser } from './feature-browser.tsx';
import styles from './features-page.module.css';

/** Every feature that is worked out of a thing, as it stands now: the registry, laid open. */
export function FeaturesPage() {
  const fleet = useFleet();
  const kept = createFeatures();
  const [query, setQuery] = useSearchParams<{ of: string }>();
  const entity = createMemo(() => {
    const all = kept.entities() ?? [];
    return all.find((each) => keyOf(each) === query.of) ?? all[0];
  });
  createEffect(() => {
    const its = entity();
    if (its) void kept.follow(its);
  });
  return (
    <Page
      heading={text.heading}
      lead={text.lead}
      actions={<ButtonLink href="/settings">{text.back}</ButtonLink>}
    >
      <Show when={fleet.kind === 'demo'}>
        <Notice tone="info">{text.demo}</Notice>
      </Show>
      <Switch fallback={<Opening />}>
        <Match when={kept.failure()}>
          {(failure) => <Failed failure={failure()} onAgain={kept.openAgain} />}
        </Match>
        <Match when={kept.list() && entity()}>
          {(its) => (
            <>
              <div class={styles.choices}>
                <SelectField
                  label={text.of}
                  choices={(kept.entities() ?? []).map((each) => ({
                    choice: keyOf(each),
                    label: entityName(each),
                  }))}
                  chosen={keyOf(its())}
                  onChoose={(of) => setQuery({ of })}
                />
              </div>
              <Body {...{ kept }} />
            </>
          )}
        </Match>
      </Switch>
    </Page>
  );
}

function Body(props: { readonly kept: ReturnType<typeof createFeatures> }) {
  const { list, report, progress } = props.kept;
  const shown = (): { readonly list: FeatureList; readonly report: FeatureReport } | undefined => {
    const [features, its] = [list(), report()];
    return features && its ? { list: features, report: its } : undefined;
  };
  return (
    <Show
      when={shown()}
      fallback={
        <ProgressBar
          label={text.working}
          done={progress()}
          note={text.workingNote(formatPercent(progress()))}
        />
      }
    >
      {(its) => (
        <Show when={!its().report.isEmpty} fallback={<NothingYet />}>
          <FeatureBrowser list={its().list} report={its().report} />
        </Show>
      )}
    </Show>
  );
}

function NothingYet() {
  return (
    <EmptyState
      heading={text.empty.heading}
      purpose={text.empty.purpose}
      actions={<ButtonLink href="/add">{text.empty.add}</ButtonLink>}
    />
  );
}

function Failed(props: { readonly failure: LearnerFailure; readonly onAgain: () => void }) {
  const isNewer = () => props.failure.problem?.kind === 'newer-version';
  const words = () => {
    if (isNewer()) return text.newer;
    return props.failure.problem?.kind === 'blocked'
      ? text.blocked
      : `${text.failed} ${text.why(props.failure.detail)}`;
  };
  return (
    <Notice
      tone="watch"
      live
      action={
        <Show when={isNewer()} fallback={<Button onClick={props.onAgain}>{common.tryAgain}</Button>}>
          <Button onClick={() => location.reload()}>{text.reload}</Button>
        </Show>
      }
    >
      {words()}
    </Notice>
  );
}

function Opening() {
  return (
    <>
      <p class="visually-hidden" role="status">
        {text.opening}
      </p>
      <Skeleton height="4rem" />
      <Skeleton height="16rem" />
    </>
  );
}

function entityName({ kind, name }: LearnerEntity): string {
  if (kind === 'fleet') return text.theFleet;
  if (kind === 'site') return text.theHouse;
  if (kind === 'coin') return text.coin(name ?? '');
  return kind === 'pool' ? text.pool(name ?? '') : (name ?? '');
}
