import { Show } from 'solid-js';
import type { Settings } from '../../domain/settings.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatEnergy } from '../../ui/format/power.ts';
import { Notice } from '../../ui/notice.tsx';
import { StatTile, StatTiles } from '../../ui/stat-tile.tsx';
import { pay as text } from '../../ui/text/en/pay.ts';
import type { FleetPay } from './fleet-pay.ts';
import { besideADay, moneyWithBand, type ShownMoney, shownMoney, shownPerKwh } from './shown-money.ts';

/** Earned, heat saved, power and net of the day, and whether they rest on an example price. */
export function PayTiles(props: {
  readonly pay: FleetPay;
  readonly settings: Settings;
  readonly shown: ShownMoney;
}) {
  const words = text.tiles;
  // The same in the other unit, where that is known.
  const earnedNote = () =>
    besideADay(props.pay.revenue, props.shown) ??
    words.revenueNoteFee(formatPercent(props.settings.market.poolFee));
  const netNote = () =>
    [
      besideADay(props.pay.net, props.shown),
      props.settings.heat.share > 0 ? words.netNoteHeat : words.netNote,
    ]
      .filter(Boolean)
      .join(' · ');
  const powerNote = () => {
    const { energyKwh, solarKwh, demandCost } = props.pay;
    return [
      formatEnergy(energyKwh, { per: 'day' }),
      ...(solarKwh > 0 ? [words.ofSun(formatEnergy(solarKwh))] : []),
      ...(demandCost > 0 ? [words.ofDemand(shownMoney(demandCost, props.shown))] : []),
    ].join(' · ');
  };
  const exampleWords = () => {
    const { tariff, tariffIsExample } = props.settings;
    if (!tariffIsExample) return undefined;
    if (tariff.kind === 'spot') return text.exampleNoticeBySpot;
    if (tariff.kind === 'time-of-use') return text.exampleNoticeByClock;
    return text.exampleNotice(shownPerKwh(tariff.pricePerKwh, props.shown));
  };
  return (
    <>
      <Show when={exampleWords()}>{(words) => <Notice tone="watch">{words()}</Notice>}</Show>
      <StatTiles label={words.label}>
        <StatTile
          label={words.netToday}
          figure={moneyWithBand(props.pay.net, props.pay.costBand, props.shown)}
          note={netNote()}
        />
        <StatTile
          label={words.revenueToday}
          figure={shownMoney(props.pay.revenue, props.shown)}
          note={earnedNote()}
        />
        <Show when={props.settings.heat.share > 0}>
          <StatTile
            label={words.heatToday}
            figure={shownMoney(props.pay.heatCredit, props.shown)}
            note={words.heatNote}
          />
        </Show>
        <StatTile
          label={words.powerToday}
          figure={moneyWithBand(props.pay.powerCost + props.pay.demandCost, props.pay.costBand, props.shown)}
          note={powerNote()}
        />
      </StatTiles>
    </>
  );
}
