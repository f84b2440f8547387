import { Show } from 'solid-js';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { install as text } from '../ui/text/en/install.ts';
import type { Install, InstallWay } from './install.ts';

/** Offers to keep the app: by the browser's own prompt where it has one, else by saying how. */
export function InstallOffer(props: { readonly way: InstallWay; readonly install: Install }) {
  return (
    <Notice
      tone="info"
      action={
        <>
          <Show when={props.way === 'prompt'}>
            <Button icon="download" onClick={() => void props.install.install()}>
              {text.install}
            </Button>
          </Show>
          <Button look="quiet" onClick={() => props.install.decline()}>
            {text.notNow}
          </Button>
        </>
      }
    >
      {props.way === 'ios' ? text.ios : text.hint}
    </Notice>
  );
}
