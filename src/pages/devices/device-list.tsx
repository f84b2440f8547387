import { createSignal, Index, Match, Show, Switch } from 'solid-js';
import type { PairedDevice } from '../../domain/pairing.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { formatAge } from '../../ui/format/age.ts';
import { formatDay } from '../../ui/format/clock-time.ts';
import { Notice } from '../../ui/notice.tsx';
import { common } from '../../ui/text/en/common.ts';
import { devices } from '../../ui/text/en/devices.ts';
import type { Answer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import { createDeviceChanges } from './create-device-changes.ts';
import styles from './devices-page.module.css';

const text = devices.list;

/** Who is in, since when, and the way to turn each away. */
export function DeviceList(props: { readonly devices: Answer<readonly PairedDevice[]> }) {
  const { revoke, rename } = createDeviceChanges(props.devices.askAgain);
  const [leaving, setLeaving] = createSignal<PairedDevice>();
  let list: HTMLDivElement | undefined;
  return (
    <Card heading={text.heading}>
      <div ref={list} tabIndex={-1}>
        <Switch>
          <Match when={props.devices.failed()}>
            <Notice tone="watch" action={<Button onClick={props.devices.askAgain}>{common.tryAgain}</Button>}>
              {text.failed}
            </Notice>
          </Match>
          <Match when={props.devices.latest()} keyed={false}>
            {(all) => <Devices devices={all()} onRename={rename} onRevoke={setLeaving} />}
          </Match>
          <Match when={props.devices.asking()}>
            <p role="status">{text.reading}</p>
          </Match>
        </Switch>
      </div>
      <RevokeDialog
        device={leaving()}
        onRevoke={(device) => {
          setLeaving(undefined);
          revoke(device);
          // The dialog gave the focus back to a button whose row is about to go.
          list?.focus();
        }}
        onClose={() => setLeaving(undefined)}
      />
    </Card>
  );
}

function Devices(props: {
  readonly devices: readonly PairedDevice[];
  readonly onRename: (device: PairedDevice, name: string) => void;
  readonly onRevoke: (device: PairedDevice) => void;
}) {
  const { nowMs } = useFleet();
  const [renamed, setRenamed] = createSignal<string>();
  const rename = (device: PairedDevice, name: string) => {
    setRenamed(undefined);
    props.onRename(device, name);
  };
  return (
    <ul class={styles.list}>
      {/* By place, not by identity: a list that was asked for again must not take away what is being typed. */}
      <Index each={props.devices} fallback={<li class={styles.hint}>{text.none}</li>}>
        {(device) => (
          <li>
            <Show
              when={renamed() === device().id}
              fallback={
                <DeviceRow
                  device={device()}
                  nowMs={nowMs()}
                  onRename={() => setRenamed(device().id)}
                  onRevoke={() => props.onRevoke(device())}
                />
              }
            >
              <RenameForm device={device()} onKeep={(name) => rename(device(), name)} />
            </Show>
          </li>
        )}
      </Index>
    </ul>
  );
}

function RevokeDialog(props: {
  readonly device: PairedDevice | undefined;
  readonly onRevoke: (device: PairedDevice) => void;
  readonly onClose: () => void;
}) {
  return (
    <Dialog
      open={props.device !== undefined}
      heading={text.revokeQuestion(props.device?.name ?? '')}
      onClose={props.onClose}
      actions={
        <Button
          look="danger"
          onClick={() => {
            const { device } = props;
            if (device) props.onRevoke(device);
          }}
        >
          {text.revoke}
        </Button>
      }
    >
      <p>{text.revokeWhat}</p>
    </Dialog>
  );
}

function DeviceRow(props: {
  readonly device: PairedDevice;
  readonly nowMs: number;
  readonly onRename: () => void;
  readonly onRevoke: () => void;
}) {
  const seen = () => {
    const { lastSeenAtMs } = props.device;
    return lastSeenAtMs === undefined ? text.neverSeen : text.seen(formatAge(props.nowMs - lastSeenAtMs));
  };
  return (
    <div class={styles.device}>
      <div>
        <h3>{props.device.name}</h3>
        <p class={styles.hint}>
          {text.since(formatDay(props.device.createdAtMs))}, {seen()}
        </p>
      </div>
      <div class={styles.actions}>
        <Button
          look="quiet"
          icon="edit"
          aria-label={text.renameOf(props.device.name)}
          onClick={() => props.onRename()}
        >
          {text.rename}
        </Button>
        <Button look="danger" aria-label={text.revokeOf(props.device.name)} onClick={() => props.onRevoke()}>
          {text.revoke}
        </Button>
      </div>
    </div>
  );
}

function RenameForm(props: { readonly device: PairedDevice; readonly onKeep: (name: string) => void }) {
  const [name, setName] = createSignal(props.device.name);
  return (
    <form
      class={styles.rename}
      onSubmit={(event) => {
        event.preventDefault();
        props.onKeep(name());
      }}
    >
      <TextField
        ref={(input) => queueMicrotask(() => input.focus())}
        label={text.name}
        maxLength={60}
        value={name()}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit">{text.keep}</Button>
    </form>
  );
}
