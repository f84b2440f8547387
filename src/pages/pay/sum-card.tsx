import { For, Show } from 'solid-js';
import { HS_PER_PHS } from '../../domain/economics/revenue.ts';
import type { Settings } from '../../domain/settings.ts';
import { Card } from '../../ui/card.tsx';
import { decimal } from '../../ui/format/decimal.ts';
import { formatMoney, formatPricePerKwh } from '../../ui/format/money.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatEnergy } from '../../ui/format/power.ts';
import { pay as text } from '../../ui/text/en/pay.ts';
import type { FleetPay } from './fleet-pay.ts';
import styles from './pay-page.module.css';
import { type PaySum, paySum, workUnit } from './pay-sum.ts';

/** Enough for the product to agree with the result to the cent. */
const FIGURES = { maximumSignificantDigits: 5 } as const;

interface Line {
  readonly label: string;
  readonly formula: string;
  readonly result: string;
  readonly note?: string;
}

/** The arithmetic behind the answer, each factor written out, so that it can be checked on paper. */
export function SumCard(props: { readonly pay: FleetPay; readonly settings: Settings }) {
  const lines = () => {
    const sum = paySum(props.pay, props.settings);
    return sum ? linesOf(sum, props.pay, props.settings) : [];
  };
  return (
    <Show when={lines().length > 0}>
      <Card heading={text.sum.heading}>
        <dl class={styles.sum}>
          <For each={lines()}>
            {(line) => (
              <div>
                <dt>{line.label}</dt>
                <dd>
                  {line.formula} = <strong>{line.result}</strong>
                  <Show when={line.note}>
                    <span class={styles.sumNote}>{line.note}</span>
                  </Show>
                </dd>
              </div>
            )}
          </For>
        </dl>
      </Card>
    </Show>
  );
}

function linesOf(sum: PaySum, pay: FleetPay, { currency, heat }: Settings): readonly Line[] {
  const words = text.sum;
  // So fine that the lines can be subtracted from each other without a rounding gap.
  const exact = (amount: number) => formatMoney(amount, { currency, decimals: 4 });
  const days = sum.dayHours === 24 ? [] : [words.longDay(decimal(sum.dayHours))];
  const unit = workUnit(sum.acceptedHs);
  const price = (sum.hashpricePerPhPerDay * unit.hs) / HS_PER_PHS;
  const earned = [
    words.work(decimal(sum.acceptedHs / unit.hs, FIGURES), unit.name),
    words.hashprice(
      formatMoney(price, { currency, ...(unit.name === 'TH/s' ? { decimals: 5 } : {}) }),
      unit.name,
    ),
    words.afterFee(formatPercent(sum.afterFee)),
    ...days,
  ];
  const hours = sum.parts.map(({ hours, pricePerKwh }) =>
    words.hours(decimal(hours, { maximumFractionDigits: 2 }), formatPricePerKwh(pricePerKwh, { currency })),
  );
  const kilowatts = words.kilowatts(decimal(sum.powerW / 1000, FIGURES));
  const heatLine: Line = {
    label: text.tiles.heat,
    formula: words.times([
      formatEnergy(pay.energyKwh),
      words.wanted(formatPercent(heat.share)),
      formatPricePerKwh(heat.pricePerKwhHeat, { currency }),
    ]),
    result: exact(pay.heatCredit),
  };
  return [
    {
      label: text.tiles.revenue,
      formula: words.times(earned),
      result: exact(pay.revenue),
      note: words.workNote(formatPercent(sum.rejectShare)),
    },
    ...(heat.share > 0 ? [heatLine] : []),
    {
      label: text.tiles.power,
      formula: words.times([kilowatts, hours.length > 1 ? words.bracket(hours) : (hours[0] ?? '')]),
      result: exact(pay.powerCost),
    },
    {
      label: text.tiles.net,
      formula: words.net(
        exact(pay.revenue),
        heat.share > 0 ? exact(pay.heatCredit) : undefined,
        exact(pay.powerCost),
      ),
      result: exact(pay.net),
    },
  ];
}
