import { For, type JSX, Show } from 'solid-js';
import type { PoolConnection } from '../../domain/reading.ts';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatPayoutAddress } from '../../ui/format/address.ts';
import { formatAge } from '../../ui/format/age.ts';
import { withUnit } from '../../ui/format/decimal.ts';
import { formatDifficulty, formatFullDifficulty } from '../../ui/format/difficulty.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import styles from './miner-page.module.css';
import type { ShownMiner } from './shown-miner.ts';

/** Where the work goes: each pool with its state, what it asks of a share, and how long ago one was found. */
export function PoolCard(props: { readonly shown: ShownMiner }) {
  const words = text.pool;
  const view = () => props.shown.view;
  const reading = () => view().reading;
  const difficulty = (value: number | undefined): JSX.Element => (
    <span title={formatFullDifficulty(value)}>{formatDifficulty(value)}</span>
  );
  const shareAge = () => {
    const { lastShareAtMs } = view();
    return formatAge(lastShareAtMs === undefined ? undefined : props.shown.nowMs - lastShareAtMs);
  };
  return (
    <Card heading={words.heading}>
      <Show when={reading()?.pools.length} fallback={<p class={styles.hint}>{words.none}</p>}>
        <ul class={styles.pools}>
          <For each={reading()?.pools}>{(pool) => <Pool pool={pool} />}</For>
        </ul>
      </Show>
      <Facts
        facts={[
          [words.lastShare, shareAge()],
          [words.difficulty, difficulty(reading()?.poolDifficulty)],
          ...told(
            words.latency,
            reading()?.poolLatencyMs,
            withUnit(reading()?.poolLatencyMs, 'ms', { maximumFractionDigits: 0 }),
          ),
          ...told(words.network, reading()?.networkDifficulty, difficulty(reading()?.networkDifficulty)),
        ]}
      />
    </Card>
  );
}

/** A fact that many devices do not tell: then it has no row. */
function told(label: string, value: number | undefined, fact: JSX.Element): [string, JSX.Element][] {
  return value === undefined ? [] : [[label, fact]];
}

function Pool(props: { readonly pool: PoolConnection }) {
  const words = text.pool;
  const state = () => {
    const { alive, active } = props.pool;
    if (alive === false) return words.dead;
    return active === true ? words.active : active === false ? words.spare : undefined;
  };
  return (
    <li class={styles.pool}>
      <code>{props.pool.url}</code>
      <span class={styles.hint}>
        {[
          state(),
          // Never whole: it is the owner's address, and screens are shared.
          props.pool.user && formatPayoutAddress(props.pool.user),
          props.pool.accepted !== undefined && words.accepted(formatCount(props.pool.accepted)),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </li>
  );
}
