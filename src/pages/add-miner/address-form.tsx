import { createMemo, createSignal } from 'solid-js';
import { type DeviceAddress, formatAddress } from '../../domain/miner.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { addMiner } from '../../ui/text/en/add-miner.ts';
import styles from './add-miner-page.module.css';
import { typedAddress } from './typed-address.ts';

const text = addMiner.address;

/** Takes an address as owners type it and says at once what it will do with it. */
export function AddressForm(props: {
  readonly busy: boolean;
  readonly onAsk: (address: DeviceAddress) => void;
  /** What is typed is no longer the address that was asked. */
  readonly onOtherAddress: () => void;
  readonly ref?: (input: HTMLInputElement) => void;
}) {
  const [typed, setTyped] = createSignal('');
  // What is merely unfinished is a problem only once the owner has left the field or pressed the button.
  const [finished, setFinished] = createSignal(false);
  const address = createMemo(() => typedAddress(typed()));
  const problem = () => {
    const read = address();
    if (!('problem' in read)) return undefined;
    if (typed() === '' && !finished()) return undefined;
    return read.unfinished && !finished() ? undefined : read.problem;
  };
  const hint = () => {
    const read = address();
    return 'hint' in read ? read.hint : text.hint;
  };
  let asked: DeviceAddress | undefined;
  const leaveAsked = () => {
    const read = address();
    if (!asked || ('address' in read && formatAddress(read.address) === formatAddress(asked))) return;
    asked = undefined;
    props.onOtherAddress();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setFinished(true);
    const read = address();
    if (!('address' in read)) return;
    asked = read.address;
    props.onAsk(read.address);
  };
  return (
    <form class={styles.form} onSubmit={submit} noValidate>
      <TextField
        ref={(input) => props.ref?.(input)}
        name="address"
        label={text.label}
        hint={hint()}
        problem={problem()}
        inputMode="url"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        placeholder="192.168.1.20"
        value={typed()}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setFinished(false);
          leaveAsked();
        }}
        onBlur={() => setFinished(typed() !== '')}
      />
      <Button type="submit" look="primary" busy={props.busy}>
        {text.submit}
      </Button>
    </form>
  );
}
