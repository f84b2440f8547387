import { createSignal, Show } from 'solid-js';
import type { Settings } from '../../domain/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { createNotificationPermission } from '../../ui/notification-permission.ts';
import { showNotification } from '../../ui/show-notification.ts';
import { SwitchField } from '../../ui/switch-field.tsx';
import { settings as text } from '../../ui/text/en/settings.ts';
import type { SettingsChange } from './create-settings.ts';
import styles from './settings-page.module.css';

/** Notifications: asked for when they are switched on, tried out with a button, and honest about what they cannot do. */
export function NotifyCard(props: {
  readonly settings: Settings;
  readonly onKeep: (change: SettingsChange) => void;
}) {
  const words = text.notify;
  const [permission, ask] = createNotificationPermission();
  const [tested, setTested] = createSignal('');
  const on = () => props.settings.notify && permission() === 'granted';
  const refused = () => permission() === 'denied' || permission() === 'unsupported';
  const switchTo = async (wanted: boolean) => {
    if (!wanted) return props.onKeep({ notify: false });
    const answer = permission() === 'default' ? await ask() : permission();
    if (answer === 'granted') props.onKeep({ notify: true });
  };
  const test = async () => {
    const shown = await showNotification({ title: words.testTitle, body: words.testBody, tag: 'test' });
    setTested(shown ? words.testSent : words.testFailed);
  };
  return (
    <Card heading={words.heading}>
      <SwitchField
        label={words.switch}
        hint={words.hint}
        on={on()}
        disabled={refused()}
        onSwitch={(wanted) => void switchTo(wanted)}
      />
      <Show when={refused()}>
        <Notice tone="watch">{permission() === 'denied' ? words.denied : words.unsupported}</Notice>
      </Show>
      <Show when={on()}>
        <div class={styles.line}>
          <p class={styles.hint} role="status">
            {tested()}
          </p>
          <Button icon="bell" onClick={() => void test()}>
            {words.test}
          </Button>
        </div>
      </Show>
      <p class={styles.hint}>{words.honest}</p>
    </Card>
  );
}
