import { Show } from 'solid-js';
import type { Settings } from '../../domain/settings.ts';
import { formatSats } from '../../ui/format/bitcoin.ts';
import { formatPricePerKwh } from '../../ui/format/money.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatEnergy } from '../../ui/format/power.ts';
import { Notice } from '../../ui/notice.tsx';
import { StatTile, StatTiles } from '../../ui/stat-tile.tsx';
import { pay as text } from '../../ui/text/en/pay.ts';
import type { FleetPay } from './fleet-pay.ts';
import { money } from './money-words.ts';

const SATS_PER_BTC = 1e8;

/** Earned, heat saved, power and net of the day, and whether they rest on an example price. */
export function PayTiles(props: { readonly pay: FleetPay; readonly settings: Settings }) {
  const words = text.tiles;
  const currency = () => props.settings.currency;
  const earnedNote = () => {
    const { btcPrice, poolFee } = props.settings.market;
    if (btcPrice === undefined || btcPrice === 0) return words.revenueNoteFee(formatPercent(poolFee));
    return formatSats((props.pay.revenue / btcPrice) * SATS_PER_BTC, { per: 'day' });
  };
  const exampleWords = () => {
    const { tariff, tariffIsExample } = props.settings;
    if (!tariffIsExample) return undefined;
    if (tariff.kind !== 'flat') return text.exampleNoticeByClock;
    return text.exampleNotice(formatPricePerKwh(tariff.pricePerKwh, { currency: currency() }));
  };
  return (
    <>
      <Show when={exampleWords()}>{(words) => <Notice tone="watch">{words()}</Notice>}</Show>
      <StatTiles label={words.label}>
        <StatTile label={words.revenue} figure={money(props.pay.revenue, currency())} note={earnedNote()} />
        <Show when={props.settings.heat.share > 0}>
          <StatTile label={words.heat} figure={money(props.pay.heatCredit, currency())} />
        </Show>
        <StatTile
          label={words.power}
          figure={money(props.pay.powerCost, currency())}
          note={formatEnergy(props.pay.energyKwh, { per: 'day' })}
        />
        <StatTile
          label={words.net}
          figure={money(props.pay.net, currency())}
          note={props.settings.heat.share > 0 ? words.netNoteHeat : words.netNote}
        />
      </StatTiles>
    </>
  );
}
