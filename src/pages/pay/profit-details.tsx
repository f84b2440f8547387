import { lazy, Suspense } from 'solid-js';
import type { Settings } from '../../domain/settings.ts';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { pay as text } from '../../ui/text/en/pay.ts';
import { BreakEvenCard } from './break-even-card.tsx';
import type { PageUnits } from './create-page-units.ts';
import type { FleetPay } from './fleet-pay.ts';
import { MinerPayTable } from './miner-pay-table.tsx';
import { Part } from './page-parts.tsx';
import { PayNotices } from './pay-notices.tsx';
import { SumCard } from './sum-card.tsx';
import { ViewSwitches } from './view-switches.tsx';
import { WaterfallCard } from './waterfall-card.tsx';

const PointsCard = lazy(async () => ({ default: (await import('./points-card.tsx')).PointsCard }));

/** What the answer is made of: the way from work to net, miners, break-evens, arithmetic. */
export function ProfitDetails(props: {
  readonly pay: FleetPay;
  /** As they are in force. */
  readonly settings: Settings;
  readonly units: PageUnits;
  readonly satsBasis: string;
}) {
  const shown = () => props.units.shown();
  return (
    <>
      <ViewSwitches units={props.units} currency={props.settings.currency} satsBasis={props.satsBasis} />
      <Part part="sums">
        <WaterfallCard pay={props.pay} shown={shown()} />
      </Part>
      <Part part="miners">
        <Card heading={text.miners.heading}>
          <MinerPayTable miners={props.pay.miners} shown={shown()} />
          <PayNotices pay={props.pay} />
        </Card>
      </Part>
      <Part part="limits">
        <BreakEvenCard miners={props.pay.miners} shown={shown()} sha={props.units.sha()} />
        <Suspense fallback={<Skeleton height="8rem" />}>
          <PointsCard miners={props.pay.miners} shown={shown()} sha={props.units.sha()} />
        </Suspense>
        <SumCard pay={props.pay} settings={props.settings} sha={props.units.sha()} />
      </Part>
    </>
  );
}
