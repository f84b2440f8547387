import { createEffect, createMemo, For, on, onCleanup, Show } from 'solid-js';
import type { HealthReport } from '../../domain/health/health-report.ts';
import { health } from '../../ui/text/en/health.ts';
import type { ShownMoney } from '../pay/shown-money.ts';
import type { FollowedHealth } from './create-health.ts';
import { isNarrow } from './create-narrow.ts';
import { paySentences } from './earnings-words.ts';
import { FindingCard } from './finding-card.tsx';
import { isOpen } from './finding-words.ts';
import styles from './health-page.module.css';
import type { MinerNames } from './miner-names.ts';
import { subjectAnchor } from './subject-anchor.ts';

const text = health.findings;
/** More that stand are folded: the worst are to be seen at a look. */
const SHOWN_AT_FIRST = 3;

/** What stands, worst first, the worst with its evidence open where there is room; then, folded, what is over. */
export function FindingsSection(props: {
  readonly report: HealthReport;
  readonly names: MinerNames;
  readonly money: ShownMoney;
  readonly followed: FollowedHealth;
}) {
  const open = createMemo(() => props.report.findings.filter(isOpen));
  const over = createMemo(() => props.report.findings.filter((finding) => !isOpen(finding)));
  const worstId = createMemo(() => open()[0]?.id);
  const narrow = isNarrow();
  const further = () => open().slice(SHOWN_AT_FIRST);
  let heading: HTMLHeadingElement | undefined;
  let lastIn = false;
  const follow = ({ target }: FocusEvent) => {
    lastIn = target instanceof Element && target.closest('[data-findings]') !== null;
  };
  document.addEventListener('focusin', follow);
  onCleanup(() => document.removeEventListener('focusin', follow));
  // A verdict moves its card to the other list, and takes its button with it: a keyboard goes on at the list's heading.
  createEffect(
    on(
      () => [open(), over()],
      () => {
        if (lastIn && document.activeElement === document.body) heading?.focus({ preventScroll: true });
      },
      { defer: true },
    ),
  );
  const card = (finding: HealthReport['findings'][number]) => (
    <FindingCard
      shown={{
        finding,
        names: props.names,
        log: props.report.log,
        earnings: props.report.earnings,
      }}
      money={props.money}
      followed={props.followed}
      opened={finding.id === worstId() && !narrow}
    />
  );
  return (
    <section class={styles.section} id={subjectAnchor('findings')} aria-label={text.heading} data-findings="">
      <h2 ref={heading} tabindex="-1">
        {text.heading}
      </h2>
      <For each={open().slice(0, SHOWN_AT_FIRST)} fallback={<p class={styles.hint}>{text.none}</p>}>
        {card}
      </For>
      <Show when={further().length > 0}>
        <details class={styles.fold}>
          <summary>{text.further(further().length)}</summary>
          <div class={styles.section}>
            <For each={further()}>{card}</For>
          </div>
        </details>
      </Show>
      <Show when={over().length > 0}>
        <details class={styles.fold}>
          <summary>{text.ended(over().length)}</summary>
          <div class={styles.section}>
            <For each={over()}>{card}</For>
          </div>
        </details>
      </Show>
      <For each={paySentences(props.report.earnings)}>
        {(sentence) => <p class={styles.hint}>{sentence}</p>}
      </For>
    </section>
  );
}
