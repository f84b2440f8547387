import { createMemo, For, Show } from 'solid-js';
import { type MeteredPair, STRETCH_S } from '../../domain/metered-pairs.ts';
import type { PlugReading } from '../../domain/plug-reading.ts';
import { onWall, wallCurve } from '../../domain/wall-curve.ts';
import { Button } from '../../ui/button.tsx';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { formatDuration } from '../../ui/format/duration.ts';
import { formatPower } from '../../ui/format/power.ts';
import { meters as text } from '../../ui/text/en/meters.ts';
import styles from './readings-list.module.css';
import { WallCurveChart } from './wall-curve-chart.tsx';
import { powerWithBand } from './wall-words.ts';

const words = text.reading;

/** The greatest load by the least, from which on readings tell how a supply's losses change. */
const SPREAD = 1.3;

/** What was read off a miner's plug so far, the curve that follows from it, and what that says now. */
export function ReadingsList(props: {
  readonly readings: readonly PlugReading[];
  /** What a plug of its own has taught. */
  readonly learned: readonly MeteredPair[];
  /** What the miner says now; absent while it says nothing. */
  readonly deviceW: number | undefined;
  readonly closed: boolean;
  readonly onRemove: (reading: PlugReading) => void;
  readonly onForgetLearned: () => void;
}) {
  const curve = createMemo(() => wallCurve(props.readings, props.learned));
  const now = () => {
    const [its, deviceW] = [curve(), props.deviceW];
    if (!its || deviceW === undefined) return undefined;
    const { powerW, bandW } = onWall(its, deviceW);
    return powerWithBand(powerW, bandW);
  };
  return (
    <section class={styles.readings}>
      <p class={styles.hint}>{words.further(isSpread([...props.readings, ...props.learned]))}</p>
      <Show when={props.readings.length > 0}>
        <h3>{words.list}</h3>
        <ul>
          <For each={props.readings}>
            {(reading) => {
              const wall = formatPower(reading.wallW);
              const when = formatDayAndClock(reading.atMs);
              const device = reading.deviceW === undefined ? undefined : formatPower(reading.deviceW);
              return (
                <li>
                  <span>
                    {words.one(wall, device)}
                    <span class={styles.hint}>{when}</span>
                  </span>
                  <Button
                    closed={props.closed}
                    aria-label={words.removeOf(wall, when)}
                    onClick={() => props.onRemove(reading)}
                  >
                    {words.remove}
                  </Button>
                </li>
              );
            }}
          </For>
        </ul>
      </Show>
      <Show when={props.learned.length > 0}>
        <h3>{words.learned}</h3>
        <p>{learnedWords(props.learned)}</p>
        <p class={styles.hint}>{words.learnedWhy}</p>
        <Button closed={props.closed} onClick={() => props.onForgetLearned()}>
          {words.forgetLearned}
        </Button>
      </Show>
      <Show when={curve()}>
        {(its) => (
          <WallCurveChart
            curve={its()}
            readings={props.readings}
            learned={props.learned}
            deviceW={props.deviceW}
          />
        )}
      </Show>
      <Show when={now()}>{(power) => <p>{words.now(power())}</p>}</Show>
    </section>
  );
}

/** "At 4 loads from 12 W to 21 W, over 3 h in which both stood still." */
function learnedWords(learned: readonly MeteredPair[]): string {
  const loads = learned.map(({ deviceW }) => deviceW);
  const seconds = learned.reduce((sum, { stretches }) => sum + stretches * STRETCH_S, 0);
  return words.learnedFrom(
    learned.length,
    formatPower(Math.min(...loads)),
    formatPower(Math.max(...loads)),
    formatDuration(seconds),
  );
}

/** Are there enough readings, far enough apart, to tell a curve? */
function isSpread(readings: readonly PlugReading[]): boolean {
  const told = readings.flatMap(({ deviceW }) => deviceW ?? []);
  return told.length >= 3 && Math.max(...told) >= SPREAD * Math.min(...told);
}
