import { createSignal, Show } from 'solid-js';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { models as text } from '../../ui/text/en/models.ts';
import { FileField } from '../data/file-field.tsx';
import type { ModelActions } from './create-registry.ts';
import styles from './models-page.module.css';

/** Takes in a model that was saved as a file. */
export function TakeInCard(props: { readonly actions: ModelActions }) {
  const [refused, setRefused] = createSignal<string>();
  const take = async (file: File | undefined) => {
    setRefused(undefined);
    if (file) setRefused(await props.actions.takeIn(file));
  };
  return (
    <Card heading={text.file.heading}>
      <p class={styles.hint}>{text.file.what}</p>
      <FileField
        label={text.file.choose}
        accept=".json,application/json"
        onChoose={(file) => void take(file)}
      />
      <Show when={refused()}>
        {(why) => (
          <Notice tone="watch" live>
            {why()}
          </Notice>
        )}
      </Show>
    </Card>
  );
}
