import { createEffect, createUniqueId, type JSX, onCleanup } from 'solid-js';
import { Button } from './button.tsx';
import styles from './dialog.module.css';
import { common as text } from './text/en/common.ts';

/**
 * A question that must be answered before anything else. The browser's own modal dialog keeps the focus inside, closes
 * on Escape and gives the focus back.
 */
export function Dialog(props: {
  readonly open: boolean;
  readonly heading: string;
  readonly onClose: () => void;
  readonly children: JSX.Element;
  /** Name of the way out, where it is not "Cancel": there is nothing left to cancel. */
  readonly wayOut?: string | undefined;
  /** Buttons; the way out is always there. */
  readonly actions?: JSX.Element;
}) {
  const headingId = createUniqueId();
  let dialog: HTMLDialogElement | undefined;
  createEffect(() => {
    if (props.open) dialog?.showModal();
    else dialog?.close();
  });
  // A dialog that is taken off the page while it is open would leave the focus nowhere.
  onCleanup(() => dialog?.close());
  return (
    <dialog ref={dialog} class={styles.dialog} aria-labelledby={headingId} onClose={() => props.onClose()}>
      <div class={styles.content}>
        <h2 id={headingId}>{props.heading}</h2>
        {props.children}
        <div class={styles.actions}>
          <Button onClick={() => props.onClose()}>{props.wayOut ?? text.cancel}</Button>
          {props.actions}
        </div>
      </div>
    </dialog>
  );
}
