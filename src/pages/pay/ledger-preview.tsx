import type { LedgerDay, LedgerPayout } from '../../domain/economics/ledger.ts';
import { withUnit } from '../../ui/format/decimal.ts';
import { formatEnergy } from '../../ui/format/power.ts';
import { ledger as text } from '../../ui/text/en/ledger.ts';
import { coinSum } from './audit-words.ts';
import { FiguresTable } from './figures-table.tsx';
import { type ShownMoney, shownThen } from './shown-money.ts';

const SHOWN = 5;

/** The last days, with the columns that a person looks for; the file has them all. */
export function DaysPreview(props: { readonly days: readonly LedgerDay[]; readonly shown: ShownMoney }) {
  const words = text.columns;
  return (
    <FiguresTable
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
            shownThen(day.powerCost, day.prices.BTC, props.shown),
            coinsOf(day),
            shownThen(day.revenue, day.prices.BTC, props.shown),
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
    <FiguresTable
      caption={text.previewPayouts}
      first={words.at}
      heads={[words.pool, words.amount, words.worth]}
      rows={newest().map(({ pool, payout: { atMs, amount, coin }, price, bitcoin }) => ({
        name: atMs === undefined ? text.unknown : new Date(atMs).toISOString().slice(0, 10),
        cells: [pool, coinSum(amount, coin), shownThen(price && price.price * amount, bitcoin, props.shown)],
      }))}
    />
  );
}

function coinsOf({ credited }: LedgerDay): string {
  const coins = Object.entries(credited);
  return coins.length === 0 ? text.unknown : coins.map(([coin, amount]) => coinSum(amount, coin)).join(', ');
}
