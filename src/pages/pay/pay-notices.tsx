import { For, Show } from 'solid-js';
import { listed } from '../../ui/format/name-list.ts';
import { pay as text } from '../../ui/text/en/pay.ts';
import type { FleetPay, Idle, MinerPay } from './fleet-pay.ts';
import styles from './pay-page.module.css';

const IDLE: readonly Idle[] = ['no-shares', 'no-answer'];

/** Who is not counted and why, and whose power leaves something out. */
export function PayNotices(props: { readonly pay: FleetPay }) {
  const lines = () => {
    const { miners } = props.pay;
    const idle = (why: Idle) => miners.filter((miner) => miner.idle === why);
    const board = miners.filter(({ day }) => day && !day.inputs.powerAtWall);
    return [
      ...IDLE.flatMap((why) => (idle(why).length > 0 ? [text.uncounted.idle[why](names(idle(why)))] : [])),
      ...props.pay.missing.map((input) =>
        text.uncounted.missing[input](names(miners.filter(({ missing }) => missing.includes(input)))),
      ),
      ...(board.length > 0 ? [text.boardPower(names(board))] : []),
    ];
  };
  return (
    <Show when={lines().length > 0}>
      <ul class={styles.notices}>
        <For each={lines()}>{(line) => <li>{line}</li>}</For>
      </ul>
    </Show>
  );
}

function names(miners: readonly MinerPay[]): string {
  return listed(miners.map(({ view }) => view.miner.name));
}
