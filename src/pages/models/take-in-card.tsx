import { Card } from '../../ui/card.tsx';
import { models as text } from '../../ui/text/en/models.ts';
import { FileField } from '../data/file-field.tsx';
import type { ModelActions } from './create-registry.ts';
import styles from './models-page.module.css';

/** Takes in a model that was saved as a file. */
export function TakeInCard(props: { readonly actions: ModelActions }) {
  return (
    <Card heading={text.file.heading}>
      <p class={styles.hint}>{text.file.what}</p>
      <FileField
        label={text.file.choose}
        accept=".json,application/json"
        onChoose={(file) => file && void props.actions.takeIn(file)}
      />
    </Card>
  );
}
