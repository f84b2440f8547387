import { For } from 'solid-js';
import type { DayPrice, LedgerDay, LedgerPayout } from '../../domain/economics/ledger.ts';
import { withUnit } from '../../ui/format/decimal.ts';
import { formatEnergy } from '../../ui/format/power.ts';
import { ledger as text } from '../../ui/text/en/ledger.ts';
import { coinSum } from './audit-words.ts';
import styles from './miner-pay-table.module.css';
import { type ShownMoney, shownMoney } from './shown-money.ts';

const SHOWN = 5;

/** The last days, with the columns that a person looks for; the file has them all. */
export function DaysPreview(props: { readonly days: readonly LedgerDay[]; readonly shown: ShownMoney }) {
  const words = text.columns;
  return (
    <Preview
      caption={text.preview}
      first={words.day}
      heads={[words.running, words.energy, words.cost, words.credited, words.revenue]}
      rows={props.days
        .slice(-SHOWN)
        .reverse()
        .map((day) => ({
          name: day.day,
          cells: [
            withUnit(day.runningHours, 'h', { maximumFractionDigits: 1 }),
            formatEnergy(day.energyKwh),
            sumThen(day.powerCost, day.prices.BTC, props.shown),
            coinsOf(day),
            sumThen(day.revenue, day.prices.BTC, props.shown),
          ],
        }))}
    />
  );
}

/** The last payouts, newest first. */
export function PayoutsPreview(props: {
  readonly payouts: readonly LedgerPayout[];
  readonly shown: ShownMoney;
}) {
  const words = text.columns;
  const newest = () =>
    [...props.payouts]
      .sort((one, other) => (other.payout.atMs ?? 0) - (one.payout.atMs ?? 0))
      .slice(0, SHOWN);
  return (
    <Preview
      caption={text.previewPayouts}
      first={words.at}
      heads={[words.pool, words.amount, words.worth]}
      rows={newest().map(({ pool, payout: { atMs, amount, coin }, price, bitcoin }) => ({
        name: atMs === undefined ? text.unknown : new Date(atMs).toISOString().slice(0, 10),
        cells: [pool, coinSum(amount, coin), sumThen(price && price.price * amount, bitcoin, props.shown)],
      }))}
    />
  );
}

function Preview(props: {
  readonly caption: string;
  readonly first: string;
  readonly heads: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
}) {
  return (
    <div class={styles.box}>
      <table class={styles.table} aria-label={props.caption}>
        <thead>
          <tr>
            <th scope="col">{props.first}</th>
            <For each={props.heads}>{(head) => <th scope="col">{head}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {(row) => (
              <tr>
                <th scope="row">{row.name}</th>
                <For each={row.cells}>{(cell, i) => <td data-head={props.heads[i()]}>{cell}</td>}</For>
              </tr>
            )}
          </For>
        </tbody>
        <caption>{props.caption}</caption>
      </table>
    </div>
  );
}

/** In satoshi at the price of bitcoin then; in the currency where none of that time is known. */
function sumThen(amount: number | undefined, bitcoin: DayPrice | undefined, shown: ShownMoney): string {
  return shownMoney(amount, { ...shown, btcPrice: bitcoin?.price });
}

function coinsOf({ credited }: LedgerDay): string {
  const coins = Object.entries(credited);
  return coins.length === 0 ? text.unknown : coins.map(([coin, amount]) => coinSum(amount, coin)).join(', ');
}
