import { For, Show } from 'solid-js';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { doubts as text } from '../../ui/text/en/doubts.ts';
import { createSources } from '../sources/create-sources.ts';
import { doubtsIn } from '../sources/doubt-words.ts';

/** A price or a difficulty that cannot be right, before anybody believes the money beside it. */
export function DoubtNotice(props: { readonly nowMs: number }) {
  const sources = createSources();
  const lines = () => {
    const view = sources.view();
    return view ? [...new Set(doubtsIn(view, props.nowMs))] : [];
  };
  return (
    <Show when={lines().length > 0}>
      <Notice tone="watch" live action={<ButtonLink href="/settings/sources">{text.open}</ButtonLink>}>
        <For each={lines()}>{(line) => <p>{line}</p>}</For>
      </Notice>
    </Show>
  );
}
