import { createSignal, For, Show } from 'solid-js';
import type { CauseRanking, RankedCause, Reason } from '../../domain/health/cause.ts';
import { formatConfidence } from '../../ui/format/percent.ts';
import { health } from '../../ui/text/en/health.ts';
import { healthFindings as words } from '../../ui/text/en/health-findings.ts';
import { CAUSE_CHARTS } from './cause-charts.ts';
import styles from './finding-card.module.css';
import { FindingChart, type FindingInView } from './finding-chart.tsx';
import { strengthOf } from './finding-words.ts';

const text = health.causes;

/** Causes with their odds as bars, what speaks for and against each, and the chart that tells it apart. */
export function CauseList(props: { readonly ranking: CauseRanking; readonly shown: FindingInView }) {
  return (
    <div class={styles.part}>
      <h4>{text.heading}</h4>
      <ol class={styles.causes}>
        <For each={props.ranking.causes}>
          {(ranked) => <RankedEntry ranked={ranked} shown={props.shown} />}
        </For>
        <li>
          <Bar label={text.otherwise} chance={props.ranking.otherwise} />
        </li>
      </ol>
      <p class={styles.hint}>{text.table}</p>
    </div>
  );
}

function RankedEntry(props: { readonly ranked: RankedCause; readonly shown: FindingInView }) {
  const [open, setOpen] = createSignal(false);
  const name = () => words.causes[props.ranked.cause];
  const speaking = (sign: 1 | -1) => props.ranked.reasons.filter(({ nats }) => nats * sign > 0);
  return (
    <li>
      <Bar label={name()} chance={props.ranked.chance} />
      <Reasons heading={text.for} reasons={speaking(1)} symptoms={words.symptoms} />
      <Reasons heading={text.against} reasons={speaking(-1)} symptoms={words.symptomsGone} />
      <details class={styles.fold} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary aria-label={`${text.seenBy}: ${name()}`}>{text.seenBy}</summary>
        <Show when={open()}>
          <FindingChart shown={props.shown} names={CAUSE_CHARTS[props.ranked.cause]} />
        </Show>
      </details>
    </li>
  );
}

function Bar(props: { readonly label: string; readonly chance: number }) {
  return (
    <div class={styles.odds}>
      <span>{props.label}</span>
      <b>{formatConfidence(props.chance)}</b>
      <span class={styles.track} aria-hidden="true">
        <i style={{ width: `${100 * Math.min(1, Math.max(0, props.chance))}%` }} />
      </span>
    </div>
  );
}

function Reasons(props: {
  readonly heading: string;
  readonly reasons: readonly Reason[];
  readonly symptoms: typeof words.symptoms | typeof words.symptomsGone;
}) {
  const told = () =>
    props.reasons
      .map(({ symptom, nats }) => words.reason(props.symptoms[symptom], strengthOf(nats)))
      .join('; ');
  return (
    <Show when={props.reasons.length > 0}>
      <p class={styles.reasons}>
        {props.heading}: {told()}.
      </p>
    </Show>
  );
}
