import { Show } from 'solid-js';
import type { Miner } from '../../domain/miner.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TagsField } from '../../ui/tags-field.tsx';
import { common } from '../../ui/text/en/common.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { createMinerEdit, type MinerEdit } from './create-miner-edit.ts';
import styles from './miner-page.module.css';

/** Changes what the owner calls a miner, how it is grouped, and where it is asked. */
export function EditDialog(props: { readonly miner: Miner; readonly onClose: () => void }) {
  // The miner as it was when the dialog opened: the next view must not move what is being typed.
  const edit = createMinerEdit(props.miner);
  const save = async () => {
    if (await edit.save()) props.onClose();
  };
  return (
    <Dialog
      open
      heading={text.edit.heading(props.miner.name)}
      onClose={props.onClose}
      actions={
        <Button look="primary" busy={edit.saving()} onClick={() => void save()}>
          {common.save}
        </Button>
      }
    >
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <EditFields edit={edit} />
        {/* Lets Enter save; the visible button stands with the dialog's others. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

function EditFields(props: { readonly edit: MinerEdit }) {
  const words = text.edit;
  return (
    <>
      <TextField
        label={words.name}
        hint={words.nameHint}
        problem={props.edit.nameProblem()}
        value={props.edit.name()}
        maxlength={60}
        autocomplete="off"
        onInput={(event) => props.edit.setName(event.currentTarget.value)}
      />
      <TextField
        label={words.address}
        hint={words.addressHint}
        problem={props.edit.addressProblem()}
        value={props.edit.address()}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        onInput={(event) => props.edit.setAddress(event.currentTarget.value)}
      />
      <TagsField
        edited={props.edit.tags()}
        known={props.edit.knownTags()}
        problem={props.edit.tagsProblem()}
        onEdit={props.edit.setTags}
      />
      <Show when={props.edit.failure()}>
        {(sentence) => (
          <Notice tone="act" live>
            {sentence()}
          </Notice>
        )}
      </Show>
    </>
  );
}
