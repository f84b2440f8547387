import { Show } from 'solid-js';
import type { Miner } from '../../domain/miner.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { formatDay } from '../../ui/format/clock-time.ts';
import { Notice } from '../../ui/notice.tsx';
import { common } from '../../ui/text/en/common.ts';
import { purchase as words } from '../../ui/text/en/purchase.ts';
import { createPurchase } from './create-purchase.ts';
import styles from './miner-page.module.css';

/** Takes what the owner knows of how a miner was bought and where it hangs; each part may be left out. */
export function PurchaseDialog(props: { readonly miner: Miner; readonly onClose: () => void }) {
  // The miner as it was when the dialog opened: the next view must not move what is being typed.
  const edit = createPurchase(props.miner);
  const closeAfter = async (kept: Promise<boolean>) => {
    if (await kept) props.onClose();
  };
  const warrantyHint = () => {
    const endMs = edit.warrantyEndMs();
    return words.warrantyHint(endMs === undefined ? '' : formatDay(endMs));
  };
  return (
    <Dialog
      open
      heading={words.heading(props.miner.name)}
      onClose={props.onClose}
      actions={
        <>
          <Show when={props.miner.purchase}>
            <Button onClick={() => void closeAfter(edit.forget())}>{words.forget}</Button>
          </Show>
          <Button look="primary" busy={edit.saving()} onClick={() => void closeAfter(edit.save())}>
            {common.save}
          </Button>
        </>
      }
    >
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void closeAfter(edit.save());
        }}
      >
        <p>{words.lead}</p>
        <TextField
          label={words.day}
          hint={words.dayHint}
          type="date"
          problem={edit.problem('day')}
          value={edit.typed('day')}
          onInput={(event) => edit.type('day', event.currentTarget.value)}
        />
        <TextField
          label={words.price}
          hint={words.priceHint}
          unit={edit.currency}
          inputmode="decimal"
          autocomplete="off"
          problem={edit.problem('price')}
          value={edit.typed('price')}
          onInput={(event) => edit.type('price', event.currentTarget.value)}
        />
        <TextField
          label={words.warrantyFor}
          hint={warrantyHint()}
          unit={words.warrantyUnit}
          inputmode="numeric"
          autocomplete="off"
          problem={edit.problem('months')}
          value={edit.typed('months')}
          onInput={(event) => edit.type('months', event.currentTarget.value)}
        />
        <TextField
          label={words.circuit}
          hint={words.circuitHint}
          autocomplete="off"
          problem={edit.problem('circuit')}
          value={edit.typed('circuit')}
          onInput={(event) => edit.type('circuit', event.currentTarget.value)}
        />
        <Show when={edit.failure()}>
          {(sentence) => (
            <Notice tone="act" live>
              {sentence()}
            </Notice>
          )}
        </Show>
        {/* Lets Enter save; the visible button stands with the dialog's others. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
