import { createMemo, For, Show } from 'solid-js';
import type { Tariff } from '../../domain/economics/tariff.ts';
import { powerAndRate } from '../../domain/steady-rate.ts';
import { decimal } from '../../ui/format/decimal.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { formatPower } from '../../ui/format/power.ts';
import { tariff as text } from '../../ui/text/en/tariff.ts';
import { isLive } from '../fleet/shown-state.ts';
import { useFleet } from '../fleet-context.ts';
import { type MonthBill, monthBill } from './month-bill.ts';
import { minuteOf } from './price-now-line.tsx';
import styles from './tariff-editor.module.css';

const words = text.more.bill;

/** What the contract makes of a month of the miners: here its tiers, its demand charge and its standing charge count. */
export function MonthBillLines(props: {
  readonly tariff: Tariff;
  readonly currency: string;
  readonly timeZone: string;
}) {
  const fleet = useFleet();
  const powerW = createMemo(() => {
    const running = (fleet.view()?.miners ?? []).filter(({ state }) => isLive(state) && state !== 'paused');
    const sum = running.reduce((watts, view) => watts + (powerAndRate(view).powerW ?? 0), 0);
    // To ten watts: a month is not counted anew for the noise of a meter.
    return Math.round(sum / 10) * 10;
  });
  const minuteMs = createMemo(() => minuteOf(fleet.nowMs()));
  const its = createMemo(() => monthBill(props.tariff, powerW(), minuteMs(), props.timeZone));
  return (
    <section class={styles.group} aria-label={words.heading}>
      <h3>{words.heading}</h3>
      <Show when={powerW() > 0} fallback={<p class={styles.hint}>{words.noPower}</p>}>
        <p class={styles.hint}>{words.what(formatPower(powerW()))}</p>
        <ul class={styles.list}>
          <For each={linesOf(its(), props.currency)}>
            {([label, figure]) => (
              <li>
                {label} <strong>{figure}</strong>
              </li>
            )}
          </For>
        </ul>
        <p class={styles.hint}>{words.notToday}</p>
      </Show>
    </section>
  );
}

function linesOf(its: MonthBill, currency: string): readonly (readonly [label: string, figure: string])[] {
  const { energyCost, tierCost, demandCost, standingCost } = its;
  const money = (amount: number) => formatMoney(amount, { currency });
  const kwh = decimal(its.energyKwh, { maximumFractionDigits: 0 });
  const charges = [
    [words.tiers, tierCost],
    [words.demand, demandCost],
    [words.standing, standingCost],
  ] as const;
  const rest = tierCost + demandCost + standingCost;
  return [
    [words.energy(kwh), energyCost === undefined ? words.marketUnknown : money(energyCost)],
    ...charges.flatMap(([label, amount]) => (amount === 0 ? [] : [[label, money(amount)] as const])),
    energyCost === undefined ? [words.besides, money(rest)] : [words.together, money(energyCost + rest)],
  ];
}
