import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { devices } from '../../ui/text/en/devices.ts';
import styles from './settings-page.module.css';

/** The way to the page on which the owner lets phones in and turns them away. */
export function DevicesCard() {
  const { heading, what, open } = devices.card;
  return (
    <Card heading={heading}>
      <div class={styles.line}>
        <p class={styles.hint}>{what}</p>
        <ButtonLink href="/settings/devices">{open}</ButtonLink>
      </div>
    </Card>
  );
}
