import { createMemo, lazy, Show, Suspense } from 'solid-js';
import { ButtonLink } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { profit as text } from '../../ui/text/en/profit.ts';
import type { FleetPay } from './fleet-pay.ts';
import { Part } from './page-parts.tsx';
import type { ShownMoney } from './shown-money.ts';

// They bring the list of coins with their rules, and of providers.
const RetargetCard = lazy(async () => ({ default: (await import('./retarget-card.tsx')).RetargetCard }));
const HalvingCard = lazy(async () => ({ default: (await import('./halving-card.tsx')).HalvingCard }));

const DAY_MS = 86_400_000;

/** Where any miner does SHA-256: the next change of difficulty and the next halving. */
export function WhatIsComing(props: {
  readonly pay: FleetPay;
  readonly shown: ShownMoney;
  readonly nowMs: number;
}) {
  const bitcoinPerDay = createMemo(() => shaRevenuePerDay(props.pay));
  return (
    <Part part="ahead">
      <ButtonLink href="/learn/forecast">{text.next}</ButtonLink>
      <Show when={bitcoinPerDay() > 0}>
        <Suspense fallback={<Skeleton height="8rem" />}>
          <RetargetCard revenuePerDay={bitcoinPerDay()} shown={props.shown} nowMs={props.nowMs} />
          <HalvingCard revenuePerDay={bitcoinPerDay()} shown={props.shown} nowMs={props.nowMs} />
        </Suspense>
      </Show>
    </Part>
  );
}

/** What the counted SHA-256 miners earn in 24 hours after fee and rejects, money. */
function shaRevenuePerDay({ miners }: FleetPay): number {
  const days = miners.flatMap(({ day }) => (day?.inputs.algorithm === 'sha256' ? day : []));
  return days.reduce((sum, day) => sum + (day.revenue * DAY_MS) / (day.toMs - day.fromMs), 0);
}
