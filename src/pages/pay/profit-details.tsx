import { createMemo, lazy, Show, Suspense } from 'solid-js';
import type { PriceSegment } from '../../domain/economics/tariff.ts';
import type { Settings } from '../../domain/settings.ts';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { pay as text } from '../../ui/text/en/pay.ts';
import { BreakEvenCard } from './break-even-card.tsx';
import type { PageUnits } from './create-page-units.ts';
import type { FleetPay } from './fleet-pay.ts';
import { HoursCard } from './hours-card.tsx';
import { MinerPayTable } from './miner-pay-table.tsx';
import { PayNotices } from './pay-notices.tsx';
import styles from './pay-page.module.css';
import { PayTiles } from './pay-tiles.tsx';
import { SumCard } from './sum-card.tsx';
import { ViewSwitches } from './view-switches.tsx';
import { WaterfallCard } from './waterfall-card.tsx';

// They bring the list of coins with their rules, and of providers.
const RetargetCard = lazy(async () => ({ default: (await import('./retarget-card.tsx')).RetargetCard }));
const HalvingCard = lazy(async () => ({ default: (await import('./halving-card.tsx')).HalvingCard }));

const DAY_MS = 86_400_000;

/** What the answer is made of: sums, the way from work to net, hours, miners, break-evens, what is coming, arithmetic. */
export function ProfitDetails(props: {
  readonly pay: FleetPay;
  /** As they are in force. */
  readonly settings: Settings;
  readonly spotPrices: readonly PriceSegment[] | undefined;
  readonly units: PageUnits;
  /** The section where prices are set. */
  readonly inputsId: string;
  readonly nowMs: number;
  readonly timeZone: string;
}) {
  const shown = () => props.units.shown();
  const bitcoinPerDay = createMemo(() => shaRevenuePerDay(props.pay));
  return (
    <div class={styles.details}>
      <PayTiles pay={props.pay} settings={props.settings} shown={shown()} />
      <ViewSwitches units={props.units} currency={props.settings.currency} inputsId={props.inputsId} />
      <WaterfallCard pay={props.pay} shown={shown()} />
      <HoursCard
        pay={props.pay}
        settings={props.settings}
        spotPrices={props.spotPrices}
        shown={shown()}
        nowMs={props.nowMs}
        timeZone={props.timeZone}
      />
      <Card heading={text.miners.heading}>
        <MinerPayTable miners={props.pay.miners} shown={shown()} />
        <PayNotices pay={props.pay} />
      </Card>
      <BreakEvenCard miners={props.pay.miners} shown={shown()} sha={props.units.sha()} />
      <Show when={bitcoinPerDay() > 0}>
        <Suspense fallback={<Skeleton height="8rem" />}>
          <RetargetCard revenuePerDay={bitcoinPerDay()} shown={shown()} nowMs={props.nowMs} />
          <HalvingCard revenuePerDay={bitcoinPerDay()} shown={shown()} nowMs={props.nowMs} />
        </Suspense>
      </Show>
      <SumCard pay={props.pay} settings={props.settings} sha={props.units.sha()} />
    </div>
  );
}

/** What the counted SHA-256 miners earn in 24 hours after fee and rejects, money. */
function shaRevenuePerDay({ miners }: FleetPay): number {
  const days = miners.flatMap(({ day }) => (day?.inputs.algorithm === 'sha256' ? day : []));
  return days.reduce((sum, day) => sum + (day.revenue * DAY_MS) / (day.toMs - day.fromMs), 0);
}
