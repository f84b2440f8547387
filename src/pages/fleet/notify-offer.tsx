import { Show } from 'solid-js';
import type { Settings } from '../../domain/settings.ts';
import { Button } from '../../ui/button.tsx';
import { createNotificationPermission } from '../../ui/notification-permission.ts';
import { fleet } from '../../ui/text/en/fleet.ts';
import { useToast } from '../../ui/toast.tsx';
import { useFleet } from '../fleet-context.ts';
import { settingsTopic } from '../settings-change.ts';
import styles from './findings-list.module.css';

const text = fleet.findings;

/** Where alerts are read is the place to offer notifications. Not in the demo: its alarms are nobody's. */
export function NotifyOffer(props: { readonly settings: Settings }) {
  const { collector, kind } = useFleet();
  const toast = useToast();
  const [answer, ask] = createNotificationPermission();
  const accept = async () => {
    if ((await ask()) !== 'granted') return;
    try {
      await collector.saveSettings({ notify: true });
      toast({ words: text.notifyKept, topic: settingsTopic({ notify: true }) });
    } catch (error) {
      console.error('notifications were not switched on', error);
      toast({ words: text.notifyFailed });
    }
  };
  const offered = () => kind === 'real' && !props.settings.notify && answer() !== 'unsupported';
  return (
    <Show when={offered()}>
      <div class={styles.offer}>
        <Show when={answer() !== 'denied'} fallback={<p>{text.notifyDenied}</p>}>
          <p>
            {text.notifyOffer} {text.notifyHonest}
          </p>
          <Button icon="bell" onClick={() => void accept()}>
            {text.notifyButton}
          </Button>
        </Show>
      </div>
    </Show>
  );
}
