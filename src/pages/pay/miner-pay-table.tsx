import { createSignal, For, Index, Show } from 'solid-js';
import type { DailyNet } from '../../domain/economics/daily-net.ts';
import { Button } from '../../ui/button.tsx';
import { withBand } from '../../ui/format/band.ts';
import { formatClock } from '../../ui/format/clock-time.ts';
import { decimal, NBSP } from '../../ui/format/decimal.ts';
import { formatEfficiency } from '../../ui/format/efficiency.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { pay as text } from '../../ui/text/en/pay.ts';
import type { MinerPay } from './fleet-pay.ts';
import styles from './miner-pay-table.module.css';
import { type ShownMoney, satsPerKwh, shownADay, shownMoney } from './shown-money.ts';
import { dayLengthMs } from './verdict.ts';

/** More of them would push all that follows out of reach. */
const MOST_AT_FIRST = 10;

/** What each miner earns and costs. A table on wide screens, laid out as a stack of cards on a phone. */
export function MinerPayTable(props: { readonly miners: readonly MinerPay[]; readonly shown: ShownMoney }) {
  const words = text.miners;
  const [all, setAll] = createSignal(false);
  const counted = () =>
    props.miners.flatMap(({ view, day, costBand }) => (day ? [{ view, day, costBand }] : []));
  const isLong = () => counted().length > MOST_AT_FIRST;
  const rows = () => (isLong() && !all() ? counted().slice(0, MOST_AT_FIRST) : counted());
  const heads = [words.revenue, words.cost, words.net, words.breakEven, words.offWindow];
  return (
    <div class={styles.box}>
      <table class={styles.table} aria-label={words.caption}>
        <thead>
          <tr>
            <th scope="col">{words.miner}</th>
            <For each={heads}>{(head) => <th scope="col">{head}</th>}</For>
          </tr>
        </thead>
        <tbody>
          {/* By place: each view counts anew, and a link that has the focus must stay. */}
          <Index each={rows()}>
            {(row) => (
              <tr>
                <th scope="row">
                  <a href={`/miner/${encodeURIComponent(row().view.miner.id)}`}>{row().view.miner.name}</a>
                  <div class={styles.efficiency}>{efficiency(row())}</div>
                </th>
                <Index each={cellsOf(row(), props.shown)}>
                  {(cell, i) => (
                    <td data-head={heads[i]}>
                      <div>
                        <For each={cell()}>{(line) => <div class={styles.line}>{line}</div>}</For>
                      </div>
                    </td>
                  )}
                </Index>
              </tr>
            )}
          </Index>
        </tbody>
        <Show when={rows().length > 0}>
          <caption>{words.breakEvenHint}</caption>
        </Show>
      </table>
      <Show when={isLong()}>
        <Button onClick={() => setAll(!all())}>
          {all() ? words.fewer : words.all(decimal(counted().length))}
        </Button>
      </Show>
    </div>
  );
}

/** `15.1 J/TH board`: which of two miners is dearer to run, whatever the prices. */
function efficiency({ view, day }: CountedRow): string {
  const { hashrateHs, powerW, powerAtWall, algorithm } = day.inputs;
  const figure = formatEfficiency({ powerW, hashrateHs, algorithm, at: powerAtWall ? 'wall' : 'board' });
  return withBand(figure, view.wall?.bandW, view.wall?.powerW);
}

type CountedRow = Pick<MinerPay, 'view' | 'costBand'> & { readonly day: DailyNet };

/** The lines of each cell. */
function cellsOf({ day, costBand }: CountedRow, shown: ShownMoney): string[][] {
  const band = costBand ? [`±${NBSP}${shownMoney(costBand, shown)}`] : [];
  return [
    [shownMoney(day.revenue, shown)],
    [shownMoney(day.powerCost, shown), ...band],
    [shownMoney(day.net, shown), ...band],
    priceLines(day.breakEvenPricePerKwh, shown),
    offWords(day, shown),
  ];
}

/** A price of power as a cell: `€0.101/kWh`, and where sums are in satoshi `115 sats/kWh` below. */
export function priceLines(price: number | undefined, shown: ShownMoney): string[] {
  if (price === Number.POSITIVE_INFINITY) return [text.miners.anyPrice];
  const inCurrency = formatMoney(price, { currency: shown.currency, decimals: 3, per: 'kWh' });
  return [inCurrency, satsPerKwh(price, shown)].filter((line) => line !== undefined);
}

function offWords({ offWindows, segments }: DailyNet, shown: ShownMoney): string[] {
  if (offWindows.length === 0) return [text.miners.never];
  const allDay = offWindows.some(({ durationMs }) => durationMs >= dayLengthMs(segments));
  if (allDay) return [text.miners.allDay];
  return offWindows.flatMap(({ fromMs, toMs, savesPerDay }) => [
    text.miners.window(formatClock(fromMs), formatClock(toMs)),
    text.miners.saves(shownADay(savesPerDay, shown)),
  ]);
}
