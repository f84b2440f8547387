import type { Severity } from '../domain/alert.ts';
import { Icon, type IconName } from './icon.tsx';
import styles from './state-badge.module.css';
import { common as text } from './text/en/common.ts';

/** Circle, triangle, octagon: the shapes tell the severities apart without colour. */
const ICONS: Readonly<Record<Severity, IconName>> = { info: 'info', watch: 'alert', act: 'offline' };

/** How much an alert matters, as icon, word and colour. */
export function SeverityBadge(props: { readonly severity: Severity }) {
  return (
    <span class={styles.badge} data-severity={props.severity}>
      <Icon name={ICONS[props.severity]} />
      {text.severities[props.severity]}
    </span>
  );
}
