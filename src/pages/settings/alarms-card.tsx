import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { alarms } from '../../ui/text/en/alarms.ts';
import styles from './settings-page.module.css';

/** The way to the page on which the owner says what reaches him while no page is open. */
export function AlarmsCard() {
  const { heading, what, open } = alarms.card;
  return (
    <Card heading={heading}>
      <div class={styles.line}>
        <p class={styles.hint}>{what}</p>
        <ButtonLink href="/settings/alarms">{open}</ButtonLink>
      </div>
    </Card>
  );
}
