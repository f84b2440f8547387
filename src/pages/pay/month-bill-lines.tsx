import { createMemo, For, Show } from 'solid-js';
import type { Tariff } from '../../domain/economics/tariff.ts';
import { powerAndRate } from '../../domain/steady-rate.ts';
import { decimal } from '../../ui/format/decimal.ts';
import { formatPower } from '../../ui/format/power.ts';
import { tariff as text } from '../../ui/text/en/tariff.ts';
import { isLive } from '../fleet/shown-state.ts';
import { useFleet } from '../fleet-context.ts';
import { createShownMoney } from './create-shown-money.ts';
import { type MonthBill, monthBill } from './month-bill.ts';
import { minuteOf } from './price-now-line.tsx';
import { type ShownMoney, shownMoney } from './shown-money.ts';
import styles from './tariff-editor.module.css';

const words = text.more.bill;

/** What the miners add to the bill of a month by the contract, piece by piece. */
export function MonthBillLines(props: {
  readonly tariff: Tariff;
  readonly currency: string;
  readonly timeZone: string;
}) {
  const fleet = useFleet();
  const kept = createShownMoney();
  const shown = () => ({ ...kept(), currency: props.currency });
  const powerW = createMemo(() => {
    const running = (fleet.view()?.miners ?? []).filter(({ state }) => isLive(state) && state !== 'paused');
    const sum = running.reduce((watts, view) => watts + (powerAndRate(view).powerW ?? 0), 0);
    // To ten watts: a month is not counted anew for the noise of a meter.
    return Math.round(sum / 10) * 10;
  });
  const minuteMs = createMemo(() => minuteOf(fleet.nowMs()));
  const its = createMemo(() => monthBill(props.tariff, powerW(), minuteMs(), props.timeZone));
  const basis = () => {
    const { householdKwhPerMonth: house } = props.tariff.terms ?? {};
    const rest = house === undefined ? words.alone : words.household(wholeKwh(house));
    return `${words.what(formatPower(powerW()))} ${rest}`;
  };
  return (
    <section class={styles.group} aria-label={words.heading}>
      <h3>{words.heading}</h3>
      <Show when={powerW() > 0} fallback={<p class={styles.hint}>{words.noPower}</p>}>
        <p class={styles.hint}>{basis()}</p>
        <ul class={styles.list}>
          <For each={linesOf(its(), shown())}>
            {([label, figure]) => (
              <li>
                {label} <strong>{figure}</strong>
              </li>
            )}
          </For>
        </ul>
        <Show when={its().standingCost > 0}>
          <p class={styles.hint}>{words.standing(shownMoney(its().standingCost, shown()))}</p>
        </Show>
        <p class={styles.hint}>{words.today}</p>
      </Show>
    </section>
  );
}

function linesOf(its: MonthBill, shown: ShownMoney): readonly (readonly [label: string, figure: string])[] {
  const { energyCost, solarCost, tierCost, demandCost } = its;
  const money = (amount: number) => shownMoney(amount, shown);
  const charges = [
    [words.solar(wholeKwh(its.solarKwh)), solarCost],
    [words.tiers, tierCost],
    [words.demand, demandCost],
  ] as const;
  const rest = solarCost + tierCost + demandCost;
  return [
    [
      words.energy(wholeKwh(its.energyKwh - its.solarKwh), its.solarKwh > 0),
      energyCost === undefined ? words.marketUnknown : money(energyCost),
    ],
    ...charges.flatMap(([label, amount]) => (amount === 0 ? [] : [[label, money(amount)] as const])),
    energyCost === undefined ? [words.besides, money(rest)] : [words.together, money(energyCost + rest)],
  ];
}

function wholeKwh(kwh: number): string {
  return decimal(kwh, { maximumFractionDigits: 0 });
}
