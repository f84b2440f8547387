import { Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { createNotificationPermission } from '../../ui/notification-permission.ts';
import { notifyOffer as text } from '../../ui/text/en/notify-offer.ts';
import { useToast } from '../../ui/toast.tsx';
import { useFleet } from '../fleet-context.ts';
import { settingsTopic } from '../settings-change.ts';
import styles from './findings-list.module.css';

/** Where alerts are read is the place to offer notifications. */
export function NotifyOffer() {
  const { collector } = useFleet();
  const toast = useToast();
  const [answer, ask] = createNotificationPermission();
  const accept = async () => {
    if ((await ask()) !== 'granted') return;
    try {
      await collector.saveSettings({ notify: true });
      toast({ words: text.kept, topic: settingsTopic({ notify: true }) });
    } catch (error) {
      console.error('notifications were not switched on', error);
      toast({ words: text.failed });
    }
  };
  return (
    <Show when={answer() !== 'unsupported'}>
      <div class={styles.offer}>
        <Show when={answer() !== 'denied'} fallback={<p>{text.denied}</p>}>
          <p>
            {text.offer} {text.honest}
          </p>
          <Button icon="bell" onClick={() => void accept()}>
            {text.button}
          </Button>
        </Show>
      </div>
    </Show>
  );
}
