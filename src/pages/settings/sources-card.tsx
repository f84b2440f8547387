import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { sources } from '../../ui/text/en/sources.ts';
import styles from './settings-page.module.css';

/** The way to the page on which the owner says who may be asked over the internet. */
export function SourcesCard() {
  const { heading, what, open } = sources.card;
  return (
    <Card heading={heading}>
      <div class={styles.line}>
        <p class={styles.hint}>{what}</p>
        <ButtonLink href="/settings/sources">{open}</ButtonLink>
      </div>
    </Card>
  );
}
