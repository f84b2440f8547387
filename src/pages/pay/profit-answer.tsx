import type { PriceSegment } from '../../domain/economics/tariff.ts';
import type { Settings } from '../../domain/settings.ts';
import type { PageUnits } from './create-page-units.ts';
import type { FleetPay } from './fleet-pay.ts';
import { HoursCard } from './hours-card.tsx';
import { PartList } from './page-parts.tsx';
import { PayTiles } from './pay-tiles.tsx';

/** What every owner looks at first, below the one sentence: the day in money, and its hours; and the way to all else. */
export function ProfitAnswer(props: {
  readonly pay: FleetPay;
  /** As they are in force. */
  readonly settings: Settings;
  readonly spotPrices: readonly PriceSegment[] | undefined;
  readonly units: PageUnits;
  readonly nowMs: number;
  readonly timeZone: string;
}) {
  const shown = () => props.units.shown();
  return (
    <>
      <PayTiles pay={props.pay} settings={props.settings} shown={shown()} />
      <PartList />
      <HoursCard
        pay={props.pay}
        settings={props.settings}
        spotPrices={props.spotPrices}
        shown={shown()}
        nowMs={props.nowMs}
        timeZone={props.timeZone}
      />
    </>
  );
}
