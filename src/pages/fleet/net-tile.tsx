import { createMemo } from 'solid-js';
import type { FleetView } from '../../domain/fleet-view.ts';
import { settingsInForce } from '../../domain/outside-market.ts';
import type { Settings } from '../../domain/settings.ts';
import { StatTile } from '../../ui/stat-tile.tsx';
import { fleet } from '../../ui/text/en/fleet.ts';
import { type FleetPay, shownPay } from '../pay/fleet-pay.ts';
import { moneyWithBand, type ShownMoney, shownMoneyOf, shownPerKwh } from '../pay/shown-money.ts';
import { workBasis } from './work-basis.ts';

const text = fleet.tiles;

/** Links to the page that shows where the money comes from, also while something is missing for it. */
export function NetTile(props: {
  readonly view: FleetView;
  /** One of its miners, for that miner's part alone. */
  readonly minerId?: string | undefined;
  readonly nowMs: number;
  readonly aged: boolean;
  readonly agedNote: (note: string | undefined) => string | undefined;
}) {
  const settings = () => props.view.settings;
  // Within a minute nothing changes that shows in a day's money.
  const minute = createMemo(() => Math.floor(props.nowMs / 60_000) * 60_000);
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const shown = () => shownMoneyOf(settingsInForce(settings(), props.view.outside));
  const pay = createMemo(() => {
    const whole = shownPay(props.view, settings(), minute(), timeZone);
    return props.minerId === undefined ? whole : partOf(whole, props.minerId);
  });
  const note = () => {
    // What the owner can mend stands before what the miners do not tell.
    const missing = pay().missing.includes('hashprice') ? 'hashprice' : pay().missing[0];
    if (pay().counted === 0 && missing) return text.netMissing[missing];
    const { counted, miners } = pay();
    if (counted === 0) return text.netNothing;
    const price = priceNote(settings(), shown());
    return [
      counted < miners.length ? text.ofMiners(counted, miners.length, price) : price,
      ...workBasis(pay(), props.view, minute()),
      ...(settings().sumsIn === 'sats' && shown().btcPrice === undefined ? [text.noBitcoinPrice] : []),
    ].join(' · ');
  };
  return (
    <StatTile
      label={text.net}
      figure={
        pay().counted > 0 && !props.aged ? moneyWithBand(pay().net, pay().costBand, shown()) : undefined
      }
      note={props.agedNote(note())}
      href="/pay"
    />
  );
}

/** One miner's part of a fleet's day: what it shares with the others, such as sun on the roof, stays shared. */
function partOf(
  { miners }: FleetPay,
  minerId: string,
): Pick<FleetPay, 'miners' | 'counted' | 'net' | 'costBand' | 'missing'> {
  const own = miners.filter(({ view }) => view.miner.id === minerId);
  const days = own.flatMap(({ day }) => day ?? []);
  const net = days.reduce((sum, day) => sum + day.net, 0);
  const costBand = own[0]?.costBand ?? 0;
  return { miners: own, counted: days.length, net, costBand, missing: own.flatMap(({ missing }) => missing) };
}

function priceNote({ tariff, tariffIsExample }: Settings, shown: ShownMoney): string {
  if (tariff.kind === 'time-of-use') return text.netByClock(tariffIsExample);
  if (tariff.kind === 'spot') return text.netBySpot(tariffIsExample);
  return text.netNote(shownPerKwh(tariff.pricePerKwh, shown), tariffIsExample);
}
