import { createSignal, Show } from 'solid-js';
import { parseDeviceAddress } from '../../domain/device-address.ts';
import { formatAddress, type Miner } from '../../domain/miner.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { alerts } from '../../ui/text/en/alerts.ts';
import { common } from '../../ui/text/en/common.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { useToast } from '../../ui/toast.tsx';
import { collectorFailure } from '../collector-failure.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './miner-page.module.css';

/** Changes what the owner calls a miner and where it is asked. */
export function EditDialog(props: { readonly miner: Miner; readonly onClose: () => void }) {
  const words = text.edit;
  const { collector, nowMs } = useFleet();
  const toast = useToast();
  const [name, setName] = createSignal(props.miner.name);
  const [address, setAddress] = createSignal(formatAddress(props.miner.address));
  const [saving, setSaving] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();

  const parsed = () => parseDeviceAddress(address(), { defaultPort: props.miner.address.port });
  const nameProblem = () => (name().trim() === '' ? words.nameEmpty : undefined);
  const addressProblem = () => ('problem' in parsed() ? words.addressBad : undefined);

  const rename = async (to: string) => {
    const from = props.miner.name;
    const id = props.miner.id;
    if (to === from) return;
    await collector.rename(id, to);
    toast({
      words: words.renamed,
      action: { label: common.undo, run: () => void collector.rename(id, from).catch(sayFailed) },
    });
  };
  const move = async (to: Miner['address']) => {
    const { address: from, id } = props.miner;
    if (formatAddress(to) === formatAddress(from)) return;
    await collector.changeAddress(id, to);
    toast({
      words: words.moved,
      action: { label: common.undo, run: () => void collector.changeAddress(id, from).catch(sayFailed) },
    });
  };
  const sayFailed = (error: unknown) => {
    console.error('the change was not undone', error);
    toast({ words: words.failed });
  };
  const save = async () => {
    const to = parsed();
    if (nameProblem() || 'problem' in to) return;
    setSaving(true);
    setFailure(undefined);
    try {
      await move(to);
      await rename(name().trim());
      props.onClose();
    } catch (error) {
      console.error('the miner was not changed', error);
      setFailure(alerts.failures[collectorFailure(error, nowMs()).kind].sentence);
    } finally {
      setSaving(false);
    }
  };

  return (
    <Dialog
      open
      heading={words.heading(props.miner.name)}
      onClose={props.onClose}
      actions={
        <Button look="primary" busy={saving()} onClick={() => void save()}>
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
        <TextField
          label={words.name}
          hint={words.nameHint}
          problem={nameProblem()}
          value={name()}
          maxlength={60}
          autocomplete="off"
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <TextField
          label={words.address}
          hint={words.addressHint}
          problem={addressProblem()}
          value={address()}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          onInput={(event) => setAddress(event.currentTarget.value)}
        />
        <Show when={failure()}>
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
