import { Show } from 'solid-js';
import type { StoreProblem } from '../domain/fleet-view.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { app } from '../ui/text/en/app.ts';
import { storeProblem as text } from '../ui/text/en/store-problem.ts';

/** Readings are not kept, or history is not read: why, and what to do. */
export function StoreProblemNotice(props: { readonly kind: StoreProblem['kind'] }) {
  return (
    <Notice
      live
      tone="act"
      action={
        <Show when={props.kind !== 'quota'}>
          <Button onClick={() => globalThis.location.reload()}>{app.reload}</Button>
        </Show>
      }
    >
      {text.kinds[props.kind]}
    </Notice>
  );
}
