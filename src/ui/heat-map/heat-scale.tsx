import { Show } from 'solid-js';
import { heatMap as text } from '../text/en/heat-map.ts';
import tones from './heat-tones.module.css';

/** Steps of the colour scale, dark to light as in viridis: `--heat-0` … `--heat-6`. */
export const HEAT_STEPS = 7;

/** What the colours of a heat map stand for. A scale without length, of parts that all do nothing, has no ramp. */
export function HeatScale(props: {
  readonly range: readonly [number, number];
  readonly stalled: number;
  readonly format: (value: number) => string;
}) {
  return (
    <figcaption class={tones.scale}>
      <span>{props.format(props.range[0])}</span>
      <Show when={props.range[1] > props.range[0]}>
        <span class={tones.ramp} aria-hidden="true" />
        <span>{props.format(props.range[1])}</span>
      </Show>
      <Show when={props.stalled > 0}>
        <span class={tones.stalledKey}>{text.stalledCount(props.stalled)}</span>
      </Show>
    </figcaption>
  );
}
