import { For, Show } from 'solid-js';
import type { ForecastTarget } from '../../domain/forecast.ts';
import { Card } from '../../ui/card.tsx';
import { formatPercent } from '../../ui/format/percent.ts';
import { forecast as text } from '../../ui/text/en/forecast.ts';
import type { ForecastReport } from '../../workers/forecast-api.ts';
import styles from './forecast-page.module.css';
import { directionWords, type Held, heldRanges, residualWords, winnersScores } from './held-words.ts';
import { isAllKnown } from './speaker-words.ts';

/** How often ranges and directions were right. */
export function HeldCard(props: { readonly report: ForecastReport; readonly target: ForecastTarget }) {
  return (
    <Card heading={text.coverage.heading}>
      <Show
        when={!isAllKnown(props.report.forecast)}
        fallback={<p class={styles.hint}>{text.coverage.known}</p>}
      >
        <Judged {...props} />
      </Show>
    </Card>
  );
}

function Judged(props: { readonly report: ForecastReport; readonly target: ForecastTarget }) {
  const held = () => heldRanges(props.report, props.target);
  const scores = () => props.report.contest && winnersScores(props.report.contest);
  return (
    <>
      <Show when={held().length > 0} fallback={<p class={styles.hint}>{text.coverage.none}</p>}>
        <For each={held()}>{(each) => <Meter held={each} />}</For>
      </Show>
      <Show when={scores()}>
        {(its) => (
          <div>
            <h3>{text.direction.heading}</h3>
            <p>{directionWords(its()).join(' ')}</p>
          </div>
        )}
      </Show>
      <Show when={props.report.contest}>
        {(contest) => (
          <div>
            <h3>{text.residuals.heading}</h3>
            <p>{residualWords(contest()).join(' ')}</p>
          </div>
        )}
      </Show>
    </>
  );
}

/** What was promised as a line across a bar of what came. */
function Meter(props: { readonly held: Held }) {
  return (
    <div class={styles.meter}>
      <p>
        {props.held.words}. <span class={styles.hint}>{props.held.verdict}</span>
      </p>
      <div
        class={styles.meterBar}
        role="img"
        aria-label={text.coverage.meter(formatPercent(props.held.level), formatPercent(props.held.share))}
      >
        <span style={{ width: `${100 * Math.min(1, Math.max(0, props.held.share))}%` }} />
        <i style={{ left: `${100 * props.held.level}%` }} />
      </div>
    </div>
  );
}
