import { Index, Show } from 'solid-js';
import { Card } from '../../ui/card.tsx';
import { formatPercent } from '../../ui/format/percent.ts';
import { profit } from '../../ui/text/en/profit.ts';
import { createMinerChoice } from './create-miner-choice.ts';
import type { FleetPay } from './fleet-pay.ts';
import { MinerSelect } from './miner-select.tsx';
import { type ShownMoney, shownMoney, shownSigned } from './shown-money.ts';
import { type WaterfallPart, type WaterfallStep, waterfall } from './waterfall.ts';
import styles from './waterfall-card.module.css';

const text = profit.waterfall;

/** From what the work is worth down to what is left of it in a day, for the fleet or one miner: a list with bars. */
export function WaterfallCard(props: { readonly pay: FleetPay; readonly shown: ShownMoney }) {
  const whose = createMinerChoice(() => props.pay);
  const days = () => whose.miners().map(({ day }) => day);
  return (
    <Card heading={text.heading} aside={<MinerSelect whose={whose} />}>
      <Show when={waterfall(days())}>{(steps) => <Steps steps={steps()} shown={props.shown} />}</Show>
    </Card>
  );
}

function Steps(props: { readonly steps: readonly WaterfallStep[]; readonly shown: ShownMoney }) {
  const lowest = () => Math.min(0, ...props.steps.map(({ to }) => to));
  const highest = () => Math.max(0, ...props.steps.map(({ to }) => to));
  const share = (amount: number) => (100 * amount) / (highest() - lowest() || 1);
  const left = ({ from, to }: WaterfallStep) => share(Math.min(from, to) - lowest());
  return (
    <>
      <p>{summary(props.steps, props.shown)}</p>
      <ol class={styles.steps}>
        <Index each={props.steps}>
          {(step) => (
            <li class={styles.step} data-part={step().part}>
              <span class={styles.name}>{text.parts[step().part]}</span>
              <span class={styles.amount}>{amountOf(step(), props.shown)}</span>
              <span class={styles.share}>{partOf(step(), props.steps)}</span>
              <span class={styles.track} aria-hidden="true">
                <span class={styles.zero} style={{ left: `${share(-lowest())}%` }} />
                <span
                  class={styles.bar}
                  data-sign={step().amount < 0 ? 'off' : 'on'}
                  style={{ left: `${left(step())}%`, width: `${share(Math.abs(step().amount))}%` }}
                />
              </span>
            </li>
          )}
        </Index>
      </ol>
    </>
  );
}

function amountOf({ part, amount }: WaterfallStep, shown: ShownMoney): string {
  return part === 'work' ? shownMoney(amount, shown) : shownSigned(amount, shown);
}

/** As part of what the work is worth: `12 %`. */
function partOf({ part, amount }: WaterfallStep, steps: readonly WaterfallStep[]): string {
  const work = sumOf('work', steps);
  return part === 'work' || !(work > 0) ? '' : formatPercent(amount / work);
}

/** `Of €5.40/day, €20.25 go off: −€14.85 is left.` */
function summary(steps: readonly WaterfallStep[], shown: ShownMoney): string {
  const gone = steps.reduce((sum, { part, amount }) => sum - (isCost(part) ? amount : 0), 0);
  const sum = (amount: number) => shownMoney(amount, shown);
  const work = sum(sumOf('work', steps));
  const net = sum(sumOf('net', steps));
  return steps.some(({ part }) => part === 'heat')
    ? text.summaryHeat(work, sum(gone), sum(sumOf('heat', steps)), net)
    : text.summary(work, sum(gone), net);
}

function isCost(part: WaterfallPart): boolean {
  return part === 'fee' || part === 'lost' || part === 'power' || part === 'demand';
}

function sumOf(part: WaterfallPart, steps: readonly WaterfallStep[]): number {
  return steps.find((step) => step.part === part)?.amount ?? 0;
}
