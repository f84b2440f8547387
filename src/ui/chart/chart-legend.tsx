import { For, Index, Show } from 'solid-js';
import type { Severity } from '../../domain/alert.ts';
import { chart as text } from '../text/en/chart.ts';
import styles from './chart.module.css';
import type { AxisPicker, ChartSeries } from './chart-data.ts';
import { DASHES } from './palette.ts';
import { largestOn, type PlotContent } from './plot-columns.ts';

/** What the lines are: a piece of each line, its name and unit, and its value under the reading cursor. */
export function ChartLegend(props: {
  readonly content: PlotContent;
  readonly troubled: boolean;
  /** What other shades stand for. */
  readonly tinted: readonly (readonly [legend: string, severity: Severity])[];
  readonly readingOf: (line: ChartSeries) => string | undefined;
  readonly pickerOf: (line: ChartSeries) => AxisPicker | undefined;
}) {
  const unitOf = (line: ChartSeries) => line.unitFor(largestOn(line.axis, props.content)).symbol;
  return (
    <ul class={styles.legend}>
      {/* By place: new figures must not close an open list of choices. */}
      <Index each={props.content.series}>
        {(line, order) => (
          <li class={styles.legendItem} data-axis={line().axis} style={{ color: lineColour(order) }}>
            <LineSample order={order} />
            <Show
              when={props.pickerOf(line())}
              fallback={
                <span class={styles.legendLabel}>{text.labelWithUnit(line().label, unitOf(line()))}</span>
              }
            >
              {(picker) => <Picker picker={picker()} unit={unitOf(line())} />}
            </Show>
            <Show when={props.readingOf(line())}>
              {(value) => <output class={styles.legendValue}>{value()}</output>}
            </Show>
          </li>
        )}
      </Index>
      <For each={props.content.bands}>
        {(band) => (
          <li class={styles.legendItem}>
            <span class={styles.bandSample} data-inner={band.inner} aria-hidden="true" />
            {band.label}
          </li>
        )}
      </For>
      <Show when={props.troubled}>
        <li class={styles.legendItem}>
          <span class={styles.troubleSample} aria-hidden="true" />
          {text.troubleLegend}
        </li>
      </Show>
      <For each={props.tinted}>
        {([why, severity]) => (
          <li class={styles.legendItem}>
            <span class={styles.tintSample} data-severity={severity} aria-hidden="true" />
            {why}
          </li>
        )}
      </For>
    </ul>
  );
}

function lineColour(order: number): string {
  return `var(--series-${(order % DASHES.length) + 1})`;
}

function LineSample(props: { readonly order: number }) {
  return (
    <svg class={styles.lineSample} width="28" height="8" aria-hidden="true">
      <line
        x1="1"
        x2="27"
        y1="4"
        y2="4"
        stroke="currentColor"
        stroke-width="2"
        stroke-dasharray={(DASHES[props.order % DASHES.length] ?? []).join(' ')}
      />
    </svg>
  );
}

function Picker(props: { readonly picker: AxisPicker; readonly unit: string }) {
  const groups = () => [...new Set(props.picker.choices.map((choice) => choice.group))];
  return (
    <label class={styles.picker}>
      <span class={styles.hidden}>{props.picker.label}</span>
      <select
        value={props.picker.chosen}
        onChange={(event) => props.picker.onChoose(event.currentTarget.value)}
      >
        <For each={groups()}>
          {(group) => (
            <optgroup label={group}>
              <For each={props.picker.choices.filter((choice) => choice.group === group)}>
                {(choice) => (
                  <option value={choice.key} selected={choice.key === props.picker.chosen}>
                    {choice.label}
                  </option>
                )}
              </For>
            </optgroup>
          )}
        </For>
      </select>
      <span>{props.unit}</span>
    </label>
  );
}
