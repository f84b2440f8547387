import { createMemo, createSignal, Index, Show } from 'solid-js';
import type { PriceSegment } from '../../domain/economics/tariff.ts';
import type { Settings } from '../../domain/settings.ts';
import { Card } from '../../ui/card.tsx';
import { profit } from '../../ui/text/en/profit.ts';
import { createMinerChoice } from './create-miner-choice.ts';
import { DayStrip } from './day-strip.tsx';
import type { FleetPay } from './fleet-pay.ts';
import styles from './hour-map.module.css';
import { HourMap } from './hour-map.tsx';
import { MinerSelect } from './miner-select.tsx';
import { comingOffWindows, hoursVary, type NetDay, netDays } from './net-hours.ts';
import { type NetStretch, netStretches } from './net-stretches.ts';
import { offTimes } from './off-times.ts';
import { type ShownMoney, shownPerKwh, shownSigned } from './shown-money.ts';

const text = profit.map;

interface HoursProps {
  readonly pay: FleetPay;
  readonly settings: Settings;
  readonly spotPrices: readonly PriceSegment[] | undefined;
  readonly shown: ShownMoney;
  readonly nowMs: number;
  readonly timeZone: string;
}

/** Today and tomorrow through the hours, of all counted miners or of one; a sentence where every hour is the same. */
export function HoursCard(props: HoursProps) {
  const whose = createMinerChoice(() => props.pay);
  const days = createMemo(() =>
    netDays(
      { ...props.pay, miners: whose.miners() },
      props.settings,
      props.spotPrices,
      props.nowMs,
      props.timeZone,
    ),
  );
  return (
    <Card heading={text.heading} aside={<MinerSelect whose={whose} />}>
      <Show when={hoursVary(days())} fallback={<p>{always(days(), props.shown)}</p>}>
        <Strips {...props} days={days()} />
        <OffTimes days={days()} shown={props.shown} nowMs={props.nowMs} />
        <EachHour days={days()} shown={props.shown} nowMs={props.nowMs} />
      </Show>
    </Card>
  );
}

/** `The same at every hour: −€0.025 an hour, at €0.25/kWh.` */
function always(days: readonly NetDay[], shown: ShownMoney): string {
  const hour = days.flatMap(({ hours }) => hours).find(({ netPerHour }) => netPerHour !== undefined);
  if (hour?.netPerHour === undefined || hour.pricePerKwh === undefined) return text.unknownDay;
  const price = shownPerKwh(hour.pricePerKwh, shown);
  return text.always(shownSigned(hour.netPerHour, shown), price);
}

/** Both days on one scale, side by side where there is room. */
function Strips(props: {
  readonly days: readonly NetDay[];
  readonly shown: ShownMoney;
  readonly nowMs: number;
}) {
  const names = [text.today, text.tomorrow];
  const stretches = createMemo(() => props.days.map(({ hours }) => netStretches(hours)));
  const largest = () => Math.max(...stretches().flatMap(largestOf), 1e-12);
  return (
    <div class={styles.strips}>
      <Index each={props.days}>
        {(day, place) => (
          <section class={styles.strip} aria-label={profit.strip.label(names[place] ?? '')}>
            <h3>{names[place]}</h3>
            <Show when={stretches()[place]?.length} fallback={<p>{text.unknownDay}</p>}>
              <DayStrip
                day={day()}
                stretches={stretches()[place] ?? []}
                largest={largest()}
                shown={props.shown}
                nowMs={props.nowMs}
              />
            </Show>
          </section>
        )}
      </Index>
    </div>
  );
}

function largestOf(stretches: readonly NetStretch[]): readonly number[] {
  return stretches.map(({ netPerHour }) => Math.abs(netPerHour));
}

function OffTimes(props: {
  readonly days: readonly NetDay[];
  readonly shown: ShownMoney;
  readonly nowMs: number;
}) {
  const sentences = () =>
    offTimes(comingOffWindows(props.days, props.nowMs), props.days, props.nowMs, props.shown);
  return (
    <div>
      <h3 class={styles.subheading}>{text.offHeading}</h3>
      <Show when={sentences().length > 0} fallback={<p>{text.noneOff}</p>}>
        <ul class={styles.offTimes}>
          <Index each={sentences()}>{(sentence) => <li>{sentence()}</li>}</Index>
        </ul>
      </Show>
    </div>
  );
}

/** Forty-eight figures: open where there is room for them, behind a fold where they would fill the screen. */
function EachHour(props: {
  readonly days: readonly NetDay[];
  readonly shown: ShownMoney;
  readonly nowMs: number;
}) {
  const [open, setOpen] = createSignal(matchMedia('(min-width: 40rem)').matches);
  return (
    <details open={open()} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class={styles.fold}>{text.figures}</summary>
      <Show when={open()}>
        <div class={styles.map}>
          <HourMap days={props.days} shown={props.shown} nowMs={props.nowMs} />
        </div>
      </Show>
    </details>
  );
}
