import { createMemo, lazy, Show, Suspense } from 'solid-js';
import type { FleetView } from '../../domain/fleet-view.ts';
import { withBand } from '../../ui/format/band.ts';
import { formatClock } from '../../ui/format/clock-time.ts';
import { formatEfficiency } from '../../ui/format/efficiency.ts';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatPower } from '../../ui/format/power.ts';
import { formatTemperature } from '../../ui/format/temperature.ts';
import { StatTile, StatTiles } from '../../ui/stat-tile.tsx';
import { fleet } from '../../ui/text/en/fleet.ts';
import { type FleetFigures, fleetFigures, type Hottest } from './fleet-figures.ts';

/** The economics come after the first paint. */
const NetTile = lazy(async () => ({ default: (await import('./net-tile.tsx')).NetTile }));

const text = fleet.tiles;

/** The fleet's figures: how much, how well, for what money, how hot. */
export function FleetTiles(props: { readonly view: FleetView; readonly nowMs: number }) {
  const figures = createMemo(() => fleetFigures(props.view, props.nowMs));
  const aged = () => figures().aged;
  const agedNote = (note: string | undefined) =>
    aged() ? text.lastKnown(formatClock(figures().atMs)) : figures().counted === 0 ? text.noData : note;
  const temperature = (hottest: Hottest) =>
    formatTemperature(hottest.tempC, { unit: props.view.settings.temperatureUnit });
  return (
    <StatTiles label={text.label}>
      <StatTile
        label={text.hashrate}
        figure={known(figures().hashrateHs, (rate) =>
          formatHashrate(rate, {
            algorithm: figures().algorithm,
            unit: props.view.settings.hashrateUnit,
          }),
        )}
        note={agedNote(rateNote(figures()))}
        aged={aged()}
      />
      <StatTile
        label={text.efficiency}
        figure={known(figures().efficiency, (both) =>
          withBand(
            formatEfficiency({
              powerW: both.powerW,
              hashrateHs: both.hashrateHs,
              // The note below the figure says it, also for a sum of both.
              at: undefined,
              algorithm: figures().algorithm,
            }),
            both.bandW,
            both.powerW,
          ),
        )}
        note={agedNote(efficiencyNote(figures()))}
        aged={aged()}
      />
      <Suspense fallback={<StatTile label={text.net} figure={undefined} href="/pay" />}>
        <NetTile view={props.view} nowMs={props.nowMs} aged={aged()} agedNote={agedNote} />
      </Suspense>
      <StatTile
        label={text.power}
        figure={known(figures().powerW, (watts) => withBand(formatPower(watts), figures().powerBandW, watts))}
        note={agedNote(powerNote(figures()))}
        aged={aged()}
      />
      <StatTile
        label={text.hottest}
        figure={known(figures().hottestChip, temperature)}
        note={agedNote(figures().hottestChip?.name)}
        aged={aged()}
      />
      <Show when={figures().hottestRegulator}>
        {(hottest) => (
          <StatTile
            label={text.hottestVr}
            figure={temperature(hottest())}
            note={agedNote(hottest().name)}
            aged={aged()}
          />
        )}
      </Show>
    </StatTiles>
  );
}

function rateNote({ silent, leftOut, hashrateHs, expectedHs }: FleetFigures): string {
  const [name, ...others] = silent;
  if (name && others.length === 0) return text.silentLeftOut(name);
  if (silent.length + leftOut > 0) return text.leftOut(silent.length + leftOut);
  if (hashrateHs === undefined || expectedHs === undefined) return text.rateNoteAlone;
  return text.rateNote(formatPercent(hashrateHs / expectedHs));
}

function efficiencyNote({ efficiency, counted }: FleetFigures): string {
  return basisNote(efficiency?.basis, efficiency?.of ?? 0, counted);
}

function basisNote(basis: FleetFigures['powerBasis'], of: number, counted: number): string {
  if (basis === undefined) return text.powerUnknown;
  return of < counted ? text.ofMiners(of, counted, text.basis[basis]) : text.basis[basis];
}

function powerNote(figures: FleetFigures): string {
  const { powerBasis, powerOf, counted, leftOut } = figures;
  if (powerOf > 0 && powerOf === counted && leftOut > 0) return text.leftOut(leftOut);
  return basisNote(powerBasis, powerOf, counted);
}

function known<Quantity>(
  quantity: Quantity | undefined,
  format: (quantity: Quantity) => string,
): string | undefined {
  return quantity === undefined ? undefined : format(quantity);
}
