import { createEffect, createSignal, createUniqueId, on, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { formatDay, formatDayAndClock } from '../../ui/format/clock-time.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import type { Stretch } from './create-stretch.ts';
import { dayOfMoment } from './history-range.ts';
import styles from './stretch-bar.module.css';

const words = text.chart.stretch;

interface StretchBarProps {
  readonly stretch: Stretch;
  /** What is stored of the miner, with no moment where nothing is; undefined until that is known. */
  readonly kept: { readonly oldestAtMs?: number | undefined } | undefined;
  readonly nowMs: number;
}

/** The way to an earlier stretch of the history and back: step by step, or to a day. */
export function StretchBar(props: StretchBarProps) {
  const id = createUniqueId();
  const isFirst = () => props.stretch.range().fromMs <= (props.kept?.oldestAtMs ?? Number.POSITIVE_INFINITY);
  const whyFirst = () => {
    if (!props.kept || !isFirst()) return undefined;
    const { oldestAtMs } = props.kept;
    return oldestAtMs === undefined ? words.nothing : words.first(formatDayAndClock(oldestAtMs));
  };
  const later = (word: string, go: () => void) => (
    <Button closed={props.stretch.live()} aria-describedby={`${id}-shown`} onClick={() => go()}>
      {word}
    </Button>
  );
  return (
    <fieldset class={styles.bar}>
      <legend>{words.label}</legend>
      <p id={`${id}-shown`} class={styles.shown} aria-live="polite">
        <Show when={!props.stretch.live()} fallback={words.live}>
          {words.shown(
            formatDayAndClock(props.stretch.range().fromMs),
            formatDayAndClock(props.stretch.range().toMs),
          )}
        </Show>
      </p>
      <div class={styles.steps}>
        <Button closed={isFirst()} aria-describedby={`${id}-first`} onClick={() => props.stretch.earlier()}>
          {words.earlier}
        </Button>
        {later(words.later, props.stretch.later)}
        {later(words.now, props.stretch.goToNow)}
      </div>
      <DayField {...props} />
      <p id={`${id}-first`} class={styles.why}>
        {whyFirst()}
      </p>
    </fieldset>
  );
}

/** A day to go to, among those of which something is kept. */
function DayField(props: StretchBarProps) {
  const [problem, setProblem] = createSignal<string>();
  createEffect(on(props.stretch.range, () => setProblem(undefined), { defer: true }));
  const oldestDay = () => {
    const oldestAtMs = props.kept?.oldestAtMs;
    return oldestAtMs === undefined ? undefined : dayOfMoment(oldestAtMs);
  };
  const go = (day: string) => {
    const oldest = oldestDay();
    // A field whose year is still being typed holds a day of the year 2 or 20.
    const early = oldest === undefined || day < oldest;
    const late = day > dayOfMoment(props.nowMs);
    if (day === '') setProblem(undefined);
    else if (late) setProblem(words.toCome);
    else if (early) setProblem(words.notKept(formatDay(props.kept?.oldestAtMs)));
    else {
      setProblem(undefined);
      props.stretch.goToDay(day);
    }
  };
  return (
    <div class={styles.day}>
      <TextField
        label={words.day}
        type="date"
        min={oldestDay()}
        max={dayOfMoment(props.nowMs)}
        disabled={oldestDay() === undefined}
        value={props.stretch.live() ? '' : dayOfMoment(props.stretch.range().fromMs)}
        problem={problem()}
        onInput={(event) => go(event.currentTarget.value)}
      />
    </div>
  );
}
