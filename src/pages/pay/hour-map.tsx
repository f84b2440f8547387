import { Index, Show } from 'solid-js';
import { formatClock } from '../../ui/format/clock-time.ts';
import { ABSENT, decimal, fittingPlaces, places } from '../../ui/format/decimal.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { profit } from '../../ui/text/en/profit.ts';
import styles from './hour-map.module.css';
import { priceLines } from './miner-pay-table.tsx';
import type { NetDay, NetHour } from './net-hours.ts';
import { type ShownMoney, satsPerUnit, shownSigned } from './shown-money.ts';

const text = profit.map;

/** More decimals a cell has no room for. */
const MOST_PLACES = 5;
/** `+0.31`: as long as the price below it. */
const SHORT = 6;

interface HourScale {
  /** `€ an hour`, said once for all cells. */
  readonly unit: string;
  /** `satoshi`, where the prices carry no mark of their own. */
  readonly priceUnit: string | undefined;
  readonly write: (netPerHour: number) => string;
  readonly writePrice: (pricePerKwh: number | undefined) => string;
}

/**
 * Days by the hour, a cell an hour: its net in figures, its price below. An hour that costs is hatched and says “off”; one
 * that is over is dimmed and says so. What each cell means is also there in words for who does not see it.
 */
export function HourMap(props: {
  readonly days: readonly NetDay[];
  readonly shown: ShownMoney;
  readonly nowMs: number;
}) {
  const nets = () => props.days.flatMap(({ hours }) => hours.flatMap(({ netPerHour }) => netPerHour ?? []));
  const scale = () => hourScale(nets(), props.shown);
  const names = [text.today, text.tomorrow];
  const isShort = () => nets().every((net) => scale().write(net).length <= SHORT);
  return (
    <>
      <p class={styles.caption}>
        {[text.caption(scale().unit, scale().priceUnit), sunWords(props.days)].filter(Boolean).join(' ')}
      </p>
      <Index each={props.days}>
        {(day, place) => (
          <section class={styles.day} aria-label={names[place]}>
            <h3 class={styles.subheading}>{names[place]}</h3>
            <Show
              when={day().hours.some(({ netPerHour }) => netPerHour !== undefined)}
              fallback={<p>{text.unknownDay}</p>}
            >
              <ol class={styles.hours} data-short={isShort()}>
                <Index each={day().hours}>
                  {(hour) => <Hour hour={hour()} scale={scale()} shown={props.shown} nowMs={props.nowMs} />}
                </Index>
              </ol>
            </Show>
          </section>
        )}
      </Index>
    </>
  );
}

function Hour(props: {
  readonly hour: NetHour;
  readonly scale: HourScale;
  readonly shown: ShownMoney;
  readonly nowMs: number;
}) {
  const net = () => props.hour.netPerHour;
  const price = () => props.scale.writePrice(props.hour.pricePerKwh);
  const mark = () => markOf(props.hour, props.nowMs);
  const isNow = () => props.hour.fromMs <= props.nowMs && props.nowMs < props.hour.toMs;
  const spoken = () => {
    const from = formatClock(props.hour.fromMs);
    const amount = net();
    if (amount === undefined) return text.unknownHour(from);
    const told = priceLines(props.hour.pricePerKwh, props.shown).join(', ');
    return [text.hour(from, shownSigned(amount, props.shown), told), mark()].filter(Boolean).join(', ');
  };
  return (
    <li class={styles.hour} data-net={netWord(net())} data-past={props.hour.toMs <= props.nowMs}>
      <span class="visually-hidden">{spoken()}</span>
      <span class={styles.top} aria-hidden="true">
        <span>{isNow() ? <b>{text.now}</b> : formatClock(props.hour.fromMs)}</span>
        <Show when={props.hour.toMs > props.nowMs}>
          <span class={styles.mark}>{offMark(props.hour)}</span>
        </Show>
      </span>
      <span class={styles.net} aria-hidden="true">
        {written(net(), props.scale)}
      </span>
      <span class={styles.price} aria-hidden="true">
        {price()}
      </span>
    </li>
  );
}

function netWord(net: number | undefined): 'unknown' | 'gain' | 'loss' {
  if (net === undefined) return 'unknown';
  return net >= 0 ? 'gain' : 'loss';
}

function offMark({ netPerHour }: NetHour): string | undefined {
  return netPerHour !== undefined && netPerHour < 0 ? text.off : undefined;
}

/** That it is over, the present hour, or one worth switching off. */
function markOf(hour: NetHour, nowMs: number): string {
  if (hour.toMs <= nowMs) return text.past;
  return [hour.fromMs <= nowMs ? text.now : undefined, offMark(hour)].filter(Boolean).join(' ');
}

function written(net: number | undefined, scale: HourScale): string {
  return net === undefined ? ABSENT : scale.write(net);
}

/** `+0.12`; what is too little for the room is said to be next to nothing, and gets no sign. */
function netFigure(net: number, least: number): string {
  const count = Math.min(MOST_PLACES, fittingPlaces(net, least));
  const rounded = Number(net.toFixed(count));
  if (rounded === 0 && net !== 0) return text.nearNothing;
  return `${rounded > 0 ? '+' : ''}${decimal(rounded, places(count))}`;
}

/** Figures of one unit with so many decimals that the largest has two digits of its own. */
function hourScale(nets: readonly number[], { currency, unit, btcPrice }: ShownMoney): HourScale {
  const sats = unit === 'sats' ? satsPerUnit(btcPrice) : undefined;
  const each = sats ?? 1;
  const largest = Math.max(...nets.map((net) => Math.abs(net * each)), 0);
  const least = sats === undefined ? 2 : 0;
  const count = largest > 0 ? Math.min(MOST_PLACES, fittingPlaces(largest, least)) : 2;
  return {
    unit: sats === undefined ? currency : profit.view.satoshi,
    priceUnit: sats === undefined ? undefined : profit.view.satoshi,
    write: (net) => netFigure(net * each, count),
    writePrice: (price) =>
      sats === undefined || price === undefined
        ? formatMoney(price, { currency, decimals: 3 })
        : decimal(price * sats, places(fittingPlaces(price * sats, 0))),
  };
}

/** How much of the power is the owner's own, where any is; undefined where none is. */
function sunWords(days: readonly NetDay[]): string | undefined {
  const most = Math.max(...days.flatMap(({ hours }) => hours.map(({ solarPart = 0 }) => solarPart)), 0);
  return most > 0 ? text.sun(formatPercent(most)) : undefined;
}
