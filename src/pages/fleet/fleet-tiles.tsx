import { createMemo, Show } from 'solid-js';
import type { FleetView } from '../../domain/fleet-view.ts';
import { formatClock } from '../../ui/format/clock-time.ts';
import { formatEfficiency } from '../../ui/format/efficiency.ts';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { formatMoney, formatPricePerKwh } from '../../ui/format/money.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatPower } from '../../ui/format/power.ts';
import { formatTemperature } from '../../ui/format/temperature.ts';
import { StatTile, StatTiles } from '../../ui/stat-tile.tsx';
import { fleet } from '../../ui/text/en/fleet.ts';
import { fleetPay } from '../pay/fleet-pay.ts';
import { type FleetFigures, fleetFigures, type Hottest } from './fleet-figures.ts';

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
          formatHashrate(rate, { algorithm: figures().algorithm }),
        )}
        note={agedNote(rateNote(figures()))}
        aged={aged()}
      />
      <StatTile
        label={text.efficiency}
        figure={known(figures().efficiency, (both) =>
          formatEfficiency({
            ...both,
            // The note below the figure says it, also for a sum of both.
            at: undefined,
            algorithm: figures().algorithm,
          }),
        )}
        note={agedNote(basisNote(figures()))}
        aged={aged()}
      />
      <NetTile view={props.view} nowMs={props.nowMs} aged={aged()} agedNote={agedNote} />
      <StatTile
        label={text.power}
        figure={known(figures().powerW, (watts) => formatPower(watts))}
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

/** Links to the page that shows where the money comes from, also while something is missing for it. */
function NetTile(props: {
  readonly view: FleetView;
  readonly nowMs: number;
  readonly aged: boolean;
  readonly agedNote: (note: string | undefined) => string | undefined;
}) {
  const settings = () => props.view.settings;
  // Within a minute nothing changes that shows in a day's money.
  const minute = createMemo(() => Math.floor(props.nowMs / 60_000) * 60_000);
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const pay = createMemo(() => fleetPay(props.view.miners, settings(), minute(), timeZone));
  const note = () => {
    const [missing] = pay().missing;
    if (pay().counted === 0 && missing) return text.netMissing[missing];
    return priceNote(settings());
  };
  return (
    <StatTile
      label={text.net}
      figure={
        pay().counted > 0 && !props.aged
          ? formatMoney(pay().net, { currency: settings().currency })
          : undefined
      }
      note={props.agedNote(note())}
      href="/pay"
    />
  );
}

function priceNote({ tariff, currency, tariffIsExample }: FleetView['settings']): string {
  if (tariff.kind === 'time-of-use') return text.netMixed;
  return text.netNote(formatPricePerKwh(tariff.pricePerKwh, { currency }), tariffIsExample);
}

function rateNote({ silent, leftOut, hashrateHs, expectedHs }: FleetFigures): string {
  const [name, ...others] = silent;
  if (name && others.length === 0) return text.silentLeftOut(name);
  if (silent.length + leftOut > 0) return text.leftOut(silent.length + leftOut);
  if (hashrateHs === undefined || expectedHs === undefined) return text.rateNoteAlone;
  return text.rateNote(formatPercent(hashrateHs / expectedHs));
}

function basisNote({ powerBasis, powerOf, counted }: FleetFigures): string {
  if (powerBasis === undefined) return text.powerUnknown;
  return powerOf < counted ? text.ofMiners(powerOf, counted) : text.basis[powerBasis];
}

function powerNote(figures: FleetFigures): string {
  const { powerOf, counted, leftOut } = figures;
  if (powerOf > 0 && powerOf === counted && leftOut > 0) return text.leftOut(leftOut);
  return basisNote(figures);
}

function known<Quantity>(
  quantity: Quantity | undefined,
  format: (quantity: Quantity) => string,
): string | undefined {
  return quantity === undefined ? undefined : format(quantity);
}
