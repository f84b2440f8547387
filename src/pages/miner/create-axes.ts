import { type Accessor, createMemo, createSignal } from 'solid-js';
import type { SeriesColumns, SeriesName } from '../../domain/series.ts';
import type { AxisPicker, ChartSeries } from '../../ui/chart/chart-data.ts';
import { seriesLine } from '../../ui/chart/series-line.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { historyChoices, seriesNamed } from './history-choices.ts';
import type { ShownMiner } from './shown-miner.ts';

/** Which series the two axes of the history show. */
export interface Axes {
  readonly left: Accessor<SeriesName>;
  readonly right: Accessor<SeriesName>;
  /** What must be fetched for them, the expected hashrate included. */
  readonly names: Accessor<readonly SeriesName[]>;
  readonly lines: (columns: SeriesColumns | undefined) => readonly ChartSeries[];
  readonly leftPicker: Accessor<AxisPicker>;
  readonly rightPicker: Accessor<AxisPicker>;
}

const sameText = { equals: (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b) };

/** What the right axis shows at first: the first of these that the miner tells. */
const RIGHT_AT_FIRST: readonly SeriesName[] = [
  'wallPowerW',
  'powerW',
  'tempChipMaxC',
  'tempBoardMaxC',
  'fanRpm',
];

/** Hashrate and power, or what there is instead of power, until the owner picks others. */
export function createAxes(shown: ShownMiner): Axes {
  const [left, setLeft] = createSignal<SeriesName>('hashrateHs');
  const [pickedRight, setRight] = createSignal<SeriesName>();
  const options = createMemo(
    () => ({
      algorithm: shown.view.miner.identity.algorithm,
      temperatureUnit: shown.settings.temperatureUnit,
      hashrateUnit: shown.settings.hashrateUnit,
    }),
    undefined,
    sameText,
  );
  // The same choices must stay the same objects: an open list would close under its owner's finger.
  const choices = createMemo(() => historyChoices(shown, options()), undefined, sameText);
  const rightAtFirst = createMemo(() =>
    RIGHT_AT_FIRST.find((name) => choices().some(({ key }) => key === name)),
  );
  const right = () => pickedRight() ?? rightAtFirst() ?? 'powerW';
  const line = (name: SeriesName, axis: 'left' | 'right', columns: SeriesColumns | undefined) => {
    const unknown = new Float64Array(columns?.atMs.length ?? 0).fill(Number.NaN);
    return seriesLine(name, axis, columns?.values[name] ?? unknown, options());
  };
  const picker = (label: string, chosen: SeriesName, choose: (name: SeriesName) => void): AxisPicker => ({
    label,
    chosen,
    choices: choices(),
    onChoose: (key) => {
      const name = seriesNamed(key);
      if (name) choose(name);
    },
  });
  return {
    left,
    right,
    names: createMemo(() => [...new Set<SeriesName>([left(), right(), 'expectedHashrateHs'])]),
    lines: (columns) => [line(left(), 'left', columns), line(right(), 'right', columns)],
    leftPicker: () => picker(text.chart.left, left(), setLeft),
    rightPicker: () => picker(text.chart.right, right(), setRight),
  };
}
