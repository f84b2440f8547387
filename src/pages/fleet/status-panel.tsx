import { Show } from 'solid-js';
import { ButtonLink } from '../../ui/button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import type { FleetStatus } from './fleet-status.ts';
import styles from './status-panel.module.css';

const ICONS: Readonly<Record<FleetStatus['tone'], IconName>> = {
  good: 'good',
  watch: 'alert',
  act: 'offline',
  waiting: 'clock',
};

/** The first thing to read: how the fleet is, in words, and what to do next. */
export function StatusPanel(props: { readonly status: FleetStatus }) {
  return (
    <section class={styles.panel} data-tone={props.status.tone} aria-live="off">
      <span class={styles.icon}>
        <Icon name={ICONS[props.status.tone]} size="2rem" />
      </span>
      <div class={styles.words}>
        <p class={styles.headline}>{props.status.headline}</p>
        <Show when={props.status.detail}>
          <p class={styles.detail}>{props.status.detail}</p>
        </Show>
      </div>
      <Show when={props.status.next}>
        {(next) => (
          <ButtonLink
            class={styles.next}
            look={props.status.tone === 'good' ? 'plain' : 'primary'}
            href={next().href}
          >
            {next().label}
          </ButtonLink>
        )}
      </Show>
    </section>
  );
}
