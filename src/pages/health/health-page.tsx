import { createMemo, Match, Show, Switch } from 'solid-js';
import type { FleetView } from '../../domain/fleet-view.ts';
import type { HealthReport } from '../../domain/health/health-report.ts';

import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatPercent } from '../../ui/format/percent.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { alerts as alertText } from '../../ui/text/en/alerts.ts';
import { common } from '../../ui/text/en/common.ts';
import { health as text } from '../../ui/text/en/health.ts';
import { useFleet } from '../fleet-context.ts';
import { createShownMoney } from '../pay/create-shown-money.ts';
import { BudgetCard } from './budget-card.tsx';
import { createHealth, type FollowedHealth } from './create-health.ts';
import { FindingsSection } from './findings-section.tsx';
import styles from './health-page.module.css';
import { healthSentence } from './health-sentence.ts';
import { MaintenanceCard } from './maintenance-card.tsx';
import { minerNames, namesOf } from './miner-names.ts';
import { OutlookCard } from './outlook-card.tsx';
import { PlanCard } from './plan-card.tsx';
import { RulesCard } from './rules-card.tsx';
import { SentencePanel } from './sentence-panel.tsx';
import { StripCard } from './strip-card.tsx';
import { SUBJECTS } from './subject-anchor.ts';
import { SubjectLinks } from './subject-links.tsx';
import { TimelineCard } from './timeline-card.tsx';

/** How the miners are and will be, for an owner who looks for a moment; below, all that is behind it. */
export function HealthPage() {
  const { view } = useFleet();
  const filled = () => (view()?.miners.length ? view() : undefined);
  return (
    <Page heading={text.heading} quietHeading>
      <Switch fallback={<Reading />}>
        <Match when={filled()}>{(shown) => <Followed view={shown()} />}</Match>
        <Match when={view()}>
          <EmptyState
            heading={text.noMiners.heading}
            purpose={text.noMiners.purpose}
            actions={
              <ButtonLink look="primary" icon="add" href="/add">
                {text.noMiners.action}
              </ButtonLink>
            }
          />
        </Match>
      </Switch>
    </Page>
  );
}

function Reading() {
  return (
    <>
      <p class="visually-hidden" role="status">
        {text.reading}
      </p>
      <Skeleton height="5.5rem" />
      <Skeleton height="14rem" />
      <Skeleton height="22rem" />
    </>
  );
}

function Followed(props: { readonly view: FleetView }) {
  const followed = createHealth();
  return (
    <>
      <Show when={followed.failure()}>
        {(detail) => (
          <Notice tone="watch" live action={<Button onClick={followed.askAgain}>{common.tryAgain}</Button>}>
            {text.failed(detail())}
          </Notice>
        )}
      </Show>
      <Show when={followed.judging() !== undefined}>
        <div>
          <ProgressBar
            label={text.judging.label}
            done={followed.judging() ?? 0}
            note={text.judging.note(formatPercent(Math.floor((followed.judging() ?? 0) * 100) / 100))}
          />
        </div>
      </Show>
      <Show
        when={followed.report()}
        fallback={
          <Show when={!followed.failure()}>
            <Reading />
          </Show>
        }
      >
        {(report) => <Report report={report()} view={props.view} followed={followed} />}
      </Show>
    </>
  );
}

function Report(props: {
  readonly report: HealthReport;
  readonly view: FleetView;
  readonly followed: FollowedHealth;
}) {
  const { nowMs } = useFleet();
  const money = createShownMoney();
  // Names change seldom, the view with each poll: what is drawn by them must not be drawn anew each second.
  const names = createMemo(() => minerNames(props.view.miners), undefined, {
    equals: (a, b) => a.size === b.size && [...a].every(([id, name]) => b.get(id) === name),
  });
  const hasBegun = () => props.report.judgedToMs !== undefined;
  // What the watch has found stands in its report.
  const alarms = () =>
    props.view.alerts
      .filter(
        ({ kind, severity, resolvedAtMs }) =>
          kind !== 'finding' && severity !== 'info' && resolvedAtMs === undefined,
      )
      .toSorted((one, other) => Number(other.severity === 'act') - Number(one.severity === 'act'))
      .map(({ kind, minerIds, severity }) => ({
        minerIds,
        severity,
        words: alertText.sentence(namesOf(minerIds, names(), text.sentence.others), alertText.titles[kind]),
      }));
  return (
    <>
      <Show
        when={hasBegun()}
        fallback={
          // What is being judged now is not a watch that has seen nothing.
          <Show when={props.followed.judging() === undefined} fallback={<Skeleton height="14rem" />}>
            <EmptyState heading={text.noHistory.heading} purpose={text.noHistory.purpose} />
          </Show>
        }
      >
        <SentencePanel sentence={healthSentence(props.report, names(), nowMs(), alarms())} />
        <SubjectLinks subjects={SUBJECTS} />
        <FindingsSection report={props.report} names={names()} money={money()} followed={props.followed} />
      </Show>
      <PlanCard
        plan={props.report.plan}
        left={props.report.left}
        partsUnpriced={props.report.partsUnpriced}
        names={names()}
        money={money()}
        followed={props.followed}
        isLearning={props.report.learning.some(({ hours, needed }) => hours < needed)}
      />
      <Show when={hasBegun()}>
        <StripCard strip={props.report.strip} findings={props.report.findings} names={names()} />
      </Show>
      <OutlookCard outlooks={props.report.outlooks} names={names()} />
      <Show when={hasBegun()}>
        <div class={styles.two}>
          <RulesCard findings={props.report.findings} names={names()} />
          <BudgetCard budget={props.report.budget} followed={props.followed} />
        </div>
      </Show>
      <MaintenanceCard
        log={[...props.report.offered, ...props.report.log]}
        names={names()}
        currency={props.view.settings.currency}
        followed={props.followed}
      />
      <TimelineCard report={props.report} names={names()} />
    </>
  );
}
