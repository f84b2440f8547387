import { children, type JSX, Show } from 'solid-js';
import { Icon, type IconName } from './icon.tsx';
import styles from './notice.module.css';

export type NoticeTone = 'info' | 'good' | 'watch' | 'act';

const ICONS: Readonly<Record<NoticeTone, IconName>> = {
  info: 'info',
  good: 'good',
  watch: 'alert',
  act: 'offline',
};

/** One sentence about the present situation, with one way on. `live` lets a screen reader say it when it comes up. */
export function Notice(props: {
  readonly tone: NoticeTone;
  readonly children: JSX.Element;
  readonly action?: JSX.Element;
  readonly live?: boolean | undefined;
}) {
  // Each look at a property that holds markup builds that markup anew.
  const action = children(() => props.action);
  return (
    <div class={styles.notice} data-tone={props.tone} role={props.live ? 'status' : undefined}>
      <Icon name={ICONS[props.tone]} />
      <div class={styles.words}>{props.children}</div>
      <Show when={action()}>
        <div class={styles.action}>{action()}</div>
      </Show>
    </div>
  );
}
