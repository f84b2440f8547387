import { useLocation } from '@solidjs/router';
import { createEffect, createSignal, on, Show } from 'solid-js';
import { browserSigns, type PushLoss, pushLoss } from '../pages/alarms/push-subscription.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { pushLost as text } from '../ui/text/en/push-lost.ts';

/** Where pushes are mended, and it is said in more words. */
const ALARMS_PATH = '/settings/alarms';

/** Says on every page that alarms which were switched on for this browser cannot come: nobody would notice their absence. */
export function PushLost() {
  const location = useLocation();
  const [loss, setLoss] = createSignal<PushLoss>();
  const look = () =>
    browserSigns()
      .then((signs) => setLoss(pushLoss(signs)))
      .catch((error: unknown) => console.info('Pushes to this browser cannot be looked at:', error));
  // Again on each page: it may have been mended on that of the alarms.
  createEffect(on(() => location.pathname, look));
  return (
    <Show when={location.pathname !== ALARMS_PATH && loss()}>
      {(why) => (
        <Notice live tone="act" action={<ButtonLink href={ALARMS_PATH}>{text.mend}</ButtonLink>}>
          {text[why()]}
        </Notice>
      )}
    </Show>
  );
}
