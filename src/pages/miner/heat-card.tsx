import { For, Index, Show } from 'solid-js';
import type { Reading } from '../../domain/reading.ts';
import { type TemperatureLimit, temperatureLimits } from '../../domain/temperature-limits.ts';
import { Card } from '../../ui/card.tsx';
import { formatTemperature } from '../../ui/format/temperature.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { LevelBar, type LevelMark } from './level-bar.tsx';
import styles from './miner-page.module.css';
import { isAged, type ShownMiner } from './shown-miner.ts';

interface Sensor {
  readonly label: string;
  readonly tempC: number | undefined;
  readonly limit?: TemperatureLimit | undefined;
}

/** Temperatures against the limits that belong to this device, with where those come from. */
export function HeatCard(props: { readonly shown: ShownMiner }) {
  const limits = () => temperatureLimits(props.shown.view.miner.identity);
  const sensors = () => sensorsOf(props.shown.view.reading, limits());
  const sources = () => [...new Set(Object.values(limits()).map(({ source }) => source))];
  const options = () => ({ unit: props.shown.settings.temperatureUnit });
  return (
    <Card heading={text.heat.heading}>
      <div class={styles.levels}>
        <Index each={sensors()}>
          {(sensor) => (
            <LevelBar
              label={sensor().label}
              value={sensor().tempC}
              figure={formatTemperature(sensor().tempC, options())}
              scale={{ from: 20, to: (sensor().limit?.stopsAtC ?? sensor().limit?.watchAtC ?? 95) + 15 }}
              marks={marksOf(sensor().limit, options())}
              tone={toneOf(sensor())}
              warning={toneOf(sensor()) ? text.heat.danger : undefined}
              aged={isAged(props.shown)}
            />
          )}
        </Index>
        <Show when={sources().length > 0}>
          <details class={`${styles.hint} ${styles.sources}`}>
            <summary>{text.heat.source}</summary>
            <For each={sources()}>{(source) => <p>{source}.</p>}</For>
          </details>
        </Show>
      </div>
    </Card>
  );
}

/** The chip always, others where the device has them. */
function sensorsOf(reading: Reading | undefined, limits: ReturnType<typeof temperatureLimits>): Sensor[] {
  const words = text.heat;
  const others: readonly Sensor[] = [
    { label: words.chipAvg, tempC: reading?.tempChipAvgC },
    { label: words.regulator, tempC: reading?.tempVrC, limit: limits.regulator },
    { label: words.board, tempC: reading?.tempBoardMaxC },
    { label: words.inlet, tempC: reading?.tempInletC },
    { label: words.outlet, tempC: reading?.tempOutletC },
  ];
  return [
    { label: words.chip, tempC: reading?.tempChipMaxC, limit: limits.chip },
    ...others.filter(({ tempC }) => tempC !== undefined),
  ];
}

function marksOf(limit: TemperatureLimit | undefined, options: { readonly unit: 'C' | 'F' }): LevelMark[] {
  if (!limit) return [];
  const written = (tempC: number) => formatTemperature(tempC, options);
  const watch = { at: limit.watchAtC, label: text.heat.watch(written(limit.watchAtC)) };
  if (limit.stopsAtC === undefined) return [watch];
  return [watch, { at: limit.stopsAtC, label: text.heat.stops(written(limit.stopsAtC)) }];
}

function toneOf({ tempC, limit }: Sensor): 'watch' | 'act' | undefined {
  if (tempC === undefined || !limit || tempC < limit.watchAtC) return undefined;
  return limit.stopsAtC !== undefined && tempC >= limit.stopsAtC ? 'act' : 'watch';
}
