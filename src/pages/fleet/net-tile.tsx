import { createMemo } from 'solid-js';
import type { FleetView } from '../../domain/fleet-view.ts';
import { formatPricePerKwh } from '../../ui/format/money.ts';
import { StatTile } from '../../ui/stat-tile.tsx';
import { fleet } from '../../ui/text/en/fleet.ts';
import { shownPay } from '../pay/fleet-pay.ts';
import { money } from '../pay/money-words.ts';

const text = fleet.tiles;

/** Links to the page that shows where the money comes from, also while something is missing for it. */
export function NetTile(props: {
  readonly view: FleetView;
  readonly nowMs: number;
  readonly aged: boolean;
  readonly agedNote: (note: string | undefined) => string | undefined;
}) {
  const settings = () => props.view.settings;
  // Within a minute nothing changes that shows in a day's money.
  const minute = createMemo(() => Math.floor(props.nowMs / 60_000) * 60_000);
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const pay = createMemo(() => shownPay(props.view, settings(), minute(), timeZone));
  const note = () => {
    // What the owner can mend stands before what the miners do not tell.
    const missing = pay().missing.includes('hashprice') ? 'hashprice' : pay().missing[0];
    if (pay().counted === 0 && missing) return text.netMissing[missing];
    const { counted, miners } = pay();
    const price = priceNote(settings());
    return counted < miners.length ? text.ofMiners(counted, miners.length, price) : price;
  };
  return (
    <StatTile
      label={text.net}
      figure={pay().counted > 0 && !props.aged ? money(pay().net, settings().currency) : undefined}
      note={props.agedNote(note())}
      href="/pay"
    />
  );
}

function priceNote({ tariff, currency, tariffIsExample }: FleetView['settings']): string {
  if (tariff.kind === 'time-of-use') return text.netByClock(tariffIsExample);
  if (tariff.kind === 'spot') return text.netBySpot;
  return text.netNote(formatPricePerKwh(tariff.pricePerKwh, { currency }), tariffIsExample);
}
