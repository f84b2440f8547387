import { For, Show } from 'solid-js';
import type { MeteredPair } from '../../domain/metered-pairs.ts';
import type { PlugReading } from '../../domain/plug-reading.ts';
import { onWall, type WallCurve } from '../../domain/wall-curve.ts';
import { formatPower } from '../../ui/format/power.ts';
import { meters as text } from '../../ui/text/en/meters.ts';
import styles from './readings-list.module.css';

const [WIDTH, HEIGHT] = [320, 170];
const [LEFT, RIGHT, TOP, BOTTOM] = [52, 10, 10, 34];
/** Drawn from a third of the greatest reading to a fifth above it, as far as miners are run. */
const [FROM, TO] = [0.3, 1.2];
const STEPS = 24;

/** A miner's curve of power at the wall, its band, its readings (dots), what a plug taught (squares) and where it stands now (ring). */
export function WallCurveChart(props: {
  readonly curve: WallCurve;
  readonly readings: readonly PlugReading[];
  readonly learned: readonly MeteredPair[];
  readonly deviceW: number | undefined;
}) {
  const seen = () => [...props.readings, ...props.learned];
  const ends = () => {
    const { referenceW } = props.curve;
    const told = [...seen().flatMap(({ deviceW }) => deviceW ?? []), props.deviceW ?? referenceW];
    return {
      from: Math.min(FROM * referenceW, ...told),
      to: Math.max(TO * referenceW, ...told),
    };
  };
  const lowW = () => {
    const { powerW, bandW } = onWall(props.curve, ends().from);
    return Math.max(0, powerW - bandW);
  };
  const highW = () => {
    const { powerW, bandW } = onWall(props.curve, ends().to);
    return Math.max(powerW + bandW, ...seen().map(({ wallW }) => wallW));
  };
  const x = (deviceW: number) =>
    LEFT + ((WIDTH - LEFT - RIGHT) * (deviceW - ends().from)) / (ends().to - ends().from);
  const y = (wallW: number) =>
    HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * (wallW - lowW())) / (highW() - lowW());
  const at = (sign: number) =>
    Array.from({ length: STEPS + 1 }, (_, step) => {
      const deviceW = ends().from + ((ends().to - ends().from) * step) / STEPS;
      const { powerW, bandW } = onWall(props.curve, deviceW);
      return `${x(deviceW).toFixed(1)},${y(powerW + sign * bandW).toFixed(1)}`;
    });
  const label = () => text.reading.chart(formatPower(ends().from), formatPower(ends().to));
  return (
    <svg class={styles.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label()}>
      <polygon class={styles.band} points={[...at(1), ...at(-1).toReversed()].join(' ')} />
      <polyline class={styles.line} points={at(0).join(' ')} />
      <line class={styles.axis} x1={LEFT} x2={WIDTH - RIGHT} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} />
      <For each={props.readings}>
        {({ deviceW, wallW }) => (
          <Show when={deviceW !== undefined}>
            <circle class={styles.point} r="4" cx={x(deviceW ?? 0)} cy={y(wallW)} />
          </Show>
        )}
      </For>
      <For each={props.learned}>
        {({ deviceW, wallW }) => (
          <rect class={styles.learned} width="7" height="7" x={x(deviceW) - 3.5} y={y(wallW) - 3.5} />
        )}
      </For>
      <Show when={props.deviceW}>
        {(deviceW) => (
          <circle class={styles.now} r="6" cx={x(deviceW())} cy={y(onWall(props.curve, deviceW()).powerW)} />
        )}
      </Show>
      <text class={styles.label} x={LEFT - 6} y={y(lowW())} text-anchor="end">
        {formatPower(lowW())}
      </text>
      <text class={styles.label} x={LEFT - 6} y={TOP + 8} text-anchor="end">
        {formatPower(highW())}
      </text>
      <text class={styles.label} x={LEFT} y={HEIGHT - BOTTOM + 16}>
        {formatPower(ends().from)}
      </text>
      <text class={styles.label} x={WIDTH - RIGHT} y={HEIGHT - BOTTOM + 16} text-anchor="end">
        {formatPower(ends().to)}
      </text>
      <text class={styles.label} x={(LEFT + WIDTH - RIGHT) / 2} y={HEIGHT - 4} text-anchor="middle">
        {text.reading.chartAxis}
      </text>
    </svg>
  );
}
