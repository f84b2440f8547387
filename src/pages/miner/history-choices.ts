import { SERIES, type SeriesName } from '../../domain/series.ts';
import { telemetryRow } from '../../domain/telemetry-row.ts';
import type { AxisChoice } from '../../ui/chart/chart-data.ts';
import { type LineOptions, seriesGroup } from '../../ui/chart/series-line.ts';
import { seriesNames } from '../../ui/text/en/series-names.ts';
import type { ShownMiner } from './shown-miner.ts';

/** Counters climb for ever and switches are 0 or 1: neither makes a line that tells anything. */
const NOT_DRAWN: readonly SeriesName[] = ['mining', 'uptimeS', 'bestShare', 'sharesAccepted', 'hwErrors'];

/** What an axis may show: every series that this miner's last Reading, its plug or its room holds; all of them before there is one. */
export function historyChoices({ view }: ShownMiner, options: LineOptions): AxisChoice[] {
  const around = { wallPowerW: view.wall?.powerW, roomTempC: view.roomTempC };
  const row = view.reading && telemetryRow(view.miner.id, view.reading, around);
  return SERIES.filter(
    ({ name }, i) => !NOT_DRAWN.includes(name) && !(row && Number.isNaN(row.values[i])),
  ).map(({ name }) => ({ key: name, label: seriesNames[name], group: seriesGroup(name, options) || '–' }));
}

/** The name behind a choice's key. */
export function seriesNamed(key: string): SeriesName | undefined {
  return SERIES.find(({ name }) => name === key)?.name;
}
