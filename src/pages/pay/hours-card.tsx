import { createMemo, Index, Show } from 'solid-js';
import type { PriceSegment } from '../../domain/economics/tariff.ts';
import type { Settings } from '../../domain/settings.ts';
import { Card } from '../../ui/card.tsx';
import { pay } from '../../ui/text/en/pay.ts';
import { profit } from '../../ui/text/en/profit.ts';
import { DayStrip } from './day-strip.tsx';
import type { FleetPay } from './fleet-pay.ts';
import styles from './hour-map.module.css';
import { HourMap } from './hour-map.tsx';
import { comingOffWindows, netDays, hoursVary } from './net-hours.ts';
import { offTimes } from './off-times.ts';
import type { ShownMoney } from './shown-money.ts';

const text = profit.map;

/** The day as a strip, and where power has more than one price, today and tomorrow by the hour. */
export function HoursCard(props: {
  readonly pay: FleetPay;
  readonly settings: Settings;
  readonly spotPrices: readonly PriceSegment[] | undefined;
  readonly shown: ShownMoney;
  readonly nowMs: number;
  readonly timeZone: string;
}) {
  const days = createMemo(() =>
    netDays(props.pay, props.settings, props.spotPrices, props.nowMs, props.timeZone),
  );
  const sentences = () => offTimes(comingOffWindows(days(), props.nowMs), days(), props.nowMs, props.shown);
  return (
    <>
      <Card heading={pay.hours.heading}>
        <DayStrip segments={props.pay.segments} shown={props.shown} nowMs={props.nowMs} />
      </Card>
      <Show when={hoursVary(days())}>
        <Card heading={text.heading}>
          <HourMap days={days()} shown={props.shown} nowMs={props.nowMs} />
          <div>
            <h3 class={styles.subheading}>{text.offHeading}</h3>
            <Show when={sentences().length > 0} fallback={<p>{text.noneOff}</p>}>
              <ul class={styles.offTimes}>
                <Index each={sentences()}>{(sentence) => <li>{sentence()}</li>}</Index>
              </ul>
            </Show>
          </div>
        </Card>
      </Show>
    </>
  );
}
