import { createSignal, For, Show } from 'solid-js';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { SeverityBadge } from '../../ui/severity-badge.tsx';
import { health } from '../../ui/text/en/health.ts';
import { healthFindings as words } from '../../ui/text/en/health-findings.ts';
import { useFleet } from '../fleet-context.ts';
import type { ShownMoney } from '../pay/shown-money.ts';
import { CauseList } from './cause-list.tsx';
import { CheckList } from './check-list.tsx';
import type { FollowedHealth } from './create-health.ts';
import { creditedSentence } from './earnings-words.ts';
import { findingAnchor } from './finding-anchor.ts';
import styles from './finding-card.module.css';
import { FindingChart, type FindingInView } from './finding-chart.tsx';
import { costSentence, isOpen, sizeSentence, sureWords } from './finding-words.ts';
import { namesOf } from './miner-names.ts';
import { PayChart } from './pay-chart.tsx';
import { DoneButtons, Repairs } from './repairs.tsx';

const text = health.findings;

interface CardProps {
  readonly shown: FindingInView;
  readonly money: ShownMoney;
  readonly followed: FollowedHealth;
}

/** One finding: what, since when, how sure, how large, what it costs, why, and what to do. */
export function FindingCard(props: CardProps & { readonly opened: boolean }) {
  const { view } = useFleet();
  const finding = () => props.shown.finding;
  const who = () => namesOf(finding().minerIds, props.shown.names, health.sentence.others);
  const size = () => sizeSentence(finding(), { temperatureUnit: view()?.settings.temperatureUnit });
  const moment = () => {
    const since = formatDayAndClock(finding().sinceMs);
    const endedAtMs = finding().endedAtMs;
    return endedAtMs === undefined ? text.since(since) : text.from(since, formatDayAndClock(endedAtMs));
  };
  return (
    <article
      class={styles.card}
      id={findingAnchor(finding())}
      tabindex="-1"
      data-severity={finding().severity}
    >
      <div class={styles.head}>
        <SeverityBadge severity={finding().severity} />
        <h3>
          {who()} – {words.troubles[finding().trouble]}
        </h3>
      </div>
      <p class={styles.meta}>
        {moment()} · {sureWords(finding())}
      </p>
      <Show when={size()}>{(sentence) => <p>{sentence()}</p>}</Show>
      <Show when={finding().account}>{(account) => <p>{creditedSentence(account(), props.money)}</p>}</Show>
      <Show when={finding().text}>{(said) => <p>{text.said(said())}</p>}</Show>
      <Show when={isOpen(finding())}>
        <p>{costSentence(finding().costPerDay, props.money)}</p>
      </Show>
      <Repairs {...props} />
      <Actions {...props} />
      <Details {...props} opened={props.opened} />
    </article>
  );
}

function Actions(props: CardProps) {
  const finding = () => props.shown.finding;
  const toMiner = () => finding().minerIds.find((id) => props.shown.names.has(id));
  return (
    <div class={styles.actions}>
      <Show when={isOpen(finding())}>
        <DoneButtons {...props} />
      </Show>
      <Show when={toMiner()}>
        {(id) => (
          <ButtonLink href={`/miner/${encodeURIComponent(id())}`}>
            {text.toMiner(props.shown.names.get(id()) ?? '')}
          </ButtonLink>
        )}
      </Show>
      <Verdict finding={finding()} followed={props.followed} />
    </div>
  );
}

function Verdict(props: Pick<CardProps, 'followed'> & { readonly finding: FindingInView['finding'] }) {
  const judge = (verdict: FindingInView['finding']['verdict']) =>
    void props.followed.judge(props.finding, verdict);
  return (
    <Show
      when={props.finding.verdict}
      fallback={
        <>
          <Button look="quiet" onClick={() => judge('right')}>
            {text.right}
          </Button>
          <Button look="quiet" onClick={() => judge('false-alarm')}>
            {text.false}
          </Button>
        </>
      }
    >
      {(verdict) => (
        <p class={styles.verdict}>
          {verdict() === 'right' ? text.calledRight : text.calledFalse}{' '}
          <Button look="quiet" onClick={() => judge(undefined)}>
            {text.takeBack}
          </Button>
        </p>
      )}
    </Show>
  );
}

/** The evidence, the causes and the checks; of all but the worst they open on a tap, and load only then. */
function Details(props: CardProps & { readonly opened: boolean }) {
  const [open, setOpen] = createSignal(props.opened);
  const finding = () => props.shown.finding;
  return (
    <details class={styles.fold} open={open()} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.details}</summary>
      <Show when={open()}>
        <div class={styles.details}>
          <div class={styles.part}>
            <h4>{text.charts}</h4>
            <For each={finding().evidence}>
              {(evidence) => (
                <div class={styles.evidence}>
                  <p class={styles.hint}>
                    {evidence.consequence
                      ? text.consequence(words.figures[evidence.figure], words.troubles[evidence.consequence])
                      : words.figures[evidence.figure]}
                  </p>
                  <Show when={evidence.figure === 'earnings' && finding().account}>
                    {(account) => <PayChart shown={props.shown} account={account()} money={props.money} />}
                  </Show>
                  <FindingChart shown={props.shown} names={evidence.charts} />
                </div>
              )}
            </For>
          </div>
          <div class={styles.why}>
            <Show when={finding().causes}>
              {(ranking) => <CauseList ranking={ranking()} shown={props.shown} />}
            </Show>
            <CheckList checks={finding().checks} shown={props.money} />
          </div>
        </div>
      </Show>
    </details>
  );
}
