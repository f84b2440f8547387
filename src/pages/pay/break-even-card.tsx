import { For, Index, Show } from 'solid-js';
import type { DailyNet } from '../../domain/economics/daily-net.ts';
import { Card } from '../../ui/card.tsx';
import { formatEfficiency } from '../../ui/format/efficiency.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { Icon } from '../../ui/icon.tsx';
import { profit } from '../../ui/text/en/profit.ts';
import styles from './break-even-card.module.css';
import { type BreakEven, type BreakEvens, breakEvens } from './break-evens.ts';
import type { MinerPay } from './fleet-pay.ts';
import table from './miner-pay-table.module.css';
import type { ShownMoney } from './shown-money.ts';
import { type ShaUnit, workPrice, workUnit } from './work-unit.ts';

const text = profit.breakEvens;

interface Terms {
  readonly shown: ShownMoney;
  readonly sha: ShaUnit;
}

/** Where the fleet and each miner stop to pay: price of power, worth of work, price of bitcoin, efficiency. */
export function BreakEvenCard(props: Terms & { readonly miners: readonly MinerPay[] }) {
  const rows = () => props.miners.flatMap(({ view, day }) => (day ? [{ name: view.miner.name, day }] : []));
  const fleet = () =>
    breakEvens(
      rows().map(({ day }) => day),
      props.shown.btcPrice,
    );
  return (
    <Show when={fleet()}>
      {(evens) => (
        <Card heading={text.heading}>
          <p>{text.lead}</p>
          <ul class={styles.conditions}>
            <For each={conditions(evens(), props)}>
              {(condition) => (
                <li class={styles.condition} data-holds={condition.holds}>
                  <span class={styles.verdict}>
                    <Icon name={condition.holds ? 'good' : 'alert'} size="1.1em" />
                    {condition.holds ? text.holds : text.fails}
                  </span>
                  <span>{condition.words}</span>
                </li>
              )}
            </For>
          </ul>
          <Show when={evens().algorithm === undefined}>
            <p class={styles.hint}>{text.several}</p>
          </Show>
          <Show when={evens().algorithm === 'sha256' && evens().bitcoin === undefined}>
            <p class={styles.hint}>{text.noBitcoin}</p>
          </Show>
          <Show when={rows().length > 1}>
            <MinersTable rows={rows()} shown={props.shown} sha={props.sha} />
          </Show>
        </Card>
      )}
    </Show>
  );
}

interface Condition {
  readonly words: string;
  readonly holds: boolean;
}

function conditions(evens: BreakEvens, { shown, sha }: Terms): readonly Condition[] {
  const { power, work, bitcoin, joulesPerHash, algorithm, hashrateHs } = evens;
  const words = text.fleet;
  const kwh = (price: number) => perKwh(price, shown);
  const unit = workUnit(algorithm ?? 'sha256', hashrateHs ?? 0, sha);
  const perDay = (price: number) => profit.live.price(workPrice(price, unit, shown), unit.name);
  const coin = (price: number) => formatMoney(price, { currency: shown.currency, decimals: 0 });
  const joules = (each: number) => efficiency(each, algorithm);
  const list = [
    {
      words: power.at > 0 ? words.power(kwh(power.at), kwh(power.now)) : words.powerNever(kwh(power.now)),
      holds: power.now < power.at,
    },
  ];
  const above = ({ now, at }: BreakEven, some: string, any: string) =>
    list.push({ words: at > 0 ? some : any, holds: now > at });
  if (work) above(work, words.work(perDay(work.at), perDay(work.now)), words.workAny(perDay(work.now)));
  if (bitcoin)
    above(bitcoin, words.bitcoin(coin(bitcoin.at), coin(bitcoin.now)), words.bitcoinAny(coin(bitcoin.now)));
  if (joulesPerHash) {
    const { now, at } = joulesPerHash;
    const sentence = Number.isFinite(at)
      ? words.efficiency(joules(at), joules(now))
      : words.efficiencyAny(joules(now));
    list.push({ words: sentence, holds: now < at });
  }
  return list;
}

function MinersTable(
  props: Terms & { readonly rows: readonly { readonly name: string; readonly day: DailyNet }[] },
) {
  const heads = [text.power, text.work, text.bitcoin, text.efficiency];
  return (
    <div class={table.box}>
      <table class={table.table} aria-label={text.table}>
        <thead>
          <tr>
            <th scope="col">{text.miner}</th>
            <For each={heads}>{(head) => <th scope="col">{head}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <Index each={props.rows}>
            {(row) => (
              <tr>
                <th scope="row">{row().name}</th>
                <Index each={cellsOf(row().day, props)}>
                  {(cell, i) => <td data-head={heads[i]}>{cell()}</td>}
                </Index>
              </tr>
            )}
          </Index>
        </tbody>
      </table>
    </div>
  );
}

function cellsOf(day: DailyNet, { shown, sha }: Terms): readonly string[] {
  const evens = breakEvens([day], shown.btcPrice);
  const { algorithm, hashrateHs, work, bitcoin, joulesPerHash } = evens ?? {};
  const unit = workUnit(algorithm ?? 'sha256', hashrateHs ?? 0, sha);
  const above = (even: BreakEven | undefined, write: (at: number) => string) =>
    even === undefined ? '–' : even.at > 0 ? write(even.at) : text.any;
  return [
    perKwh(evens?.power.at, shown),
    above(work, (at) => `${workPrice(at, unit, shown)} per ${unit.name}`),
    above(bitcoin, (at) => formatMoney(at, { currency: shown.currency, decimals: 0 })),
    joulesPerHash === undefined || Number.isFinite(joulesPerHash.at)
      ? efficiency(joulesPerHash?.at, algorithm)
      : text.any,
  ];
}

function perKwh(price: number | undefined, { currency }: ShownMoney): string {
  return formatMoney(price, { currency, decimals: 3, per: 'kWh' });
}

/** `15.1 J/TH` from joules per hash. */
function efficiency(joulesPerHash: number | undefined, algorithm: BreakEvens['algorithm']): string {
  return formatEfficiency({ powerW: joulesPerHash, hashrateHs: 1, algorithm, at: undefined });
}
