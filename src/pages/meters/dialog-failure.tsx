import { Show } from 'solid-js';
import { Notice } from '../../ui/notice.tsx';

/** Why what a dialog was asked for was not done; nothing while there is no reason. */
export function DialogFailure(props: { readonly words: string | undefined }) {
  return (
    <Show when={props.words}>
      {(words) => (
        <Notice tone="act" live>
          {words()}
        </Notice>
      )}
    </Show>
  );
}
