import type { ModelStatus } from '../../domain/model-record.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { models as text } from '../../ui/text/en/models.ts';
import styles from './models-page.module.css';

const ICONS: Readonly<Record<ModelStatus, IconName>> = {
  candidate: 'clock',
  shadow: 'search',
  canary: 'check',
  champion: 'good',
  archived: 'paused',
  'rolled-back': 'stale',
};

/** What a model may do, as icon, word and colour, so that none of the three is needed alone. */
export function StatusBadge(props: { readonly status: ModelStatus }) {
  return (
    <span class={styles.badge} data-status={props.status}>
      <Icon name={ICONS[props.status]} />
      {text.statuses[props.status]}
    </span>
  );
}
