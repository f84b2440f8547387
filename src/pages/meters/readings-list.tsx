import { createMemo, For, Show } from 'solid-js';
import type { PlugReading } from '../../domain/plug-reading.ts';
import { onWall, wallCurve } from '../../domain/wall-curve.ts';
import { Button } from '../../ui/button.tsx';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
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
  /** What the miner says now; absent while it says nothing. */
  readonly deviceW: number | undefined;
  readonly closed: boolean;
  readonly onRemove: (reading: PlugReading) => void;
}) {
  const curve = createMemo(() => wallCurve(props.readings));
  const now = () => {
    const [its, deviceW] = [curve(), props.deviceW];
    if (!its || deviceW === undefined) return undefined;
    const { powerW, bandW } = onWall(its, deviceW);
    return powerWithBand(powerW, bandW);
  };
  return (
    <section class={styles.readings}>
      <p class={styles.hint}>{words.further(isSpread(props.readings))}</p>
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
      <Show when={curve()}>
        {(its) => <WallCurveChart curve={its()} readings={props.readings} deviceW={props.deviceW} />}
      </Show>
      <Show when={now()}>{(power) => <p>{words.now(power())}</p>}</Show>
    </section>
  );
}

/** Are there enough readings, far enough apart, to tell a curve? */
function isSpread(readings: readonly PlugReading[]): boolean {
  const told = readings.flatMap(({ deviceW }) => deviceW ?? []);
  return told.length >= 3 && Math.max(...told) >= SPREAD * Math.min(...told);
}
