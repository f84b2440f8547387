import { Show } from 'solid-js';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { devices } from '../../ui/text/en/devices.ts';
import { createAnswer } from '../create-answer.ts';
import { whyNotDecide } from '../devices/may-decide.ts';
import { useFleet } from '../fleet-context.ts';
import { createReach } from '../reach.ts';
import styles from './settings-page.module.css';

/** The way to the page on which the owner lets phones in and turns them away; on such a phone, why it is not here. */
export function DevicesCard() {
  const { heading, what, open } = devices.card;
  const fleet = useFleet();
  const reach = createReach();
  const helper = createAnswer(
    () => undefined,
    async () => (await fleet.ownCollector()).checkProxy(),
  );
  // On the owner's computer the page itself helps on; a phone has no part in it, whatever the helper says.
  const elsewhere = () => {
    const check = helper.latest();
    return check?.role === 'device' || reach() !== 'here' ? check && whyNotDecide(check, reach()) : undefined;
  };
  return (
    <Card heading={heading}>
      <Show
        when={elsewhere()}
        fallback={
          <div class={styles.line}>
            <p class={styles.hint}>{what}</p>
            <ButtonLink href="/settings/devices">{open}</ButtonLink>
          </div>
        }
      >
        {(words) => <p class={styles.hint}>{words()}</p>}
      </Show>
    </Card>
  );
}
