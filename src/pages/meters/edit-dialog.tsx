import { createSignal, Show } from 'solid-js';
import { parseDeviceAddress } from '../../domain/device-address.ts';
import { formatAddress } from '../../domain/miner.ts';
import type { WallMeter } from '../../domain/wall-meter.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { common } from '../../ui/text/en/common.ts';
import { meters as text } from '../../ui/text/en/meters.ts';
import { useFleet } from '../fleet-context.ts';
import type { Meters } from './create-meters.ts';
import { DialogFailure } from './dialog-failure.tsx';
import { meterFailureWords } from './meter-words.ts';
import styles from './meters.module.css';
import { MinerTicks } from './miner-ticks.tsx';

const words = text.form;

/** Changes what a plug or sensor is called, what it is for, and where and how it is asked. */
export function EditDialog(props: {
  readonly meter: WallMeter;
  readonly meters: Meters;
  readonly onClose: () => void;
}) {
  const edit = createMeterEdit(props.meter, props.meters, () => props.onClose());
  const { role, kind } = props.meter;
  return (
    <Dialog
      open
      heading={words.editHeading(props.meter.name)}
      onClose={props.onClose}
      actions={
        <Button look="primary" busy={edit.saving()} onClick={() => void edit.save()}>
          {common.save}
        </Button>
      }
    >
      <form
        class={styles.form}
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void edit.save();
        }}
      >
        <TextField
          label={words.name}
          problem={edit.name().trim() === '' ? words.nameEmpty : undefined}
          value={edit.name()}
          maxlength={60}
          autocomplete="off"
          onInput={(event) => edit.setName(event.currentTarget.value)}
        />
        <MinerTicks
          label={words.miners[role.kind]}
          hint={words.minersHint[role.kind]}
          miners={props.meters.miners()}
          ticked={edit.minerIds()}
          onTick={edit.setMinerIds}
        />
        <TextField
          label={words.address}
          problem={edit.addressProblem()}
          value={edit.address()}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          onInput={(event) => edit.setAddress(event.currentTarget.value)}
        />
        <Show when={kind !== 'home-assistant'}>
          <TextField
            label={words.username}
            hint={words.usernameHint}
            value={edit.username()}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            onInput={(event) => edit.setUsername(event.currentTarget.value)}
          />
        </Show>
        <TextField
          label={kind === 'home-assistant' ? words.token : words.password}
          hint={edit.hasSecret() ? words.passwordKept : words.passwordHint}
          type="password"
          value={edit.password()}
          autocomplete="new-password"
          onInput={(event) => edit.setPassword(event.currentTarget.value)}
        />
        <DialogFailure words={edit.failure()} />
        {/* Lets Enter save; the visible button stands with the dialog's others. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

/** A meter as it was when the dialog opened: the next view must not move what is being typed. */
function createMeterEdit(meter: WallMeter, meters: Meters, onDone: () => void) {
  const { nowMs } = useFleet();
  const [name, setName] = createSignal(meter.name);
  const [minerIds, setMinerIds] = createSignal<readonly string[]>(meter.role.minerIds);
  const [address, setAddress] = createSignal(formatAddress(meter.address));
  const [username, setUsername] = createSignal('');
  const [password, setPassword] = createSignal('');
  const [saving, setSaving] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();
  const parsed = () => parseDeviceAddress(address(), { defaultPort: meter.address.port });
  const hasSecret = () => meters.views().find((view) => view.meter.id === meter.id)?.hasSecret === true;
  const save = async () => {
    const to = parsed();
    if ('problem' in to || name().trim() === '' || saving()) return;
    setSaving(true);
    setFailure(undefined);
    try {
      const user = username().trim();
      const access =
        password() === '' ? undefined : { ...(user ? { username: user } : {}), password: password() };
      const role = { ...meter.role, minerIds: minerIds() };
      await meters.change(meter, { name: name().trim(), address: to, role }, access);
      onDone();
    } catch (error) {
      console.error('the meter was not changed', error);
      setFailure(meterFailureWords(error, nowMs()));
      setSaving(false);
    }
  };
  return {
    name,
    setName,
    minerIds,
    setMinerIds,
    address,
    setAddress,
    addressProblem: () => ('problem' in parsed() ? words.addressBad : undefined),
    username,
    setUsername,
    password,
    setPassword,
    hasSecret,
    saving,
    failure,
    save,
  };
}
