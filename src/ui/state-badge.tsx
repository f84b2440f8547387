import type { MinerState } from '../domain/miner-state.ts';
import { Icon, type IconName } from './icon.tsx';
import styles from './state-badge.module.css';
import { common as text } from './text/en/common.ts';

const ICONS: Readonly<Record<MinerState, IconName>> = {
  hashing: 'good',
  degraded: 'degraded',
  paused: 'paused',
  offline: 'offline',
  stale: 'stale',
  lost: 'lost',
};

/** A miner's state as icon, word and colour, so that none of the three is needed alone. */
export function StateBadge(props: { readonly state: MinerState }) {
  return (
    <span class={styles.badge} data-state={props.state}>
      <Icon name={ICONS[props.state]} />
      {text.states[props.state]}
    </span>
  );
}
