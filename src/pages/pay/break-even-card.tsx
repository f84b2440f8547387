import { createSignal, For, Index, Show } from 'solid-js';
import type { DailyNet } from '../../domain/economics/daily-net.ts';
import { Card } from '../../ui/card.tsx';
import { ABSENT } from '../../ui/format/decimal.ts';
import { formatEfficiency } from '../../ui/format/efficiency.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { profit } from '../../ui/text/en/profit.ts';
import styles from './break-even-card.module.css';
import { type BreakEven, type BreakEvens, breakEvens } from './break-evens.ts';
import type { MinerPay } from './fleet-pay.ts';
import table from './miner-pay-table.module.css';
import { priceLines } from './miner-pay-table.tsx';
import { type ShownMoney, satsPerKwh } from './shown-money.ts';
import { type ShaUnit, workPrice, workUnit } from './work-unit.ts';

const text = profit.breakEvens;

interface Terms {
  readonly shown: ShownMoney;
  readonly sha: ShaUnit;
}

/** Where the fleet and each miner stop to pay: price of power, worth of work, price of bitcoin, efficiency. */
export function BreakEvenCard(props: Terms & { readonly miners: readonly MinerPay[] }) {
  const [open, setOpen] = createSignal(false);
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
          <p>{pays(evens()) ? text.pays : text.paysNot}</p>
          <ul class={styles.conditions}>
            <Index each={conditions(evens(), props)}>
              {(condition) => (
                <li>
                  <span class={styles.turn}>{condition().turn}</span>
                  <Show when={condition().now}>
                    <span class={styles.hint}>{condition().now}</span>
                  </Show>
                </li>
              )}
            </Index>
          </ul>
          <Show when={evens().algorithm === undefined}>
            <p class={styles.hint}>{text.several}</p>
          </Show>
          <Show when={evens().algorithm === 'sha256' && evens().bitcoin === undefined}>
            <p class={styles.hint}>{text.noBitcoin}</p>
          </Show>
          <Show when={rows().length > 1}>
            <details onToggle={(event) => setOpen(event.currentTarget.open)}>
              <summary class={styles.summary}>{text.byMiner}</summary>
              {/* Of a thousand miners it is long: counted only while it is looked at. */}
              <Show when={open()}>
                <MinersTable rows={rows()} shown={props.shown} sha={props.sha} />
              </Show>
            </details>
          </Show>
        </Card>
      )}
    </Show>
  );
}

/** All of them turn together: where power is too dear, work is worth too little. */
function pays({ power }: BreakEvens): boolean {
  return power.now < power.at;
}

interface Condition {
  /** What would turn it. */
  readonly turn: string;
  /** How it is now, and how far that is; absent where nothing would turn it. */
  readonly now?: string;
}

interface ConditionWords {
  readonly above: (at: string) => string;
  readonly below: (at: string) => string;
  readonly now: (now: string) => string;
  readonly never: string;
  /** Where it pays at any figure, however high. */
  readonly always?: string;
}

function conditions(evens: BreakEvens, { shown, sha }: Terms): readonly Condition[] {
  const { power, work, bitcoin, joulesPerHash, algorithm, hashrateHs } = evens;
  const unit = workUnit(algorithm ?? 'sha256', hashrateHs ?? 0, sha);
  const told = (even: BreakEven | undefined, words: ConditionWords, write: (figure: number) => string) =>
    even ? [condition(even, pays(evens), words, write)] : [];
  return [
    ...told(power, text.power, (price) => perKwh(price, shown)),
    ...told(work, text.work, (price) => profit.live.price(workPrice(price, unit, shown), unit.name)),
    ...told(bitcoin, text.bitcoin, (price) => coinPrice(price, shown)),
    ...told(joulesPerHash, text.efficiency, (each) => efficiency(each, algorithm)),
  ];
}

/** What lies below the limit turns the answer when it rises above, and the other way round. */
function condition(
  { now, at }: BreakEven,
  paysNow: boolean,
  words: ConditionWords,
  write: (figure: number) => string,
): Condition {
  if (at === Number.POSITIVE_INFINITY && words.always) return { turn: words.always };
  if (!(at > 0) || !Number.isFinite(at)) return { turn: words.never };
  const rises = at > now;
  const turn = (rises ? words.above : words.below)(write(at));
  // Of nothing, and of less, there are no parts.
  if (!(now > 0)) return { turn, now: text.noDistance(words.now(write(now))) };
  const [may, must] = rises ? [text.mayRise, text.mustRise] : [text.mayFall, text.mustFall];
  const way = (paysNow ? may : must)(formatPercent(Math.abs(at / now - 1)));
  return { turn, now: text.distance(words.now(write(now)), way) };
}

function MinersTable(
  props: Terms & { readonly rows: readonly { readonly name: string; readonly day: DailyNet }[] },
) {
  const heads = [text.powerBelow, text.workAbove, text.bitcoinAbove, text.needs];
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
                  {(cell, i) => (
                    <td data-head={heads[i]}>
                      <div>
                        <For each={cell()}>{(line) => <div class={table.line}>{line}</div>}</For>
                      </div>
                    </td>
                  )}
                </Index>
              </tr>
            )}
          </Index>
        </tbody>
      </table>
    </div>
  );
}

/** The lines of each cell. */
function cellsOf(day: DailyNet, { shown, sha }: Terms): readonly (readonly string[])[] {
  const evens = breakEvens([day], shown.btcPrice);
  const { algorithm, hashrateHs, work, bitcoin, joulesPerHash } = evens ?? {};
  const unit = workUnit(algorithm ?? 'sha256', hashrateHs ?? 0, sha);
  const above = (even: BreakEven | undefined, write: (at: number) => readonly string[]) =>
    even === undefined ? [ABSENT] : even.at > 0 ? write(even.at) : [text.any];
  const anyMachine = joulesPerHash !== undefined && !Number.isFinite(joulesPerHash.at);
  return [
    priceLines(evens?.power.at, shown),
    above(work, (at) => [workPrice(at, unit, shown), text.perUnit(unit.name)]),
    above(bitcoin, (at) => [coinPrice(at, shown)]),
    [
      efficiency(joulesPerHash?.now, algorithm),
      text.atMost(anyMachine ? text.any : efficiency(joulesPerHash?.at, algorithm)),
    ],
  ];
}

function coinPrice(price: number, { currency }: ShownMoney): string {
  return formatMoney(price, { currency, decimals: 0 });
}

/** `€0.101/kWh (115 sats)` in a sentence. */
function perKwh(price: number, shown: ShownMoney): string {
  const sats = satsPerKwh(price, shown);
  const [inCurrency = ABSENT] = priceLines(price, shown);
  return sats === undefined ? inCurrency : text.both(inCurrency, sats);
}

/** `15.1 J/TH` from joules per hash. */
function efficiency(joulesPerHash: number | undefined, algorithm: BreakEvens['algorithm']): string {
  return formatEfficiency({ powerW: joulesPerHash, hashrateHs: 1, algorithm, at: undefined });
}
