import { createUniqueId, Show } from 'solid-js';
import type { PastForecast } from '../../domain/forecast.ts';
import { Button } from '../../ui/button.tsx';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { forecast as text } from '../../ui/text/en/forecast.ts';
import styles from './forecast-page.module.css';

/** The way back through forecasts of before, one by one, by buttons or by the arrow keys while one of them has the focus. */
export function PastForecasts(props: {
  /** Newest first. */
  readonly forecasts: readonly PastForecast[];
  /** Undefined while the forecast of now is shown. */
  readonly at: number | undefined;
  readonly onShow: (at: number | undefined) => void;
}) {
  const id = createUniqueId();
  const last = () => props.forecasts.length - 1;
  const isLast = () => last() < 0 || props.at === last();
  const earlier = () => !isLast() && props.onShow((props.at ?? -1) + 1);
  const later = () => props.at !== undefined && props.onShow(props.at === 0 ? undefined : props.at - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') earlier();
    else if (event.key === 'ArrowRight') later();
  };
  return (
    <fieldset class={styles.stepper} onKeyDown={onKeyDown}>
      <legend>{text.past.heading}</legend>
      <Button closed={isLast()} aria-describedby={id} onClick={earlier}>
        {text.past.earlier}
      </Button>
      <Button closed={props.at === undefined} aria-describedby={id} onClick={later}>
        {text.past.later}
      </Button>
      <Button closed={props.at === undefined} aria-describedby={id} onClick={() => props.onShow(undefined)}>
        {text.past.now}
      </Button>
      <p id={id} class={styles.hint} aria-live="polite">
        <Show when={props.forecasts.length > 0} fallback={text.past.none}>
          <Show when={props.at !== undefined && props.forecasts[props.at]} fallback={text.past.showNow}>
            {(shown) => (
              <>
                {pastWords(shown())} {text.past.place((props.at ?? 0) + 1, props.forecasts.length)}
              </>
            )}
          </Show>
        </Show>
      </p>
    </fieldset>
  );
}

/** When it was made, and how many values lay within its range. */
function pastWords({ kind, madeAtMs, steps, came }: PastForecast): string {
  const made = text.past.made[kind](formatDayAndClock(madeAtMs));
  const judged = steps.flatMap((step, i) => {
    const value = came[i] ?? Number.NaN;
    return Number.isNaN(value) ? [] : [value >= step.low80 && value <= step.high80];
  });
  if (judged.length === 0) return `${made} ${text.past.open}`;
  const inside = judged.filter(Boolean).length;
  return `${made} ${text.past.held(formatCount(inside), formatCount(judged.length))}`;
}

/** How many forecasts of before are asked for: a week of one a day, two weeks of one every other. */
export const MOST_PAST = 14;
