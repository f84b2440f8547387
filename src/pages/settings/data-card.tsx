import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { data } from '../../ui/text/en/data.ts';
import { LastBackupLine } from '../data/last-backup.tsx';
import styles from './settings-page.module.css';

/** The way to the page on which the owner takes his data with him, and when he last did. */
export function DataCard() {
  const { what, open } = data.card;
  return (
    <Card heading={data.heading}>
      <p class={styles.hint}>{what}</p>
      <LastBackupLine />
      <div>
        <ButtonLink href="/settings/data">{open}</ButtonLink>
      </div>
    </Card>
  );
}
