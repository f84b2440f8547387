import { For, Show } from 'solid-js';
import type { TuningSession, TuningTrial } from '../../domain/tuning.ts';
import { Card } from '../../ui/card.tsx';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatPower } from '../../ui/format/power.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { formatTemperature } from '../../ui/format/temperature.ts';
import { tune } from '../../ui/text/en/tune.ts';
import type { TuningPicture } from '../../workers/tuning-api.ts';
import { type PlottedPoint, paretoPlot } from './pareto-plot.ts';
import styles from './tune-page.module.css';
import { energyWords, isSamePoint, pointWords } from './tuning-words.ts';

const text = tune.chart;

/** Energy for a hash over hashrate: what was tested, what is expected of each clock, and the same as a table. */
export function ParetoChart(props: {
  readonly session: TuningSession;
  readonly picture: TuningPicture | undefined;
}) {
  const plot = () => paretoPlot(props.session.trials, props.picture?.frontier ?? []);
  const energies = () =>
    props.session.trials.toSorted(
      (a, b) => a.powerW.mean / a.hashrateHs.mean - b.powerW.mean / b.hashrateHs.mean,
    );
  const summary = () => {
    const [best, worst] = [energies()[0], energies().at(-1)];
    return best && worst
      ? text.summary(formatCount(props.session.trials.length), energyWords(best), energyWords(worst))
      : '';
  };
  const kindOf = (trial: TuningTrial) =>
    props.picture?.picks.find(({ trial: picked }) => isSamePoint(picked.point, trial.point))?.kind;
  return (
    <Card heading={text.heading}>
      <p class={styles.hint}>{summary()}</p>
      <svg
        class={styles.plot}
        viewBox={`0 0 ${plot().width} ${plot().height}`}
        role="img"
        aria-label={summary()}
      >
        <For each={plot().rows}>
          {({ y, label }) => (
            <>
              <line class={styles.rule} x1={plot().left} x2={plot().width} y1={y} y2={y} />
              <text class={styles.tick} x={plot().left - 6} y={y + 4} text-anchor="end">
                {label}
              </text>
            </>
          )}
        </For>
        <For each={plot().columns}>
          {({ x, label }) => (
            <text class={styles.tick} x={x} y={plot().height - 4} text-anchor="middle">
              {label}
            </text>
          )}
        </For>
        <text class={styles.axis} x={plot().left} y={12}>
          {text.energyAxis}
        </text>
        <text class={styles.axis} x={plot().width} y={plot().height - 18} text-anchor="end">
          {text.rateAxis}
        </text>
        <Show when={plot().band}>{(band) => <path class={styles.band} d={band()} />}</Show>
        <Show when={plot().line}>{(line) => <path class={styles.expected} d={line()} />}</Show>
        <For each={plot().points}>{(point) => <Mark point={point} kind={kindOf(point.trial)} />}</For>
      </svg>
      <p class={styles.legend}>
        <span class={styles.testedKey}>{text.tested}</span>
        <span class={styles.bandKey}>{text.predicted}</span>
      </p>
      <details class={styles.table}>
        <summary>{text.table}</summary>
        <TrialTable trials={props.session.trials} />
      </details>
    </Card>
  );
}

function Mark(props: {
  readonly point: PlottedPoint;
  readonly kind: 'quiet' | 'cheap' | 'fast' | undefined;
}) {
  return (
    <g data-ended={props.point.trial.ended}>
      <circle
        class={props.kind ? styles.pick : styles.point}
        cx={props.point.x}
        cy={props.point.y}
        r={props.kind ? 7 : 5}
      />
      <Show when={props.kind}>
        {(kind) => (
          <text
            class={styles.name}
            x={props.point.x}
            y={props.point.y + (kind() === 'quiet' ? 20 : -12)}
            text-anchor={props.point.anchor}
          >
            {tune.picks.names[kind()]}
          </text>
        )}
      </Show>
    </g>
  );
}

function TrialTable(props: { readonly trials: readonly TuningTrial[] }) {
  return (
    <section class={styles.scroll} tabindex="0" aria-label={text.table}>
      <table>
        <thead>
          <tr>
            <For each={text.columns}>{(name) => <th scope="col">{name}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={props.trials}>
            {(trial) => (
              <tr>
                <th scope="row">{pointWords(trial.point)}</th>
                <td>{formatHashrate(trial.hashrateHs.mean)}</td>
                <td>{formatPower(trial.powerW.mean)}</td>
                <td>{energyWords(trial)}</td>
                <td>{formatPercent(trial.errors?.rate)}</td>
                <td>{formatTemperature(trial.chipC)}</td>
                <td>
                  {formatRoughDuration((trial.untilMs - trial.fromMs) / 1000)} {text.endings[trial.ended]}
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}
