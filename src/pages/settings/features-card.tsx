import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { featuresCard as text } from '../../ui/text/en/features-card.ts';
import styles from './settings-page.module.css';

/** The way to the page on which every feature is laid open. */
export function FeaturesCard() {
  return (
    <Card heading={text.heading}>
      <div class={styles.line}>
        <p class={styles.hint}>{text.what}</p>
        <ButtonLink href="/learn/features">{text.open}</ButtonLink>
        <ButtonLink href="/learn/models">{text.models}</ButtonLink>
      </div>
    </Card>
  );
}
